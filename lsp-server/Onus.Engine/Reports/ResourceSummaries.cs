using System.Collections.Immutable;

namespace Onus.Engine.Reports;

/// <summary>The line over each resource of a document.</summary>
public static class ResourceSummaries
{
    /// <param name="analysis">The analysis.</param>
    /// <param name="path">The document's path.</param>
    /// <returns>One a resource written in the document, in order; a resource that no control asks anything of has none.</returns>
    public static ImmutableArray<ResourceSummary> Of(Analysis analysis, string path)
    {
        if (analysis.Template is not { } template || analysis.Assessment is not { } assessment) return [];
        var layerOf = analysis.Catalogue.Duties.ToDictionary(duty => duty.Id, duty => duty.LayerId);
        // What one row of the hover's table stands for is one duty here, so that both count the same.
        var duties = assessment.Verdicts
            .GroupBy(verdict => verdict.Resource.DerivedFrom ?? verdict.Resource.Name)
            .ToDictionary(group => group.Key, group => group.GroupBy(v => layerOf.GetValueOrDefault(v.Control.Duty, "")).Select(layer => Ledger.StandingOf(layer)).ToArray());
        var summaries = ImmutableArray.CreateBuilder<ResourceSummary>();
        foreach (var resource in template.Resources)
        {
            if (!resource.IsDeployed || resource.DerivedFrom is not null || resource.NamePlace.Document.Path != path) continue;
            if (!duties.TryGetValue(resource.Name, out var standings)) continue;
            int Count(Standing standing) => standings.Count(s => s == standing);
            var (open, met, unknown, accepted) = (Count(Standing.Open), Count(Standing.Met), Count(Standing.Unknown), Count(Standing.Accepted));
            if (open + met + unknown + accepted == 0) continue;
            summaries.Add(new ResourceSummary(resource.NamePlace, resource.Name, open, met, unknown, accepted, Text(open, met, unknown, accepted)));
        }

        return summaries.ToImmutable();
    }

    /// <summary>The counts of duties as a person reads them: "2 duties open · 4 met · 1 cannot be told".</summary>
    public static string Text(int open, int met, int unknown, int accepted)
    {
        var parts = new List<string> { open == 0 ? "no duty open" : $"{open} {(open == 1 ? "duty" : "duties")} open" };
        if (met > 0) parts.Add($"{met} met");
        if (unknown > 0) parts.Add($"{unknown} cannot be told");
        if (accepted > 0) parts.Add($"{accepted} accepted");
        return string.Join(" · ", parts);
    }
}
