using System.Text;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;

namespace Onus.Engine.Reports;

/// <summary>The responsibility map as Markdown, for pull requests and wikis.</summary>
public static class MarkdownMap
{
    public static string Write(Analysis analysis)
    {
        var map = ResponsibilityMap.Of(analysis);
        var text = new StringBuilder();
        text.AppendLine($"# Who carries what in {MarkdownText.Escape(Path.GetFileName(analysis.Trees[0].Text.Path))}").AppendLine();
        text.AppendLine("✗ open · ? cannot be told · ✓ met · – nothing asked").AppendLine();
        AppendRows(text, "Yours", map.Rows.Where(row => row.Owner != Owner.Aws));
        AppendRows(text, "AWS's", map.Rows.Where(row => row.Owner == Owner.Aws));
        AppendOpen(text, analysis);
        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>The sign of a standing, the same in every report.</summary>
    internal static string Mark(Standing standing) => standing switch
    {
        Standing.Open => "✗",
        Standing.Unknown => "?",
        Standing.Accepted => "~",
        Standing.Met => "✓",
        _ => "–",
    };

    private static void AppendRows(StringBuilder text, string title, IEnumerable<MapRow> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0) return;
        text.AppendLine($"## {title}").AppendLine().AppendLine("| layer | in this template |").AppendLine("|---|---|");
        foreach (var row in list)
        {
            var cells = row.Owner == Owner.Aws
                ? string.Join(", ", row.Cells.Select(cell => cell.Service))
                : string.Join(" · ", row.Cells.OrderBy(cell => cell.Standing).Select(Cell));
            text.AppendLine($"| {row.Layer.Title} | {cells} |");
        }

        text.AppendLine();
    }

    private static string Cell(MapCell cell)
    {
        var open = cell.Entries.Where(entry => entry.Line.Standing == Standing.Open).Select(entry => MarkdownText.Code(entry.Ledger.Resource.Name)).ToList();
        return $"{Mark(cell.Standing)} {cell.Service}{(open.Count > 0 ? $" ({string.Join(", ", open)})" : "")}";
    }

    private static void AppendOpen(StringBuilder text, Analysis analysis)
    {
        var findings = (analysis.Assessment?.Findings ?? []).OrderByDescending(f => f.Control.Severity).ToList();
        if (findings.Count == 0) return;
        text.AppendLine("## Open").AppendLine();
        foreach (Finding finding in findings)
            text.AppendLine($"- {MarkdownText.Code(finding.Resource.DerivedFrom ?? finding.Resource.Name)}, line {finding.Place.Start.Line + 1}: {finding.Message} ([{finding.Control.Id}]({Links.ControlPage(finding.Control.Id)}))");
    }
}
