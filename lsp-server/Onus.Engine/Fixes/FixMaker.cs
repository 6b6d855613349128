using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Fixes;

/// <summary>Makes the fixes for a finding from its control's recipe.</summary>
internal static class FixMaker
{
    private const int MaxFixes = 6;

    /// <summary>The fixes for a finding, best first. Each has been tried: one that does not mend the finding is left out.</summary>
    public static ImmutableArray<Fix> For(Analysis analysis, Finding finding)
    {
        var fixes = ImmutableArray.CreateBuilder<Fix>();
        foreach (var fix in OneByOne(analysis, finding))
        {
            if (fixes.Count == MaxFixes) break;
            if (fixes.All(known => !known.Edits.SequenceEqual(fix.Edits))) fixes.Add(fix);
        }

        return fixes.DrainToImmutable();
    }

    /// <summary>The same fixes made as they are asked for, for callers that take the first that suits them.</summary>
    public static IEnumerable<Fix> OneByOne(Analysis analysis, Finding finding)
    {
        if (analysis.Template is not { } template) yield break;
        foreach (var plan in FixPlan.For(analysis, template, finding))
        {
            if (Make(analysis, template, finding, plan) is { } fix) yield return fix;
        }
    }

    private static Fix? Make(Analysis analysis, Template template, Finding finding, FixPlan plan)
    {
        FixDrafts? first = null;
        foreach (var lists in (ReadOnlySpan<ListStrategy>)[ListStrategy.Merge, ListStrategy.Replace])
        {
            if (Draft(analysis, template, finding, plan, lists) is not { } drafts) continue;
            first ??= drafts;
            if (Mends(analysis, finding, drafts)) return Finish(analysis, finding, plan, drafts);
        }

        // What a person fills in decides whether it mends.
        return first is null || plan.ForgetsDefault || plan.OpenWords.IsEmpty ? null : Finish(analysis, finding, plan, first);
    }

    /// <summary>Tries a plan, without asking whether it mends; null where it cannot be carried out, or changes nothing.</summary>
    internal static FixDrafts? Draft(Analysis analysis, Template template, Finding finding, FixPlan plan, ListStrategy lists)
    {
        var drafts = new FixDrafts(analysis);
        return new FixRun(analysis, template, finding, plan, drafts, lists).Execute() && drafts.AreSound && drafts.IsChanged ? drafts : null;
    }

    internal static Fix Finish(Analysis analysis, Finding finding, FixPlan plan, FixDrafts drafts)
    {
        var (edits, placeholders) = drafts.Finish();
        var replaces = FixTitle.Heaviest(plan.Steps);
        var where = plan is { ForgetsDefault: true, Source: { } asked } ? $"remove the {asked.What}, so that whoever deploys must say"
            : plan.Source is { } source ? source.Where
            : drafts.ChangesLoop ? "for all that the loop makes"
            : drafts.ChangesModule ? "change the module, for all that call it"
            : plan.HasOtherSource ? "change it here only"
            : drafts.DropsCondition ? "in both branches, without the condition"
            : drafts.ChangesBranch ? "change one branch of the condition" : "";
        var noun = analysis.Catalogue.ProfileFor(finding.Resource.Type)?.Noun is { Length: > 0 } known ? known : "resource";
        return new Fix(
            FixTitle.Of(Worded(plan.Action, finding.Binding.Framework), where, noun, replaces, plan.ForgetsDefault ? [] : plan.OpenWords),
            finding,
            edits,
            IsSafe: plan.Readiness == FixReadiness.Safe && replaces == Replacement.No && placeholders.IsEmpty
                && !plan.HasOtherSource && plan.Source is null && !drafts.ReplacesComputed && !drafts.ChangesBranch && !drafts.ChangesModule,
            NeedsConfirmation: replaces is Replacement.Always or Replacement.Maybe or Replacement.Unsupported,
            IsDecision: plan.Readiness == FixReadiness.Manual || !plan.Fills.IsEmpty || drafts.ReplacesComputed || drafts.ChangesModule || (plan.HasOtherSource && plan.Source is null),
            Placeholders: placeholders);
    }

    /// <summary>Terraform's parameters are called variables.</summary>
    private static string Worded(string action, Framework framework) =>
        framework == Framework.Terraform ? action.Replace("new parameter", "new variable", StringComparison.Ordinal) : action;

    /// <summary>The resource has fewer findings of the control than before, and the template still reads as well.</summary>
    private static bool Mends(Analysis analysis, Finding finding, FixDrafts drafts) =>
        analysis.CountAfter(drafts.Tried, drafts.ChangedTrees, finding) is { } left && left < Count(analysis, finding);

    private static int Count(Analysis analysis, Finding finding)
    {
        var count = 0;
        foreach (var said in analysis.Assessment?.ByResource ?? [])
        {
            if (said.Resource.Name == finding.Resource.Name) count += said.Told.Count(other => other.Control.Id == finding.Control.Id);
        }

        return count;
    }
}
