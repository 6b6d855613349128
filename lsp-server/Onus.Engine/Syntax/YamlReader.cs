using System.Buffers;
using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>Reads YAML by its indentation. What cannot be read costs its own line; the lines around it stand.</summary>
internal sealed partial class YamlReader(SourceText text, CancellationToken cancellation) : Reader(text, cancellation)
{
    private readonly Dictionary<string, SyntaxNode> anchors = new(StringComparer.Ordinal);
    private bool isEntangled;
    private int lineStart;

    /// <summary>Where the line with the last misplaced content starts, so that one break is told once.</summary>
    private int complainedLine = -1;

    /// <summary>Where the last plain scalar ended, and the column of what it belongs to.</summary>
    private int plainEnd, plainParent = int.MaxValue;

    private int flowDepth;

    private static readonly SearchValues<char> TagCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:/?@&=+$;~()*'");

    private int Column => Position - lineStart;

    public SyntaxTree Read()
    {
        if (Here == '\uFEFF') Position++;
        lineStart = Position;
        var documents = ImmutableArray.CreateBuilder<SyntaxNode>();
        var isOpen = false;
        while (true)
        {
            SkipToContent();
            if (AtEnd) break;
            if (AtMarker('.'))
            {
                Position += 3;
                isOpen = false;
                continue;
            }

            var isMarked = AtMarker('-');
            if (isMarked) Position += 3;
            else if (Here == '%' && Column == 0 && !isOpen)
            {
                Position = EndOfLine(Position);
                continue;
            }
            else if (isOpen)
            {
                Misplaced("This line fits nowhere: check its indentation.");
            }

            anchors.Clear();
            documents.Add(isMarked ? Value(-1, mayBeSequenceAtParent: false) : Block(-1, default, Position));
            isOpen = true;
        }

        return Tree(SyntaxLanguage.Yaml, documents.ToImmutable(), isEntangled);
    }

    /// <summary>Passes blanks, line breaks and comments.</summary>
    /// <returns>Whether a line break was passed.</returns>
    private bool SkipToContent()
    {
        var crossed = false;
        while (!AtEnd)
        {
            var c = Text[Position];
            if (c == ' ')
            {
                Position++;
            }
            else if (c == '\t')
            {
                if (IsIndentation()) CheckTab();
                Position++;
            }
            else if (IsBreak(c))
            {
                PassBreak();
                lineStart = Position;
                crossed = true;
            }
            else if (c == '#' && (Position == 0 || Text[Position - 1] is ' ' or '\t' or '\n' or '\r' or '\uFEFF' or '"' or '\''))
            {
                var end = EndOfLine(Position);
                Comment(Position, end);
                Position = end;
            }
            else
            {
                break;
            }
        }

        return crossed;
    }

    private bool IsIndentation()
    {
        for (var at = lineStart; at < Position; at++)
        {
            if (!IsBlank(Text[at])) return false;
        }

        return true;
    }

    private void CheckTab()
    {
        if (flowDepth == 0 && !ContinuesPlain()) Complain(Position, Position + 1, "A tab cannot indent YAML; use spaces.");
    }

    /// <summary>Whether nothing but blanks stands since a plain scalar, right of its parent, where it may still go on.</summary>
    private bool ContinuesPlain() =>
        Column > plainParent && Text.AsSpan(plainEnd, Position - plainEnd).IndexOfAnyExcept(" \t\r\n") < 0;

    private bool AtMarker(char c) =>
        Column == 0 && Here == c && Ahead(1) == c && Ahead(2) == c && (Position + 3 >= Text.Length || Ahead(3) is ' ' or '\t' or '\n' or '\r');

    private bool AtAnyMarker() => AtMarker('-') || AtMarker('.');

    private bool AtIndicator(char c) => Here == c && (Position + 1 >= Text.Length || Ahead(1) is ' ' or '\t' or '\n' or '\r');

    /// <summary>Reads what follows a colon, a dash or a document's start: on the same line, or on the next ones if indented further.</summary>
    private SyntaxNode Value(int parent, bool mayBeSequenceAtParent)
    {
        var after = Position;
        SkipBlanks();
        var properties = ReadProperties(ref after);
        if (!AtEnd && !IsBreak(Here) && !AtComment()) return Inline(parent, properties);
        SkipToContent();
        if (AtEnd || AtAnyMarker() || !(Column > parent || (mayBeSequenceAtParent && Column == parent && AtIndicator('-'))))
            return Register(Scalar(after, after, ScalarStyle.Plain, properties));
        return Block(parent, properties, after);
    }

    private bool AtComment() => Here == '#' && Position > 0 && IsBlank(Text[Position - 1]);

    private void SkipBlanks()
    {
        while (IsBlank(Here)) Position++;
    }

    /// <summary>Content that is the first on its line.</summary>
    private SyntaxNode Block(int parent, Properties properties, int after)
    {
        var column = Column;
        var start = Position;
        if (AtIndicator('-')) return Register(WithKeysBelow(Sequence(column, parent, properties), column, parent, properties));
        if (Here is '!' or '&')
        {
            var end = after;
            var own = ReadProperties(ref end);
            if (AtEnd || IsBreak(Here) || AtComment())
            {
                SkipToContent();
                if (AtEnd || AtAnyMarker() || Column <= parent) return Register(Scalar(end, end, ScalarStyle.Plain, Merge(properties, own)));
                return Block(parent, Merge(properties, own), end);
            }

            if (properties.IsNone && !AtKey()) return Content(parent, own, isInline: false, start);
            if (AtKey()) return Register(Mapping(column, parent, properties, start, own));
            return Content(parent, Merge(properties, own), isInline: false, start);
        }

        if (AtIndicator('?') || AtKey() || HalfTypedKey(column)) return Register(Mapping(column, parent, properties, start, default));
        return Content(parent, properties, isInline: false, start);
    }

