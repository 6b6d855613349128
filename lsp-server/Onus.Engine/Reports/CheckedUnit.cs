using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Text;

namespace Onus.Engine.Reports;

/// <summary>One template as checked.</summary>
/// <param name="Analysis">What was found.</param>
/// <param name="Asked">The paths that were asked for; findings in others of the unit are left out.</param>
public sealed record CheckedUnit(Analysis Analysis, ImmutableHashSet<string> Asked)
{
    public IEnumerable<Finding> Findings => (Analysis.Assessment?.Findings ?? []).Where(finding => Asked.Contains(finding.Place.Document.Path));

    /// <summary>Verdicts on resources that stand in the asked texts.</summary>
    public IEnumerable<Verdict> Verdicts => (Analysis.Assessment?.Verdicts ?? []).Where(verdict => Asked.Contains(verdict.Resource.NamePlace.Document.Path));

    /// <summary>What is wrong with the texts themselves: syntax, and references to nothing.</summary>
    public IEnumerable<(Place Place, string Message)> Problems => Analysis.Trees
        .Where(tree => Asked.Contains(tree.Text.Path))
        .SelectMany(tree => tree.Errors.Select(error => (new Place(tree.Text, error.Span), error.Message)));
}
