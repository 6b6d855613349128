using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Gathers what is wrong with a template, each thing once.</summary>
internal sealed class ProblemList
{
    private readonly List<TemplateProblem> problems = [];
    private readonly HashSet<(int Start, string Message)> seen = [];

    public void Add(Place place, string message)
    {
        if (seen.Add((place.Span.Start, message))) problems.Add(new TemplateProblem(place, message));
    }

    public ImmutableArray<TemplateProblem> ToArray() => [.. problems.OrderBy(p => p.Place.Span.Start)];
}
