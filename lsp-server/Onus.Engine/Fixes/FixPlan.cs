using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Templates;

namespace Onus.Engine.Fixes;

/// <summary>One way to mend a finding, before it is tried on the text.</summary>
/// <param name="Action">What it does, in words.</param>
/// <param name="Readiness">How ready it is to be applied.</param>
/// <param name="Steps">Its steps for the finding's resource type.</param>
internal sealed record FixPlan(string Action, FixReadiness Readiness, ImmutableArray<FixStep> Steps)
{
    /// <summary>Resources of the template that stand for placeholders, by their words.</summary>
    public ImmutableDictionary<string, Reference> Fills { get; init; } = ImmutableDictionary<string, Reference>.Empty;

    /// <summary>Where the value that offends comes from, to be changed there; null to change the resource.</summary>
    public ValueSource? Source { get; init; }

    /// <summary>The value that offends is a default, and goes: whoever deploys must say what only they know.</summary>
    public bool ForgetsDefault { get; init; }

    /// <summary>The same value could be changed elsewhere, so the title says that this changes the resource.</summary>
    public bool HasOtherSource { get; init; }

    /// <summary>The words of the placeholders that a person has to fill in.</summary>
    public ImmutableArray<string> OpenWords => [.. Steps.SelectMany(step => ValueResolver.WordsIn(step.Value)).Where(word => !Fills.ContainsKey(word)).Distinct()];

    /// <summary>It sets a value that only a person knows.</summary>
    private bool Asks => AddsParameter || !OpenWords.IsEmpty;

    private bool AddsParameter => Steps.Any(step => ValueResolver.AddsParameter(step.Value));

    /// <summary>All ways to mend a finding, best first.</summary>
    public static IEnumerable<FixPlan> For(Analysis analysis, Template template, Finding finding)
    {
        var sources = ValueSource.Of(analysis, finding).ToList();
        // What is written once for many instances may be right for the others.
        var isShared = !finding.Resource.Instances.IsEmpty && finding.Place.Text.Contains("${", StringComparison.Ordinal);
        var recipe = FromRecipe(finding).ToList();
        // Where the recipe would ask, and there is a parameter already, that one is asked.
        var isGiven = finding.Offender is ScalarValue { Text.Length: > 0 };
        var asked = isGiven && recipe.Exists(plan => plan.Asks) ? sources.Find(source => source.IsDefault) : null;
        var readiness = recipe.Exists(plan => plan.AddsParameter) ? FixReadiness.Review : FixReadiness.Manual;
        if (asked is not null) yield return recipe[0] with { Source = asked, ForgetsDefault = true, Readiness = readiness };
        foreach (var plan in recipe)
        {
            if (asked is not null && plan.AddsParameter) continue;
            foreach (var filled in Filled(analysis, template, finding, plan))
            {
                foreach (var source in sources) yield return filled with { Source = source };
                yield return filled with { HasOtherSource = isShared || (sources.Count > 0 && filled.Steps.Any(step => step.Action == FixAction.Set)) };
            }
        }
    }

    private static IEnumerable<FixPlan> FromRecipe(Finding finding)
    {
        var recipe = finding.Control.Fix;
        var main = new FixPlan(finding.Control.Title, recipe.Readiness, StepsFor(recipe.Steps, finding));
        if (!main.Steps.IsEmpty) yield return main;
        foreach (var alternative in recipe.Alternatives)
        {
            var other = new FixPlan(alternative.Title, alternative.Readiness, StepsFor(alternative.Steps, finding));
            if (!other.Steps.IsEmpty) yield return other;
        }
    }

    private static ImmutableArray<FixStep> StepsFor(ImmutableArray<FixStep> steps, Finding finding) =>
        [.. steps.Where(step => step.Framework == finding.Binding.Framework && step.For == finding.Binding.Type)];

    /// <summary>The plan with what the template has for its placeholders, then as it is.</summary>
    private static IEnumerable<FixPlan> Filled(Analysis analysis, Template template, Finding finding, FixPlan plan)
    {
        const int most = 3;
        var words = plan.OpenWords;
        foreach (var word in words)
        {
            foreach (var (type, attribute) in TypesFor(analysis.Catalogue, word))
            {
                foreach (var resource in template.OfType(type).Where(known => known.Name != finding.Resource.Name && known.Condition is null).Take(most))
                {
                    yield return plan with
                    {
                        Action = $"{plan.Action}: use `{resource.Name}`",
                        Fills = plan.Fills.Add(word, new Reference(resource.Name, attribute)),
                    };
                }
            }
        }

        yield return plan;
    }

    /// <summary>The types whose resources can stand for a placeholder: the list <c>fill_…</c> of the catalogue, each with the attribute to refer to.</summary>
    private static IEnumerable<(string Type, string? Attribute)> TypesFor(ICatalogue catalogue, string words)
    {
        foreach (var entry in catalogue.List("fill_" + words.Replace(' ', '_').ToLowerInvariant()) ?? [])
        {
            var dot = entry.LastIndexOf('.');
            yield return dot < 0 ? (entry, null) : (entry[..dot], entry[(dot + 1)..]);
        }
    }
}
