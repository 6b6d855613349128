using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>
/// Reads broken JSON and tells each break once, where it is. What is missing or too many is found by the layout that people and
/// tools give JSON: what a line opens is closed in the column where that line starts, and stands further right.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="byLayout">Whether to lean on the layout; else only on the brackets.</param>
/// <param name="cancellation">Checked at each collection.</param>
internal sealed class JsonMender(SourceText text, bool byLayout, CancellationToken cancellation) : JsonTokens(text, cancellation)
{
    private readonly Stack<(char Close, int Indent)> open = new();

    /// <summary>Where the line of the last error starts, so that one break is told once.</summary>
    private int complainedLine = -1;

    public SyntaxTree Read()
    {
        if (Here == '\uFEFF') Position++;
        LineStart = Position;
        SkipBlank();
        PassBracesTooMany();
        if (AtEnd) return Tree(SyntaxLanguage.Json, []);
        var root = LooksLikeKey() ? WithoutBrace() : Value();
        SkipBlank();
        root = AppendRest(root);
        return Tree(SyntaxLanguage.Json, [root]);
    }

    protected override void Complain(int start, int end, string message)
    {
        var line = start >= LineStart ? LineStart : StartOfLine(start);
        if (line == complainedLine) return;
        complainedLine = line;
        Error(start, end, message);
    }

    private int StartOfLine(int at)
    {
        while (at > 0 && !IsBreak(Text[at - 1])) at--;
        return at;
    }

    private void PassBracesTooMany()
    {
        while (Here == '{')
        {
            var (start, line) = (Position, LineStart);
            var column = Position++ - LineStart;
            SkipBlank();
            if (Here != '{' || Position - LineStart > column)
            {
                (Position, LineStart) = (start, line);
                return;
            }

            Complain(start, start + 1, "This brace is one too many.");
        }
    }

    private SyntaxNode WithoutBrace()
    {
        Complain(Position, Position + 1, "The opening brace of the whole text is missing before this line.");
        return Collection(isMapping: true, Position, Position == LineStart ? -1 : 0, isOpened: false);
    }

    /// <summary>The entries that follow a brace too many still belong to the root.</summary>
    private SyntaxNode AppendRest(SyntaxNode root)
    {
        if (AtEnd) return root;
        Complain(Position, Position + 1, "The text goes on after its last brace; a brace is too many before this.");
        if (root is not MappingNode mapping) return root;
        var entries = mapping.Entries.ToBuilder();
        var end = mapping.Span.End;
        while (!AtEnd)
        {
            if (Here == '"')
            {
                var entry = Entry(-1);
                entries.Add(entry);
                end = entry.Span.End;
            }
            else
            {
                Position++;
            }

            SkipBlank();
        }

        return new MappingNode { Span = TextSpan.FromBounds(mapping.Span.Start, end), Entries = entries.ToImmutable(), IsFlow = true };
    }

    private SyntaxNode Value() => Here switch
    {
        '{' => Collection(isMapping: true, Position, LineIndent, isOpened: true),
        '[' => Collection(isMapping: false, Position, LineIndent, isOpened: true),
        '"' or '\'' => Quoted(),
        _ => Word(),
    };

    /// <param name="isMapping">Whether it holds entries.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="indent">The column in which the line starts that opens it.</param>
    /// <param name="isOpened">Whether a bracket stands at the start; else it was forgotten.</param>
    private SyntaxNode Collection(bool isMapping, int start, int indent, bool isOpened)
    {
        if (!Enter()) return Scalar(start, start, ScalarStyle.Plain);
        var close = isMapping ? '}' : ']';
        open.Push((close, indent));
        if (isOpened) Position++;
        var contents = new JsonContents(isMapping, Source);
        var end = Contents(contents, close, indent, start, isOpened);
        open.Pop();
        Leave();
        var span = TextSpan.FromBounds(start, Math.Max(end, start));
        contents.DropUnfinished();
        if (!isMapping) return new SequenceNode { Span = span, Items = contents.Items, IsFlow = true };
        CheckDuplicates(contents.Entries);
        return new MappingNode { Span = span, Entries = contents.Entries, IsFlow = true };
    }

