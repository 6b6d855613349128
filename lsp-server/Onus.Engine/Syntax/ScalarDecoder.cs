using System.Globalization;
using System.Text;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>What a written scalar means: escapes, folding and chomping resolved, line breaks as \n.</summary>
internal static class ScalarDecoder
{
    /// <param name="text">The whole text.</param>
    /// <param name="span">The scalar's span, quotes or block header included.</param>
    /// <param name="style">How it is written.</param>
    /// <param name="indent">For block scalars, the columns that its content is indented by.</param>
    public static string Decode(string text, TextSpan span, ScalarStyle style, int indent)
    {
        var raw = text.AsSpan(span.Start, span.Length);
        switch (style)
        {
            case ScalarStyle.SingleQuoted:
                return Quoted(Inner(raw, '\''), isDouble: false);
            case ScalarStyle.DoubleQuoted:
                return Quoted(Inner(raw, '"'), isDouble: true);
            case ScalarStyle.Literal or ScalarStyle.Folded:
                return BlockScalarDecoder.Decode(text, span, style == ScalarStyle.Folded, indent);
            default:
                return raw.IndexOfAny('\n', '\r') < 0 ? raw.ToString() : Fold(raw, isDouble: false, isQuoted: false);
        }
    }

    private static ReadOnlySpan<char> Inner(ReadOnlySpan<char> raw, char quote)
    {
        if (raw.IsEmpty) return raw;
        var isClosed = raw.Length > 1 && raw[^1] == quote;
        return raw[1..(isClosed ? raw.Length - 1 : raw.Length)];
    }

    private static string Quoted(ReadOnlySpan<char> inner, bool isDouble)
    {
        if (inner.IndexOfAny('\n', '\r') >= 0) return Fold(inner, isDouble, isQuoted: true);
        if (inner.IndexOf(isDouble ? '\\' : '\'') < 0) return inner.ToString();
        var value = new StringBuilder(inner.Length);
        Unescape(inner, isDouble, value);
        return value.ToString();
    }

    /// <summary>Joins lines by blanks; n empty lines between them become n line breaks.</summary>
    private static string Fold(ReadOnlySpan<char> raw, bool isDouble, bool isQuoted)
    {
        var value = new StringBuilder(raw.Length);
        var empty = 0;
        var isFirst = true;
        var escapedBreak = false;
        while (true)
        {
            var end = raw.IndexOfAny('\n', '\r');
            var isLast = end < 0;
            var line = isLast ? raw : raw[..end];
            if (!isFirst) line = line.TrimStart(" \t");
            escapedBreak = AppendLine(value, line, ref empty, isFirst, isLast, escapedBreak, isDouble, isQuoted);
            isFirst = false;
            if (isLast) return value.ToString();
            raw = raw[(end + (raw[end] == '\r' && end + 1 < raw.Length && raw[end + 1] == '\n' ? 2 : 1))..];
        }
    }

    private static bool AppendLine(StringBuilder value, ReadOnlySpan<char> line, ref int empty, bool isFirst, bool isLast, bool joined, bool isDouble, bool isQuoted)
    {
        var endsEscaped = isDouble && !isLast && EndsInEscape(line);
        if (endsEscaped) line = line[..^1];
        else if (!isLast || !isQuoted) line = line.TrimEnd(" \t");
        if (line.IsEmpty && !isFirst && !isLast && !endsEscaped)
        {
            empty++;
            return joined;
        }

        if (!isFirst)
        {
            if (empty > 0) value.Append('\n', empty);
            else if (!joined) value.Append(' ');
        }

        empty = 0;
        if (isQuoted) Unescape(line, isDouble, value);
        else value.Append(line);
        return endsEscaped;
    }

    private static bool EndsInEscape(ReadOnlySpan<char> line)
    {
        var slashes = 0;
        while (slashes < line.Length && line[^(slashes + 1)] == '\\') slashes++;
        return slashes % 2 == 1;
    }

    private static void Unescape(ReadOnlySpan<char> inner, bool isDouble, StringBuilder value)
    {
        for (var at = 0; at < inner.Length; at++)
        {
            var c = inner[at];
            if (!isDouble && c == '\'' && at + 1 < inner.Length && inner[at + 1] == '\'') at++;
            if (!isDouble || c != '\\' || at + 1 >= inner.Length)
            {
                value.Append(c);
                continue;
            }

            at++;
            at += AppendEscape(inner, at, value);
        }
    }

    /// <summary>Appends what the escape means and gives the digits it took.</summary>
    private static int AppendEscape(ReadOnlySpan<char> inner, int at, StringBuilder value)
    {
        var digits = inner[at] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            if (at + digits >= inner.Length || !uint.TryParse(inner.Slice(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return 0;
            if (code <= 0xFFFF) value.Append((char)code);
            else if (Rune.IsValid(code)) value.Append(new Rune(code).ToString());
            return digits;
        }

        value.Append(inner[at] switch
        {
            '0' => '\0',
            'a' => '\a',
            'b' => '\b',
            't' or '\t' => '\t',
            'n' => '\n',
            'v' => '\v',
            'f' => '\f',
            'r' => '\r',
            'e' => '\u001B',
            'N' => '\u0085',
            '_' => '\u00A0',
            'L' => '\u2028',
            'P' => '\u2029',
            var other => other,
        });
        return 0;
    }
}
