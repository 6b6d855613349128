using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>
/// Reads JSON. A sound text is read as it is; a broken one is read again and mended by its layout: a collection ends where a line
/// stands at or left of the line that opened it.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="mends">Whether to lean on the layout.</param>
/// <param name="cancellation">Checked at each collection.</param>
internal sealed class JsonReader(SourceText text, bool mends, CancellationToken cancellation) : Reader(text, cancellation)
{
    private int lineStart;

    public SyntaxTree Read()
    {
        if (Here == '\uFEFF') Position++;
        lineStart = Position;
        SkipBlank();
        if (AtEnd) return Tree(SyntaxLanguage.Json, []);
        var root = Value();
        SkipBlank();
        if (mends) root = AppendRest(root);
        if (!AtEnd) Error(Position, EndOfLine(Position), "The text goes on after its end; check the closing braces.");
        return Tree(SyntaxLanguage.Json, [root]);
    }

    /// <summary>The entries that follow a brace too many still belong to the root.</summary>
    private SyntaxNode AppendRest(SyntaxNode root)
    {
        if (root is not MappingNode mapping || AtEnd) return root;
        Error(Position, Position + 1, "This brace or comma is one too many, or one is missing above.");
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

    private void SkipBlank()
    {
        while (!AtEnd)
        {
            var c = Here;
            if (IsBreak(c))
            {
                PassBreak();
                lineStart = Position;
            }
            else if (c is ' ' or '\t')
            {
                Position++;
            }
            else if (c == '/' && Ahead(1) is '/' or '*')
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        var start = Position;
        var end = Ahead(1) == '/' ? EndOfLine(Position) : Text.IndexOf("*/", Position + 2, StringComparison.Ordinal) is var close and >= 0 ? close + 2 : Text.Length;
        Position = end;
        Comment(start, end);
        Error(start, end, "JSON has no comments; CloudFormation and Terraform refuse this file.");
    }

    private SyntaxNode Value()
    {
        switch (Here)
        {
            case '{':
                return Collection(isMapping: true);
            case '[':
                return Collection(isMapping: false);
            case '"':
                return StringAt('"');
            case '\'':
                Error(Position, Position + 1, "JSON texts stand in double quotes.");
                return StringAt('\'');
            default:
                return Word();
        }
    }

    private ScalarNode StringAt(char quote)
    {
        var start = Position++;
        while (!AtEnd && Here != quote)
        {
            if (IsBreak(Here))
            {
                Error(start, Position, "This text has no closing quote on its line.");
                return Scalar(start, Position, ScalarStyle.DoubleQuoted);
            }

            Position += Here == '\\' && !IsBreak(Ahead(1)) ? 2 : 1;
        }

        if (AtEnd)
        {
            Position = Text.Length;
            Error(start, Position, "This text has no closing quote.");
        }
        else
        {
            Position++;
        }

        return Scalar(start, Position, quote == '"' ? ScalarStyle.DoubleQuoted : ScalarStyle.SingleQuoted);
    }

    private ScalarNode Word()
    {
        var start = Position;
        while (!AtEnd && Here is not (',' or '}' or ']' or '{' or '[' or '"' or ':' or ' ' or '\t' or '\r' or '\n')) Position++;
        var word = Text.AsSpan(start, Position - start);
        if (word.IsEmpty) return Scalar(start, start, ScalarStyle.Plain);
        if (word is not ("true" or "false" or "null") && !IsNumber(word))
            Error(start, Position, $"`{word}` needs double quotes: in JSON only numbers, true, false and null go without.");
        return Scalar(start, Position, ScalarStyle.Plain);
    }

    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        var digits = word is ['-', ..] ? word[1..] : word;
        if (digits.IsEmpty || !char.IsAsciiDigit(digits[0]) || (digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]))) return false;
        return double.TryParse(word, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _)
            && digits[^1] != '.';
    }

    private SyntaxNode Collection(bool isMapping)
    {
        var start = Position;
        var indent = LineIndent();
        var close = isMapping ? '}' : ']';
        var entries = isMapping ? ImmutableArray.CreateBuilder<MappingEntry>() : null;
        var items = isMapping ? null : ImmutableArray.CreateBuilder<SyntaxNode>();
        if (!Enter()) return Scalar(start, start, ScalarStyle.Plain);
        Position++;
        var end = Contents(entries, items, close, indent, start);
        Leave();
        if (entries is null) return new SequenceNode { Span = TextSpan.FromBounds(start, end), Items = items?.ToImmutable() ?? [], IsFlow = true };
        CheckDuplicates(entries);
        return new MappingNode { Span = TextSpan.FromBounds(start, end), Entries = entries.ToImmutable(), IsFlow = true };
    }

    /// <summary>Reads to the closing bracket and gives the end; a missing comma, a stray character or a missing bracket costs no more than itself.</summary>
    private int Contents(ImmutableArray<MappingEntry>.Builder? entries, ImmutableArray<SyntaxNode>.Builder? items, char close, int indent, int start)
    {
        var lastEnd = Position;
        var needsComma = false;
        var comma = -1;
        while (true)
        {
            SkipBlank();
            if (AtEnd)
            {
                Error(start, start + 1, $"This `{Text[start]}` is never closed.");
                return lastEnd;
            }

            var c = Here;
            if (mends && EndsByLayout(c, close, indent))
            {
                Error(start, start + 1, $"This `{Text[start]}` is not closed before line {Source.PositionOf(Position).Line + 1}.");
                return lastEnd;
            }

            if (c == close && !(mends && IsStrayCloser(indent)))
            {
                if (comma >= 0) Error(comma, comma + 1, "JSON has no comma after the last entry.");
                return ++Position;
            }

            if (c == ',')
            {
                if (!needsComma) Error(Position, Position + 1, "This comma separates nothing.");
                comma = Position++;
                needsComma = false;
                continue;
            }

            if (c is '}' or ']' or ':')
            {
                Error(Position, Position + 1, $"This `{c}` is out of place.");
                if (!mends && c != ':') return lastEnd;
                Position++;
                continue;
            }

            if (needsComma) Error(lastEnd, lastEnd, "A comma is missing here.");
            comma = -1;
            lastEnd = Add(entries, items, indent);
            needsComma = true;
        }
    }

    private int Add(ImmutableArray<MappingEntry>.Builder? entries, ImmutableArray<SyntaxNode>.Builder? items, int indent)
    {
        if (entries is not null)
        {
            var entry = Entry(indent);
            entries.Add(entry);
            return entry.Span.End;
        }

        var item = Value();
        if (item.Span.IsEmpty && !HasStopped) Position++;
        items?.Add(item);
        return item.Span.End;
    }

    private MappingEntry Entry(int indent)
    {
        var start = Position;
        SyntaxNode key = Here is '"' or '\'' ? StringAt(Here) : Word();
        if (key.Span.IsEmpty)
        {
            if (!AtEnd && Here is '{' or '[')
            {
                Error(start, start + 1, "A key is missing here.");
                var orphan = Value();
                return new MappingEntry(key, orphan, TextSpan.FromBounds(start, orphan.Span.End));
            }

            Position++;
            return new MappingEntry(key, Scalar(start, start, ScalarStyle.Plain), new TextSpan(start, 0));
        }

        if (key is ScalarNode { Style: ScalarStyle.Plain }) Error(start, key.Span.End, "Keys stand in double quotes.");
        var afterKey = Position;
        SkipBlank();
        if (Here != ':')
        {
            Error(start, key.Span.End, "This key has no value: a colon and a value are missing.");
            if (!mends || Here is ',' or '}' or ']' or '"' || AtEnd)
            {
                return new MappingEntry(key, Scalar(afterKey, afterKey, ScalarStyle.Plain), TextSpan.FromBounds(start, afterKey));
            }
        }
        else
        {
            Position++;
        }

        var afterColon = Position;
        SkipBlank();
        if (Here is ',' or '}' or ']' || AtEnd || (mends && lineStart > afterColon && LooksLikeKey() && Position - lineStart <= Math.Max(indent, Column(start))))
        {
            Error(start, key.Span.End, "This key has no value.");
            return new MappingEntry(key, Scalar(afterColon, afterColon, ScalarStyle.Plain), TextSpan.FromBounds(start, afterColon));
        }

        var value = Value();
        return new MappingEntry(key, value, TextSpan.FromBounds(start, Math.Max(value.Span.End, afterColon)));
    }

    /// <summary>The column of the first character on the current line.</summary>
    private int LineIndent()
    {
        var at = lineStart;
        while (at < Text.Length && IsBlank(Text[at])) at++;
        return at - lineStart;
    }

    private int Column(int offset)
    {
        var from = offset;
        while (from > 0 && !IsBreak(Text[from - 1])) from--;
        return offset - from;
    }

    private bool IsFirstOnLine() => LineIndent() == Position - lineStart;

    /// <summary>A line that starts at or left of the line which opened the collection cannot be inside it, unless it closes it.</summary>
    private bool EndsByLayout(char c, char close, int indent)
    {
        if (!IsFirstOnLine()) return c is '}' or ']' && c != close;
        var column = Position - lineStart;
        if (c is '}' or ']') return c != close ? column <= indent : column < indent;
        return column <= indent && lineStart > 0 && c == '"' && indent >= 0 && LooksLikeKey();
    }

    /// <summary>A closing bracket that stands further right than the line which opened the collection closes something whose opening is gone.</summary>
    private bool IsStrayCloser(int indent) => IsFirstOnLine() && Position - lineStart > indent && HasErrorsOrUneven(indent);

    private bool HasErrorsOrUneven(int indent)
    {
        if (Position - lineStart <= indent) return false;
        Error(Position, Position + 1, "This bracket closes nothing that stands here.");
        return true;
    }

    private bool LooksLikeKey()
    {
        if (Here != '"') return false;
        var at = Position + 1;
        while (at < Text.Length && Text[at] != '"' && !IsBreak(Text[at])) at += Text[at] == '\\' ? 2 : 1;
        if (at >= Text.Length || Text[at] != '"') return false;
        at++;
        while (at < Text.Length && IsBlank(Text[at])) at++;
        return at < Text.Length && Text[at] == ':';
    }
}
