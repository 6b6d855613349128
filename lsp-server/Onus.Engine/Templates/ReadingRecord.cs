using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Templates;

/// <summary>
/// What the next reading of a template must know to read only the resource in which its text was edited. There is one only of a
/// template whose resources are written one by one, each in its own right: no macros, loops, modules, SAM or nested stacks.
/// </summary>
/// <param name="ResourceOf">For each entry under <c>Resources</c> the index of its resource; -1 where it makes none.</param>
/// <param name="HangingOnErrors">The resources that would read otherwise were there errors in the text, or none; the empty name for the rest.</param>
/// <param name="HasErrors">Whether there were.</param>
/// <param name="Metadata">The suppressions in the metadata of resources.</param>
/// <param name="ParameterValues">The values given for parameters.</param>
/// <param name="UnknownValues">The parameters that are given what cannot be known.</param>
/// <param name="History">From each text that a resource was read from to the present one, what edits moved.</param>
internal sealed record ReadingRecord(
    ImmutableArray<int> ResourceOf,
    ImmutableHashSet<string> HangingOnErrors,
    bool HasErrors,
    ImmutableArray<Suppression> Metadata,
    ImmutableDictionary<string, string> ParameterValues,
    ImmutableHashSet<string> UnknownValues,
    TextHistory History)
{
    /// <summary>Texts that are kept for what was read from them; with more of them, it is cheaper to read the whole anew.</summary>
    private const int MostTexts = 8;

    /// <summary>Whether the same is given from outside as when this was read.</summary>
    public bool IsGiven(TemplateContext context) => Same(ParameterValues, context.ParameterValues) && UnknownValues.SetEquals(context.UnknownValues);

    /// <summary>The history after one more edit, for the resources that stand; null where they were read from too many texts.</summary>
    /// <param name="edit">What the edit moved.</param>
    /// <param name="resources">The resources that stand.</param>
    public TextHistory? HistoryAfter(TextShift edit, IEnumerable<Resource> resources) =>
        History.After(edit, resources.Select(resource => resource.Origin.NamePlace.Document), MostTexts);

    private static bool Same(ImmutableDictionary<string, string> one, ImmutableDictionary<string, string> other) =>
        ReferenceEquals(one, other) || (one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && value == pair.Value));
}
