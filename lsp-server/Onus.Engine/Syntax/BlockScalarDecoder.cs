using System.Text;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>Literal (<c>|</c>) and folded (<c>&gt;</c>) scalars.</summary>
internal static class BlockScalarDecoder
{
    public static string Decode(string text, TextSpan span, bool isFolded, int indent)
    {
        var raw = text.AsSpan(span.Start, span.Length);
        var headEnd = raw.IndexOfAny('\n', '\r');
        if (headEnd < 0) return "";
        var head = raw[..headEnd];
        if (head.IndexOf('#') is var comment and >= 0) head = head[..comment];
        var keeps = head.Contains('+');
        var strips = head.Contains('-');
        var lines = Lines(raw[AfterBreak(raw, headEnd)..], indent);
        var last = lines.Count;
        while (last > 0 && lines[last - 1].Length == 0) last--;
        var value = new StringBuilder(raw.Length);
        if (isFolded) Fold(value, lines, last);
        else for (var i = 0; i < last; i++) value.Append(i > 0 ? "\n" : "").Append(lines[i]);
        var final = span.End < text.Length ? 1 : 0;
        if (keeps) value.Append('\n', lines.Count - Math.Max(last, 1) + final);
        else if (!strips && last > 0) value.Append('\n', final);
        return value.ToString();
    }

    private static int AfterBreak(ReadOnlySpan<char> raw, int at) => at + (raw[at] == '\r' && at + 1 < raw.Length && raw[at + 1] == '\n' ? 2 : 1);

    private static List<string> Lines(ReadOnlySpan<char> body, int indent)
    {
        var lines = new List<string>();
        while (true)
        {
            var end = body.IndexOfAny('\n', '\r');
            var line = end < 0 ? body : body[..end];
            var cut = 0;
            while (cut < indent && cut < line.Length && line[cut] == ' ') cut++;
            lines.Add(line[cut..].ToString());
            if (end < 0) return lines;
            body = body[AfterBreak(body, end)..];
        }
    }

    /// <summary>Lines at the block's indentation are joined; those indented further keep their breaks.</summary>
    private static void Fold(StringBuilder value, List<string> lines, int last)
    {
        var empty = 0;
        var wasText = false;
        var hasText = false;
        for (var i = 0; i < last; i++)
        {
            var line = lines[i];
            if (line.Length == 0)
            {
                empty++;
                continue;
            }

            var isText = line[0] is not (' ' or '\t');
            if (hasText)
            {
                if (wasText && isText) value.Append(empty > 0 ? new string('\n', empty) : " ");
                else value.Append('\n', empty + 1);
            }
            else
            {
                value.Append('\n', empty);
            }

            value.Append(line);
            (empty, wasText, hasText) = (0, isText, true);
        }
    }
}