    /// <summary>Reads to the closing bracket, or to where the layout says that it is missing, and gives the end.</summary>
    private int Contents(JsonContents contents, char close, int indent, int start, bool isOpened)
    {
        var lastEnd = Position;
        var needsComma = false;
        var comma = -1;
        while (true)
        {
            SkipBlank();
            if (AtEnd)
            {
                if (isOpened) Complain(lastEnd, lastEnd + 1, $"A `{close}` is missing at the end of the text; it closes the `{Text[start]}` of line {Source.PositionOf(start).Line + 1}.");
                return lastEnd;
            }

            var c = Here;
            if (IsClosedAbove(c, close, indent, contents.IsMapping))
            {
                if (isOpened) Complain(Math.Max(lastEnd - 1, start), lastEnd, $"A `{close}` is missing after this; it closes the `{Text[start]}` of line {Source.PositionOf(start).Line + 1}.");
                return lastEnd;
            }

            if (c is '}' or ']')
            {
                if (IsSurplus(c, close, indent, isOpened))
                {
                    DropSurplus(contents, c);
                    needsComma = contents.Count > 0;
                    continue;
                }

                if (comma >= 0 && IsTerraform) Complain(comma, comma + 1, "Terraform takes no comma after the last entry; take it out.");
                return ++Position;
            }

            if (c == ',')
            {
                if (!needsComma) Complain(Position, Position + 1, "This comma separates nothing; take it out.");
                comma = Position++;
                needsComma = false;
                continue;
            }

            if (c == ':')
            {
                Complain(Position, Position + 1, "This `:` is out of place.");
                Position++;
                continue;
            }

            if (needsComma) Complain(Math.Max(lastEnd - 1, start), lastEnd, "A comma is missing after this.");
            comma = -1;
            lastEnd = Add(contents, indent);
            needsComma = true;
        }
    }

    private int Add(JsonContents contents, int indent)
    {
        var column = IsFirstOnLine ? Position - LineStart : -1;
        if (contents.IsMapping && !(byLayout && column > indent && LooksLikeItem()))
        {
            var entry = Entry(indent);
            contents.Add(entry, column);
            return entry.Span.End;
        }

        if (contents.IsMapping) return AddLostList(contents, column);
        var item = LooksLikeKey() ? LostMapping(column) : Value();
        if (item.Span.IsEmpty && !AtEnd) Position++;
        contents.Add(item, column);
        return item.Span.End;
    }

    /// <summary>A key among the items of a list: the brace before it is missing.</summary>
    private SyntaxNode LostMapping(int column)
    {
        Complain(Position, Position + 1, "A key cannot stand in a list; the `{` before it is missing.");
        return Collection(isMapping: true, Position, column - 1, isOpened: false);
    }

    /// <summary>Items among the keys of a mapping: the key that they belong to, and its bracket, are missing.</summary>
    private int AddLostList(JsonContents contents, int column)
    {
        var start = Position;
        Complain(start, start + 1, Here is '{' or '[' ? $"A key is missing before this `{Here}`." : "A list item cannot stand among keys; the line above it that opens its list is missing.");
        var list = Collection(isMapping: false, start, column - 1, isOpened: false);
        contents.Add(new MappingEntry(Scalar(start, start, ScalarStyle.Plain), list, list.Span), column);
        return list.Span.End;
    }

    /// <summary>A bracket, or a text with a comma behind it, is no entry of a mapping.</summary>
    private bool LooksLikeItem()
    {
        if (Here is '{' or '[') return true;
        var at = Position;
        if (Here == '"') at = CloseOnLine(Position) + 1;
        else while (at < Text.Length && char.IsAsciiLetterOrDigit(Text[at])) at++;
        if (at <= Position) return false;
        while (at < Text.Length && IsBlank(Text[at])) at++;
        return at < Text.Length && Text[at] == ',';
    }

    private bool IsFirstOnLine => LineIndent == Position - LineStart;

