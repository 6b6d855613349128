using System.Globalization;
using System.Text;
using Onus.Engine.Assessment;

namespace Onus.Engine.Reports;

/// <summary>What a hover on the <c>Resources</c> key or a <c>resource</c> block says: the file in short.</summary>
internal static class TemplateHover
{
    private const int Shown = 5;

    public static string Write(Analysis analysis)
    {
        var resources = analysis.Template?.Resources.Count(resource => resource.IsDeployed && resource.DerivedFrom is null) ?? 0;
        var asked = (analysis.Assessment?.Verdicts ?? []).Where(verdict => verdict.Kind != VerdictKind.NotApplicable).ToList();
        var text = new StringBuilder();
        text.AppendLine($"**{resources} {(resources == 1 ? "resource" : "resources")}**  ");
        text.AppendLine(Counts(asked));
        var duties = asked
            .GroupBy(verdict => verdict.Control.Duty)
            .Select(group => (Duty: analysis.Catalogue.Duties.FirstOrDefault(duty => duty.Id == group.Key)?.Title ?? group.Key, Verdicts: group.ToList()))
            .OrderByDescending(row => row.Verdicts.Count(v => v.Kind == VerdictKind.Open))
            .ToList();
        if (duties.Count > 0)
        {
            text.AppendLine().AppendLine("| your duty | open | met | cannot be told |").AppendLine("|---|---|---|---|");
            foreach (var (duty, verdicts) in duties)
                text.AppendLine($"| {duty} | {Count(verdicts, VerdictKind.Open)} | {Count(verdicts, VerdictKind.Met)} | {Count(verdicts, VerdictKind.Unknown)} |");
        }

        AppendWorst(text, analysis);
        foreach (var hidden in analysis.Template?.Hidden ?? []) text.AppendLine().AppendLine($"*Not seen:* {hidden}.");
        return text.ToString().TrimEnd();
    }

    /// <summary>The file's counts; the columns of the table add up to them.</summary>
    private static string Counts(List<Verdict> asked)
    {
        if (asked.Count == 0) return "**Yours:** nothing here that Onus checks";
        int Of(VerdictKind kind) => asked.Count(verdict => verdict.Kind == kind);
        var parts = new List<string> { Of(VerdictKind.Open) is > 0 and var open ? $"{open} open" : "nothing open" };
        if (Of(VerdictKind.Met) is > 0 and var met) parts.Add($"{met} met");
        if (Of(VerdictKind.Unknown) is > 0 and var unknown) parts.Add($"{unknown} cannot be told from this template");
        if (Of(VerdictKind.Accepted) is > 0 and var accepted) parts.Add($"{accepted} accepted");
        return $"**Yours: {string.Join(" · ", parts)}**";
    }

    private static void AppendWorst(StringBuilder text, Analysis analysis)
    {
        var worst = (analysis.Assessment?.Findings ?? [])
            .Where(finding => finding.Resource.Type != Assessor.WholeTemplate)
            .GroupBy(finding => finding.Resource.DerivedFrom ?? finding.Resource.Name)
            .OrderByDescending(group => group.Max(f => f.Control.Severity)).ThenByDescending(group => group.Count())
            .ToList();
        if (worst.Count == 0) return;
        var names = worst.Take(Shown).Select(group => $"{MarkdownText.Code(group.Key)} ({group.Count()})");
        var more = worst.Count > Shown ? $" and {worst.Count - Shown} more" : "";
        text.AppendLine().AppendLine($"**Look first at** {string.Join(", ", names)}{more}.");
    }

    private static string Count(List<Verdict> verdicts, VerdictKind kind) =>
        verdicts.Count(verdict => verdict.Kind == kind) is > 0 and var count ? count.ToString(CultureInfo.InvariantCulture) : "";
}
