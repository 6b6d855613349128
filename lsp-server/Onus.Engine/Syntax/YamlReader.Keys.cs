
namespace Onus.Engine.Syntax;

internal sealed partial class YamlReader
{
    /// <summary>An implicit key: quoted, an alias, or plain up to its colon.</summary>
    private SyntaxNode Key(Properties properties)
    {
        switch (Here)
        {
            case '"' or '\'':
                return Register(QuotedOnLine(properties));
            case '*':
                return Alias();
            case '[' or '{':
                return Register(Flow(Column, properties));
        }

        var start = Position;
        if (Here is '|' or '>' or '%' or '@' or '`' or ',' or ']' or '}')
            Complain(start, start + 1, $"A key cannot start with {(Here == '`' ? "a backtick" : $"`{Here}`")}; take it out, or put the key in quotes.");
        else if (Here == ':' && EndsKey(start)) Complain(start, start + 1, "A key is missing before this colon.");
        var end = KeyEnd(start);
        if (end < 0)
        {
            end = EndOfLine(start);
            var comment = Text.AsSpan(start, end - start).IndexOf(" #", StringComparison.Ordinal);
            if (comment >= 0) end = start + comment;
        }

        Position = end;
        while (end > start && IsBlank(Text[end - 1])) end--;
        return Register(Scalar(start, end, ScalarStyle.Plain, properties));
    }

    /// <summary>Whether an implicit key with its colon stands here.</summary>
    private bool AtKey() => KeyAt(Position);

    private bool KeyAt(int at)
    {
        if (at >= Text.Length) return false;
        switch (Text[at])
        {
            case '"' or '\'':
                var close = CloseOnLine(at);
                if (close < 0) return false;
                close++;
                while (close < Text.Length && IsBlank(Text[close])) close++;
                return close < Text.Length && Text[close] == ':' && EndsKey(close);
            case '[' or '{':
                return FlowKeyAt(at);
            case '|' or '>' or '%' or '@' or '`' or '#' or ',' or ']' or '}':
                return false;
            case '-' or '?' when at + 1 >= Text.Length || Text[at + 1] is ' ' or '\t' or '\n' or '\r':
                return false;
            case '*':
            default:
                return KeyEnd(at) >= 0;
        }
    }

    /// <summary>Whether a key with its colon stands here, or an item that starts with one.</summary>
    private bool HoldsKey(int at)
    {
        while (at + 1 < Text.Length && Text[at] == '-' && Text[at + 1] == ' ')
        {
            at++;
            while (at < Text.Length && IsBlank(Text[at])) at++;
        }

        return KeyAt(at);
    }

    /// <summary>Where the colon of a plain key stands on its line; -1 where there is none.</summary>
    private int KeyEnd(int start)
    {
        for (var at = start; at < Text.Length; at++)
        {
            var c = Text[at];
            if (c == ':' && EndsKey(at)) return at;
            if (IsBreak(c) || (c == '#' && at > start && IsBlank(Text[at - 1]))) return -1;
        }

        return -1;
    }

    private bool EndsKey(int colon) => colon + 1 >= Text.Length || Text[colon + 1] is ' ' or '\t' or '\n' or '\r';

    private bool FlowKeyAt(int at)
    {
        var end = EndOfLine(at);
        var depth = 0;
        for (var i = at; i < end; i++)
        {
            if (Text[i] is '[' or '{') depth++;
            else if (Text[i] is ']' or '}' && --depth == 0) return i + 1 < end && Text[i + 1] == ':' && EndsKey(i + 1);
        }

        return false;
    }

    private int CloseOnLine(int at)
    {
        var quote = Text[at];
        for (var i = at + 1; i < Text.Length && !IsBreak(Text[i]); i++)
        {
            if (quote == '"' && Text[i] == '\\') i++;
            else if (Text[i] == quote)
            {
                if (quote == '\'' && i + 1 < Text.Length && Text[i + 1] == '\'') i++;
                else return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// A word without colon is a key being typed if keys stand further right below it, or if a key stands in its column before any
    /// line further left: a plain scalar could not go on like that.
    /// </summary>
    private bool HalfTypedKey(int column)
    {
        if (Here is '[' or '{' or '|' or '>' or '*' or '#' or '%' or '@' or '`') return false;
        if (Here is '"' or '\'' && QuotedEnd(Position) >= 0) return false;
        var at = EndOfLine(Position);
        while (at < Text.Length)
        {
            at += Text[at] == '\r' && at + 1 < Text.Length && Text[at + 1] == '\n' ? 2 : 1;
            var content = at;
            while (content < Text.Length && Text[content] == ' ') content++;
            if (content >= Text.Length) return false;
            if (IsBreak(Text[content]) || Text[content] == '#')
            {
                at = EndOfLine(content);
                continue;
            }

            var indent = content - at;
            if (indent < column || IsMarkerAt(content, indent)) return false;
            if (KeyAt(content) || (indent > column && HoldsKey(content))) return true;
            if (indent == column && Text[content] != '-') return false;
            at = EndOfLine(content);
        }

        return false;
    }
}
