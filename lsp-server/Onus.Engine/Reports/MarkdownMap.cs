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
        text.AppendLine("✗ open · ? cannot be told · ~ accepted · ✓ met · – nothing asked").AppendLine();
        AppendYours(text, map.Yours);
        AppendAws(text, map.Aws);
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

    private static void AppendYours(StringBuilder text, IEnumerable<MapRow> rows)
    {
        text.AppendLine("## Yours: security in the cloud").AppendLine().AppendLine("| layer | in this template |").AppendLine("|---|---|");
        foreach (var row in rows)
        {
            var cells = row.Cells.Where(cell => !cell.IsAws).OrderBy(cell => cell.Standing).Select(Cell);
            var aws = string.Join(", ", row.Cells.Where(cell => cell.IsAws).Select(cell => cell.Service));
            text.AppendLine($"| {row.Layer.Title} | {string.Join(" · ", aws.Length > 0 ? cells.Append($"AWS's: {aws}") : cells)} |");
        }

        text.AppendLine();
    }

    private static void AppendAws(StringBuilder text, IEnumerable<MapRow> rows)
    {
        text.AppendLine("## AWS's: security of the cloud").AppendLine().AppendLine("| layer | for |").AppendLine("|---|---|");
        foreach (var row in rows) text.AppendLine($"| {row.Layer.Title} | {string.Join(", ", row.Cells.Select(cell => cell.Service))} |");
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
        foreach (var finding in findings)
            text.AppendLine($"- {Owner(finding)}, line {finding.Place.Start.Line + 1}: {finding.Message} ({Named(finding.Control)})");
    }

    private static string Named(Control control) => Links.Anywhere(control) is { } page ? $"[{control.Id}]({page})" : control.Id;

    /// <summary>Whom a finding is on; one on the template as a whole has no resource.</summary>
    internal static string Owner(Finding finding) =>
        finding.Resource.Type == Assessor.WholeTemplate ? "the template" : MarkdownText.Code(finding.Resource.Label);
}