    /// <summary>Whether what stands here cannot be inside the collection any more, so that its closing bracket is missing above.</summary>
    private bool IsClosedAbove(char c, char close, int indent, bool isMapping)
    {
        if (c is '}' or ']' && c != close && (!byLayout || !IsFirstOnLine)) return IsOpen(c);
        if (!byLayout || !IsFirstOnLine || indent < 0) return false;
        var column = Position - LineStart;
        if (c is '}' or ']') return c != close ? column <= indent && IsOpen(c) : column < indent && IsOpen(c, column);
        return column <= indent && LineStart > 0 && (isMapping || LooksLikeKey());
    }

    /// <summary>Whether an outer collection waits for this bracket, in this column if one is given.</summary>
    private bool IsOpen(char close, int column = -1)
    {
        var isOuter = false;
        foreach (var outer in open)
        {
            if (isOuter && outer.Close == close && (column < 0 || outer.Indent == column)) return true;
            isOuter = true;
        }

        return false;
    }

    /// <summary>A closing bracket of the wrong kind, or one that stands further right than the line which opened the collection.</summary>
    private bool IsSurplus(char c, char close, int indent, bool isOpened)
    {
        if (byLayout && IsFirstOnLine && Position - LineStart > indent) return true;
        return c != close && isOpened;
    }

    /// <summary>What stands further right than a closing bracket too many lies in a collection whose first line is missing.</summary>
    private void DropSurplus(JsonContents contents, char c)
    {
        var column = Position - LineStart;
        var lost = byLayout && IsFirstOnLine ? contents.Wrap(column, isMapping: c == '}') : null;
        if (lost is { } first) Complain(first, first + 1, "This stands too far right: the line above it that opens the brace or bracket is missing.");
        else Complain(Position, Position + 1, $"This `{c}` closes nothing.");
        Position++;
    }

    private MappingEntry Entry(int indent)
    {
        var (start, line) = (Position, LineStart);
        var column = LineIndent;
        var key = Here is '"' or '\'' ? Quoted() : Word(isKey: true);
        if (key.Span.IsEmpty)
        {
            Complain(start, start + 1, "A key is missing here.");
            var orphan = Here is '{' or '[' ? Value() : Scalar(start, ++Position, ScalarStyle.Plain);
            return new MappingEntry(key, orphan, TextSpan.FromBounds(start, orphan.Span.End));
        }

        if (key.Style == ScalarStyle.Plain) Complain(start, key.Span.End, $"The key `{key.Value}` needs double quotes.");
        var after = Position;
        SkipBlank();
        var hasColon = Here == ':';
        if (hasColon)
        {
            after = ++Position;
            SkipBlank();
        }

        var hasValue = !AtEnd && Here is not (',' or '}' or ']' or ':');
        if (hasValue && LineStart != line)
        {
            if (byLayout && IsFirstOnLine && Position - LineStart <= Math.Max(indent, column)) hasValue = hasColon && !LooksLikeKey() && Here != '"';
            else if (!hasColon || LooksLikeKey()) return Unopened(key, start, column);
        }
        else if (hasValue && !hasColon)
        {
            hasValue = Here != '"' || !LooksLikeKey();
        }

        if (!hasColon && char.IsAsciiLetterOrDigit(Here)) Complain(start, key.Span.End, "A quote is out of place in this line; the one that closes the key may be missing.");
        else if (!hasColon || !hasValue) Complain(start, key.Span.End, hasColon ? "This key has no value." : "This key needs a colon and a value.");
        if (!hasValue) return new MappingEntry(key, Scalar(after, after, ScalarStyle.Plain), TextSpan.FromBounds(start, after));
        var value = Value();
        return new MappingEntry(key, value, TextSpan.FromBounds(start, Math.Max(value.Span.End, after)));
    }

    /// <summary>A key whose bracket is not written yet, or no more: what stands further right below it is its value.</summary>
    private MappingEntry Unopened(ScalarNode key, int start, int column)
    {
        var isMapping = LooksLikeKey();
        Complain(start, key.Span.End, $"The `{(isMapping ? '{' : '[')}` after this key is missing.");
        var value = Collection(isMapping, Position, column, isOpened: false);
        return new MappingEntry(key, value, TextSpan.FromBounds(start, Math.Max(value.Span.End, key.Span.End)));
    }
}
