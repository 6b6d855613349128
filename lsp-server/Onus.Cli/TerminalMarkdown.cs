using System.Text;
using System.Text.RegularExpressions;

namespace Onus.Cli;

/// <summary>Shows the Markdown that hovers are written in, on a terminal.</summary>
internal static partial class TerminalMarkdown
{
    public static string Render(string markdown, bool colours)
    {
        var text = new StringBuilder();
        var table = new List<string[]>();
        foreach (var line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith('|'))
            {
                if (!line.StartsWith("|--", StringComparison.Ordinal)) table.Add(Cells(line));
                continue;
            }

            Flush(text, table, colours);
            text.Append(Inline(line, colours)).Append('\n');
        }

        Flush(text, table, colours);
        return text.ToString().TrimEnd();
    }

    private static string[] Cells(string line) =>
        [.. UnescapedPipe().Split(line.Trim().Trim('|')).Select(cell => cell.Trim())];

    private static void Flush(StringBuilder text, List<string[]> table, bool colours)
    {
        if (table.Count == 0) return;
        var widths = Enumerable.Range(0, table.Max(row => row.Length)).Select(column => table.Max(row => column < row.Length ? Plain(row[column]).Length : 0)).ToArray();
        foreach (var row in table)
        {
            for (var column = 0; column < row.Length; column++)
            {
                var pad = column == row.Length - 1 ? 0 : widths[column] - Plain(row[column]).Length + 2;
                text.Append(column == 0 ? "  " : "").Append(Inline(row[column], colours)).Append(' ', pad);
            }

            text.Append('\n');
        }

        table.Clear();
    }

    private static string Plain(string line) => Inline(line, colours: false);

    private static string Inline(string line, bool colours)
    {
        var text = Link().Replace(line.TrimEnd(), "$1 <$2>");
        text = Bold().Replace(text, colours ? "\u001b[1m$1\u001b[0m" : "$1");
        text = Emphasis().Replace(text, "$1");
        text = Code().Replace(text, colours ? "\u001b[36m$1\u001b[0m" : "$1");
        return Escape().Replace(text, "$1");
    }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex UnescapedPipe();

    [GeneratedRegex(@"\[([^\]]+)\]\((\S+?)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<![\\*\w])\*([^*]+)\*(?!\*)")]
    private static partial Regex Emphasis();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\\([\\`*_\[\]<>|#&])")]
    private static partial Regex Escape();
}
