using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Syntax;
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

    /// <summary>What is wrong with the texts themselves.</summary>
    public ImmutableArray<(Place Place, string Message)> Problems => problems.IsDefault ? problems = Find() : problems;

    private ImmutableArray<(Place, string)> problems;

    private ImmutableArray<(Place, string)> Find() =>
    [
        .. Analysis.Trees
            .Where(tree => Asked.Contains(tree.Text.Path))
            .SelectMany(tree => SyntaxProblems.Of(tree).Select(error => (new Place(tree.Text, error.Span), error.Message))),
    ];
}
