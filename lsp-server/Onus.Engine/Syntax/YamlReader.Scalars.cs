namespace Onus.Engine.Syntax;

internal sealed partial class YamlReader
{
    /// <summary>A plain scalar with the lines that continue it; a line that looks like a key never does.</summary>
    private ScalarNode Plain(int parent, Properties properties, bool isInline, int start)
    {
        start = Position;
        if (Here is '@' or '`' or '%' || (Here is ',' or ']' or '}'))
            Complain(Position, Position + 1, $"A value cannot start with {(Here == '`' ? "a backtick" : $"`{Here}`")}; put it in quotes.");
        var end = PlainOnLine(start, reportsColon: isInline);
        while (true)
        {
            var (content, column) = NextContent(end, parent);
            if (content < 0 || column <= parent || HoldsKey(content) || IsMarkerAt(content, column)) break;
            if (HasCommentBetween(end, content)) break;
            Position = content;
            lineStart = content - column;
            end = PlainOnLine(content, reportsColon: true);
        }

        (plainEnd, plainParent) = (end, parent);
        return Scalar(start, end, ScalarStyle.Plain, properties);
    }

    private int PlainOnLine(int start, bool reportsColon)
    {
        var at = start;
        var colon = -1;
        for (; at < Text.Length && !IsBreak(Text[at]); at++)
        {
            if (Text[at] == '#' && at > start && IsBlank(Text[at - 1])) break;
            if (Text[at] == ':' && EndsKey(at) && colon < 0) colon = at;
        }

        Position = at;
        while (at > start && IsBlank(Text[at - 1])) at--;
        if (reportsColon && colon >= 0) Complain(colon, colon + 1, "A value with a colon needs quotes, or its key belongs on a line of its own.");

        Position = at;
        return at;
    }

    /// <summary>The next content after a line's end, blank lines passed; -1 where there is none, or a comment or a tab for indentation comes first.</summary>
    private (int Offset, int Column) NextContent(int from, int parent)
    {
        var at = from;
        var start = lineStart;
        while (at < Text.Length)
        {
            var c = Text[at];
            if (IsBreak(c))
            {
                at += c == '\r' && at + 1 < Text.Length && Text[at + 1] == '\n' ? 2 : 1;
                start = at;
            }
            else if (IsBlank(c))
            {
                if (c == '\t' && start > from && at - start <= parent) return (-1, 0);
                at++;
            }
            else
            {
                return c == '#' ? (-1, 0) : (at, at - start);
            }
        }

        return (-1, 0);
    }

    private bool HasCommentBetween(int from, int to) => Text.AsSpan(from, to - from).Contains('#');

    private bool IsMarkerAt(int at, int column) =>
        column == 0 && at + 2 < Text.Length && Text[at] is '-' or '.' && Text[at + 1] == Text[at] && Text[at + 2] == Text[at]
        && (at + 3 >= Text.Length || Text[at + 3] is ' ' or '\t' or '\n' or '\r');

