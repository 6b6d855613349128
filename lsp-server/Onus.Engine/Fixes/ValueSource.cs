using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Locating;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes;

/// <summary>A place outside the resource where the offending value is written.</summary>
/// <param name="Document">Its text.</param>
/// <param name="Path">The keys and indices to it.</param>
/// <param name="What">What it is, such as "default of parameter `Encrypt`".</param>
/// <param name="Where">What a fix does there, for the title: "change the default of parameter `Encrypt`".</param>
internal sealed record ValueSource(SourceText Document, ImmutableArray<PathSegment> Path, string What, string Where)
{
    /// <summary>It is the default of a parameter or variable: without it whoever deploys must give the value.</summary>
    public bool IsDefault => Path is [.., { Key: "Default" or "default" }];

    /// <summary>The places that an offending value comes from, the first one written as a plain literal; none where it is written in place.</summary>
    public static IEnumerable<ValueSource> Of(Analysis analysis, Finding finding)
    {
        if (finding.Offender is not ScalarValue offender) yield break;
        for (var step = offender.Derivation; step is not null; step = step.Next)
        {
            if (At(analysis, step.Place, offender.Text, step.What, $"change the {step.What}") is not { } source) continue;
            yield return source;
            yield break;
        }

        // A value that stands outside its resource without having been derived: SAM's Globals.
        var isOutside = offender.Derivation is null && offender.Place.Document is not null
            && offender.Place.Document.Path == finding.Resource.WholePlace.Document.Path
            && analysis.Template?.Resources.Any(resource => resource.WholePlace.Document?.Path == offender.Place.Document.Path && resource.WholePlace.Span.Contains(offender.Place.Span)) == false;
        if (isOutside && At(analysis, offender.Place, offender.Text, "", "change it for all that share the setting") is { } shared) yield return shared;
    }

    /// <summary>Changes the value at the source. False where it cannot take the new value.</summary>
    public bool Set(FixDrafts drafts, FixScalar value)
    {
        // A default or an entry of a mapping can refer to nothing.
        if (value.Tag is not null || (IsDefault && value.Text.Contains("${", StringComparison.Ordinal))) return false;
        if (drafts.For(Document) is not { } draft || SlotFinder.Follow(draft.Page.Tree, Path) is not { } slot) return false;
        if (slot.Mapping?.Find("AllowedValues")?.Value is SequenceNode allowed
            && !allowed.Items.OfType<ScalarNode>().Any(item => item.Value == value.Text)) return false;
        return draft.Apply(Rewriting.Replace(draft.Page, slot, value));
    }

    /// <summary>Takes the default away. False where that cannot be done for sure.</summary>
    public bool Forget(FixDrafts drafts) =>
        IsDefault && drafts.For(Document) is { } draft && SlotFinder.Follow(draft.Page.Tree, Path) is { } slot && draft.Apply(Removal.Remove(draft.Page, slot with { Parent = null }));

    private static ValueSource? At(Analysis analysis, Place place, string text, string what, string where)
    {
        if (analysis.Trees.FirstOrDefault(tree => tree.Text.Path == place.Document?.Path) is not { } tree) return null;
        if (SlotFinder.At(tree, place.Span) is not { } slot) return null;
        if (slot.Value is MappingNode block && (block.Find("Default") ?? block.Find("default")) is { } entry) slot = Slot.Of(slot, block, entry);
        if (slot.Value is not ScalarNode { Tag: null, Anchor: null } scalar || Intrinsics.IsExpression(scalar) || scalar.Value != text) return null;
        return new ValueSource(tree.Text, SlotFinder.PathOf(slot), what, where);
    }
}
