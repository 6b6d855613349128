using System.Text;
using Onus.Engine.Assessment;

namespace Onus.Engine.Reports;

/// <summary>What a hover on the <c>Resources</c> key or a <c>resource</c> block says: the file in short.</summary>
internal static class TemplateHover
{
    private const int Shown = 8;

    public static string Write(Analysis analysis)
    {
        var tally = new Tally().Plus(new CheckedUnit(analysis, [.. analysis.Trees.Select(tree => tree.Text.Path)]));
        var text = new StringBuilder();
        text.AppendLine($"**{tally.Resources} {(tally.Resources == 1 ? "resource" : "resources")}** — yours to answer for: {tally.Findings} open · {tally.Met} met · {tally.Unknown} cannot be told");
        var duties = (analysis.Assessment?.Verdicts ?? [])
            .Where(verdict => verdict.Kind != VerdictKind.NotApplicable)
            .GroupBy(verdict => verdict.Control.Duty)
            .Select(group => (Duty: analysis.Catalogue.Duties.FirstOrDefault(duty => duty.Id == group.Key)?.Title ?? group.Key, Verdicts: group.ToList()))
            .OrderByDescending(row => row.Verdicts.Count(v => v.Kind == VerdictKind.Open))
            .ToList();
        if (duties.Count > 0)
        {
            text.AppendLine().AppendLine("| duty | open | met | cannot be told |").AppendLine("|---|---|---|---|");
            foreach (var (duty, verdicts) in duties)
                text.AppendLine($"| {duty} | {Count(verdicts, VerdictKind.Open)} | {Count(verdicts, VerdictKind.Met)} | {Count(verdicts, VerdictKind.Unknown)} |");
        }

        AppendWorst(text, analysis);
        foreach (var hidden in analysis.Template?.Hidden ?? []) text.AppendLine().AppendLine($"*Not seen:* {hidden}.");
        return text.ToString().TrimEnd();
    }

    private static void AppendWorst(StringBuilder text, Analysis analysis)
    {
        var worst = (analysis.Assessment?.Findings ?? [])
            .GroupBy(finding => finding.Resource.DerivedFrom ?? finding.Resource.Name)
            .OrderByDescending(group => group.Max(f => f.Control.Severity)).ThenByDescending(group => group.Count())
            .ToList();
        if (worst.Count == 0) return;
        var names = worst.Take(Shown).Select(group => $"{MarkdownText.Code(group.Key)} ({group.Count()})");
        var more = worst.Count > Shown ? $" and {worst.Count - Shown} more" : "";
        text.AppendLine().AppendLine($"Open on: {string.Join(", ", names)}{more}.");
    }

    private static string Count(List<Verdict> verdicts, VerdictKind kind) =>
        verdicts.Count(verdict => verdict.Kind == kind) is > 0 and var count ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
}