    /// <summary>A quoted scalar, which may reach over lines; one never closed ends with its line.</summary>
    private ScalarNode Quoted(int parent, Properties properties)
    {
        var start = Position;
        var quote = Here;
        var style = quote == '"' ? ScalarStyle.DoubleQuoted : ScalarStyle.SingleQuoted;
        var at = start + 1;
        var newLineStart = lineStart;
        for (; at < Text.Length; at++)
        {
            var c = Text[at];
            if (c == quote)
            {
                if (quote == '"' || at + 1 >= Text.Length || Text[at + 1] != '\'')
                {
                    if (newLineStart != lineStart && !EndsCleanly(at + 1)) break;
                    Position = at + 1;
                    lineStart = newLineStart;
                    return Scalar(start, Position, style, properties);
                }

                at++;
            }
            else if (c == '\\' && quote == '"')
            {
                if (at + 1 < Text.Length && !IsBreak(Text[at + 1])) at += CheckEscape(at);
            }
            else if (IsBreak(c))
            {
                if (c == '\r' && at + 1 < Text.Length && Text[at + 1] == '\n') at++;
                newLineStart = at + 1;
                if (EndsQuoted(newLineStart, parent)) break;
            }
        }

        Position = EndOfLine(start);
        Complain(start, Position, $"This text has no closing {(quote == '"' ? "double" : "single")} quote.");
        return Scalar(start, Position, style, properties);
    }

    /// <summary>Where a text in quotes closes, on its line or cleanly on a later one; -1 where it does not.</summary>
    private int QuotedEnd(int start)
    {
        var quote = Text[start];
        var crossed = false;
        for (var at = start + 1; at < Text.Length; at++)
        {
            if (IsBreak(Text[at])) crossed = true;
            else if (quote == '"' && Text[at] == '\\') at++;
            else if (Text[at] == quote && quote == '\'' && at + 1 < Text.Length && Text[at + 1] == '\'') at++;
            else if (Text[at] == quote) return !crossed || EndsCleanly(at + 1) ? at : -1;
        }

        return -1;
    }

    /// <summary>Whether what follows a closing quote on its line may follow one; else the quote opened another text.</summary>
    private bool EndsCleanly(int at)
    {
        while (at < Text.Length && IsBlank(Text[at])) at++;
        return at >= Text.Length || IsBreak(Text[at]) || Text[at] is '#' or ',' or ']' or '}' or ':';
    }

    /// <summary>Says that an escape is none, and gives the characters behind its backslash that it takes.</summary>
    private int CheckEscape(int at)
    {
        var c = Text[at + 1];
        var digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        var found = 0;
        while (found < digits && at + 2 + found < Text.Length && char.IsAsciiHexDigit(Text[at + 2 + found])) found++;
        if (found < digits || (digits == 0 && !"0abt\tnvfre \"/\\N_LP".Contains(c)))
            Error(at, at + 2 + found, $"`{Text[at..(at + 2 + found)]}` is no escape in YAML; write `\\\\` for a backslash, or put the text in single quotes.");
        return 1 + found;
    }

    /// <summary>A line at or left of the parent that looks like a key or item cannot be inside a quoted text.</summary>
    private bool EndsQuoted(int line, int parent)
    {
        var at = line;
        while (at < Text.Length && IsBlank(Text[at])) at++;
        if (at >= Text.Length || IsBreak(Text[at])) return false;
        if (IsMarkerAt(at, at - line)) return true;
        return at - line <= parent && (KeyAt(at) || Text[at] == '-' && at + 1 < Text.Length && Text[at + 1] == ' ');
    }

    private ScalarNode QuotedOnLine(Properties properties)
    {
        var start = Position;
        var style = Here == '"' ? ScalarStyle.DoubleQuoted : ScalarStyle.SingleQuoted;
        var close = CloseOnLine(start);
        if (close < 0)
        {
            Position = EndOfLine(start);
            Complain(start, Position, "This text has no closing quote.");
        }
        else
        {
            Position = close + 1;
        }

        return Scalar(start, Position, style, properties);
    }

    /// <summary>A literal or folded scalar: all lines that are indented further than the parent.</summary>
    private ScalarNode BlockScalar(int parent, Properties properties)
    {
        var start = Position;
        var style = Here == '|' ? ScalarStyle.Literal : ScalarStyle.Folded;
        var (indent, keeps) = BlockHeader(parent);
        var end = Position;
        var lastText = end;
        var (lastStart, line) = (lineStart, EndOfLine(end));
        var (widest, widestStart) = (0, 0);
        while (line < Text.Length)
        {
            var next = line + (Text[line] == '\r' && line + 1 < Text.Length && Text[line + 1] == '\n' ? 2 : 1);
            var content = next;
            while (content < Text.Length && Text[content] == ' ') content++;
            var lineEnd = EndOfLine(content);
            if (content >= Text.Length && next >= Text.Length) break;
            var isEmpty = content == lineEnd;
            if (!isEmpty)
            {
                var column = content - next;
                if (indent < 0 && column > parent && !IsMarkerAt(content, column))
                {
                    indent = column;
                    if (widest > indent) Error(widestStart, widestStart + widest, "This empty line has more spaces than the text below it is indented by; take them out.");
                }

                if (column < Math.Max(indent, 0) || indent < 0 || column <= parent && parent >= 0)
                {
                    if (!IsStrayText(content, column, parent)) break;
                    Error(content, lineEnd, "This line of the text is indented less than its first line.");
                }

                lastText = lineEnd;
                lastStart = next;
            }
            else if (indent < 0 && content - next > widest)
            {
                (widest, widestStart) = (content - next, next);
            }
            else if (indent >= 0 && content - next > indent)
            {
                lastText = lineEnd;
                lastStart = next;
            }

            if (keeps || !isEmpty) end = lineEnd;
            line = lineEnd;
        }

        if (!keeps) end = lastText;
        Position = Math.Max(end, lastText);
        lineStart = lastStart;
        return new ScalarNode(Source)
        {
            Span = Text.AsSpan().Length >= end ? Onus.Engine.Text.TextSpan.FromBounds(start, Math.Max(end, lastText)) : default,
            Style = style,
            Tag = properties.Tag,
            TagSpan = properties.TagSpan,
            Anchor = properties.Anchor,
            BlockIndent = Math.Max(indent, 0),
        };
    }

    /// <summary>A line that stands between the parent and the block's text, and is no key or item, is a slip inside the text.</summary>
    private bool IsStrayText(int content, int column, int parent) =>
        column > Math.Max(parent, 0) && Text[content] is not ('#' or '-') && !KeyAt(content);

    private (int Indent, bool Keeps) BlockHeader(int parent)
    {
        Position++;
        var indent = -1;
        var keeps = false;
        var isChomped = false;
        while ((Here is '+' or '-' && !isChomped) || (Here is >= '1' and <= '9' && indent < 0))
        {
            if (Here is '+' or '-') (isChomped, keeps) = (true, Here == '+');
            else indent = Math.Max(parent, 0) + (Here - '0');
            Position++;
        }

        var end = Position;
        SkipBlanks();
        if (AtComment())
        {
            Comment(Position, EndOfLine(Position));
        }
        else if (!AtEnd && !IsBreak(Here))
        {
            Misplaced("The text of a block starts on the next line.");
        }

        Position = end;
        return (indent, keeps);
    }
}
