using System.Text;
using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Assessment.Reuse;

/// <summary>An analysis as text, so that two can be compared.</summary>
internal static class Told
{
    /// <summary>All that people can see of an analysis.</summary>
    public static string Of(Analysis analysis)
    {
        var told = new StringBuilder();
        foreach (var tree in analysis.Trees)
        {
            foreach (var error in tree.Errors) told.AppendLine($"error {error.Span} {error.Message}");
        }

        foreach (var problem in analysis.Template?.Problems ?? []) told.AppendLine($"problem {problem.Place.Span} {problem.Message}");
        foreach (var suppression in analysis.Template?.Suppressions ?? []) told.AppendLine($"suppression {suppression.Place.Span} {string.Join(' ', suppression.Ids)} {suppression.Resource} {suppression.Reason}");
        foreach (var reason in analysis.Template?.Hidden ?? []) told.AppendLine($"hidden {reason}");
        foreach (var resource in analysis.Template?.Resources ?? []) told.AppendLine($"resource {resource.Name} {resource.Type} {resource.NamePlace.Span} {resource.TypePlace.Span} {resource.WholePlace.Span} {resource.Condition?.Name} {resource.DisplayName} {resource.DerivedFrom}");
        foreach (var unused in analysis.Assessment?.UnusedSuppressions ?? []) told.AppendLine($"unused {unused.Place.Span}");
        foreach (var verdict in analysis.Assessment?.Verdicts ?? [])
        {
            told.AppendLine($"{verdict.Resource.Name} {verdict.Control.Id} {verdict.Kind} {verdict.Suppression?.Place.Span}");
            foreach (var finding in verdict.Findings)
            {
                Assert.Same(verdict.Resource, finding.Resource);
                Assert.DoesNotContain(analysis.Trees, tree => tree.Text.Path == finding.Place.Document.Path && !ReferenceEquals(tree.Text, finding.Place.Document));
                told.AppendLine($"  {finding.Place.Span} {finding.Path} {finding.Message} {Value(finding.Offender)}");
                foreach (var (place, note) in finding.Related) told.AppendLine($"    {place.Span} {note}");
            }
        }

        return told.ToString();
    }

    private static string Value(Value? value) => value switch
    {
        ScalarValue scalar => $"{scalar.Place.Span} {scalar.Text} {scalar.Kind} {Steps(scalar.Derivation)}",
        UnknownValue unknown => $"{unknown.Place.Span} {unknown.Cause} {unknown.Name} {unknown.Text} {unknown.Reference} {Steps(unknown.Derivation)}",
        _ => "",
    };

    private static string Steps(Derivation? step) => step is null ? "" : $"{step.What} {step.Place.Span} {Steps(step.Next)}";
}