    /// <summary>Content on the line of its key, dash or tag.</summary>
    private SyntaxNode Inline(int parent, Properties properties)
    {
        var start = Position;
        var isDocument = parent < 0;
        var afterIndicator = LastIndicatorIsDash(start);
        if (afterIndicator && properties.IsNone)
        {
            if (AtIndicator('-')) return Register(Sequence(Column, parent, properties));
            if (AtIndicator('?') || AtKey() || HalfTypedKey(Column)) return Register(Mapping(Column, parent, properties, start, default));
        }
        else if (afterIndicator && AtKey())
        {
            return Register(Mapping(properties.TagSpan.Length > 0 ? properties.TagSpan.Start - lineStart : Column, parent, default, start, properties));
        }
        else if (AtIndicator('-') && !isDocument)
        {
            Complain(start, start + 1, "A list cannot start on the line of its key; put it on the line below.");
            return Register(Sequence(Column, parent, properties));
        }

        return Content(parent, properties, isInline: true, start);
    }

    /// <summary>Whether the content follows a dash or question mark, where a mapping may start on the same line.</summary>
    private bool LastIndicatorIsDash(int start)
    {
        var at = lineStart;
        while (at < start && IsBlank(Text[at])) at++;
        var last = -1;
        while (at < start && Text[at] is '-' or '?' or ':' && at + 1 <= start && (at + 1 == Text.Length || IsBlank(Text[at + 1])))
        {
            last = at++;
            while (at < start && IsBlank(Text[at])) at++;
        }

        if (last >= 0) return at >= start || Text[at] is '!' or '&';
        // A dash behind a key, where no list may start, and yet somebody starts one.
        var before = start - 1;
        while (before > lineStart && IsBlank(Text[before])) before--;
        return before > lineStart && Text[before] == '-' && IsBlank(Text[before - 1]);
    }

    private SyntaxNode Content(int parent, Properties properties, bool isInline, int start)
    {
        switch (Here)
        {
            case '|' or '>':
                return Register(BlockScalar(parent, properties));
            case '"' or '\'':
                return Register(Quoted(parent, properties));
            case '[' or '{':
                return Register(Flow(parent, properties));
            case '*' when !properties.IsNone || !IsBlank(Ahead(1)):
                return Alias();
            default:
                return Register(Plain(parent, properties, isInline, start));
        }
    }

    private AliasNode Alias()
    {
        var start = Position++;
        while (!AtEnd && !IsBlank(Here) && !IsBreak(Here) && Here is not (',' or ']' or '}')) Position++;
        var name = Text[(start + 1)..Position];
        if (!anchors.TryGetValue(name, out var target)) Error(start, Position, $"`*{name}` is an alias, but no anchor `&{name}` stands before it; a text that starts with a star needs quotes.", isSemantic: true);
        return new AliasNode { Span = TextSpan.FromBounds(start, Position), Name = name, Target = target };
    }

    /// <summary>Says where a tag or anchor has no name, or holds what cannot stand in one.</summary>
    private void CheckProperty(int start, int end)
    {
        var name = Text.AsSpan(start + 1, end - start - 1);
        if (Text[start] == '&')
        {
            if (name.IsEmpty) Complain(start, end, "An anchor needs a name; a text that starts with `&` needs quotes.");
            return;
        }

        if (name is ['<', ..]) return;
        var wrong = (name is ['!', ..] ? name[1..] : name).IndexOfAnyExcept(TagCharacters);
        if (wrong >= 0) Complain(start, end, $"`{Text[start..end]}` is no tag; a space may be missing after its name, or the text needs quotes.");
    }

    private SyntaxNode Register(SyntaxNode node)
    {
        if (node.Anchor is { } anchor) (anchors[anchor], isEntangled) = (node, true);
        return node;
    }

    private static Properties Merge(Properties outer, Properties inner) =>
        new(inner.Tag ?? outer.Tag, inner.Tag is null ? outer.TagSpan : inner.TagSpan, inner.Anchor ?? outer.Anchor);

    /// <summary>Reads tag and anchor, in any order, and the blanks after them; <paramref name="after"/> becomes their end.</summary>
    private Properties ReadProperties(ref int after)
    {
        string? tag = null, anchor = null;
        TextSpan tagSpan = default;
        while ((Here == '!' && tag is null) || (Here == '&' && anchor is null))
        {
            var start = Position;
            if (Here == '!' && Ahead(1) == '<')
            {
                while (!AtEnd && !IsBreak(Here) && Here != '>') Position++;
                if (Here == '>') Position++;
            }
            else
            {
                while (!AtEnd && !IsBlank(Here) && !IsBreak(Here) && Here is not (',' or ']' or '}' or '[' or '{')) Position++;
            }

            after = Position;
            if (Text[start] == '&') anchor = Text[(start + 1)..Position];
            else (tag, tagSpan) = (Text[start..Position], TextSpan.FromBounds(start, Position));
            CheckProperty(start, Position);
            SkipBlanks();
        }

        return new Properties(tag, tagSpan, anchor);
    }
}
