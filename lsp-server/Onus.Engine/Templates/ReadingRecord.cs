using System.Collections.Immutable;
using Onus.Engine.Templates.CloudFormation;
using Onus.Engine.Text;

namespace Onus.Engine.Templates;

/// <summary>
/// What the next reading of a template must know to read only the resource in which its text was edited. There is one only of a
/// template whose resources are written one by one, each in its own right: no macros, loops, modules, SAM or nested stacks.
/// </summary>
/// <param name="Reading">What the template was read with.</param>
/// <param name="ResourceOf">For each entry under <c>Resources</c> the index of its resource; -1 where it makes none.</param>
/// <param name="Places">For each name the entry.</param>
/// <param name="HangingOnErrors">The resources that would read otherwise were there errors in the text, or none; the empty name for the rest.</param>
/// <param name="HasErrors">Whether there were.</param>
/// <param name="Metadata">The suppressions in the metadata of resources.</param>
/// <param name="ParameterValues">The values given for parameters.</param>
/// <param name="UnknownValues">The parameters that are given what cannot be known.</param>
/// <param name="History">From each text that a resource was read from to the present one, what edits moved.</param>
internal sealed record ReadingRecord(
    Reading Reading,
    ImmutableArray<int> ResourceOf,
    IReadOnlyDictionary<string, int> Places,
    ImmutableHashSet<string> HangingOnErrors,
    bool HasErrors,
    ImmutableArray<Suppression> Metadata,
    ImmutableDictionary<string, string> ParameterValues,
    ImmutableHashSet<string> UnknownValues,
    TextHistory History)
{
    /// <summary>Whether the same is given from outside as when this was read.</summary>
    public bool IsGiven(TemplateContext context) => Same(ParameterValues, context.ParameterValues) && UnknownValues.SetEquals(context.UnknownValues);

    private static bool Same(ImmutableDictionary<string, string> one, ImmutableDictionary<string, string> other) =>
        ReferenceEquals(one, other) || (one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && value == pair.Value));
}
