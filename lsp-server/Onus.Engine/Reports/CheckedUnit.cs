using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Reports;

/// <summary>One template as checked.</summary>
/// <param name="Analysis">What was found.</param>
/// <param name="Asked">The paths that were asked for; findings in others of the unit are left out.</param>
public sealed record CheckedUnit(Analysis Analysis, ImmutableHashSet<string> Asked)
{
    /// <summary>
    /// For a Terraform module or a nested stack: the analyses of it with what calls it. So it deploys, and what they say of its texts
    /// holds, not what it would be with its own defaults alone. Empty for what nothing calls.
    /// </summary>
    public ImmutableArray<Analysis> Callers { get; init; } = [];

    /// <summary>The analyses of the unit as it deploys.</summary>
    private ImmutableArray<Analysis> Deployed => Callers.IsEmpty ? [Analysis] : Callers;

    public IEnumerable<Finding> Findings => Deployed
        .SelectMany(analysis => analysis.Assessment?.Findings ?? [])
        .Where(finding => Asked.Contains(finding.Place.Document.Path))
        .DistinctBy(finding => (finding.Control.Id, finding.Place.Document.Path, finding.Place.Span, finding.Message));

    /// <summary>Verdicts on resources that stand in the asked texts; of a module's resource the gravest that a caller has.</summary>
    public IEnumerable<Verdict> Verdicts => Callers.IsEmpty ? VerdictsOf(Analysis) : Callers.SelectMany(VerdictsOf)
        .GroupBy(verdict => (verdict.Control.Id, verdict.Resource.NamePlace.Document.Path, verdict.Resource.NamePlace.Span))
        .Select(verdicts => verdicts.MaxBy(verdict => Gravity(verdict.Kind))!);

    private IEnumerable<Verdict> VerdictsOf(Analysis analysis) =>
        (analysis.Assessment?.Verdicts ?? []).Where(verdict => Asked.Contains(verdict.Resource.NamePlace.Document.Path));

    private static int Gravity(VerdictKind kind) => kind switch
    {
        VerdictKind.Open => 4,
        VerdictKind.Accepted => 3,
        VerdictKind.Unknown => 2,
        VerdictKind.Met => 1,
        _ => 0,
    };

    /// <summary>What is wrong with the texts themselves: errors of syntax, then references to nothing and the like.</summary>
    public ImmutableArray<TextProblem> Problems => problems.IsDefault ? problems = Find() : problems;

    private ImmutableArray<TextProblem> problems;

    private ImmutableArray<TextProblem> Find() =>
    [
        .. Analysis.Trees
            .Where(tree => Asked.Contains(tree.Text.Path))
            .SelectMany(tree => SyntaxProblems.Of(tree).Select(error => new TextProblem(new Place(tree.Text, error.Span), Severity.Error, error.Message))),
        .. Deployed
            .SelectMany(analysis => analysis.Template?.Problems ?? [])
            .Where(problem => Asked.Contains(problem.Place.Document.Path))
            .DistinctBy(problem => (problem.Place.Document.Path, problem.Place.Span, problem.Message))
            .Select(problem => new TextProblem(problem.Place, Severity.Warning, problem.Message)),
    ];
}
