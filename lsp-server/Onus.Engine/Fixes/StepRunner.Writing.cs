using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Encoded;
using Onus.Engine.Fixes.Locating;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes;

/// <summary>What is written where something stands already.</summary>
internal sealed partial class StepRunner
{
    private bool Write(ImmutableArray<PathSegment> path, Slot slot, FixValue value)
    {
        if (slot.Value.Says(value)) return true;
        if (IsVacant(slot.Value)) return draft.Apply(Rewriting.Replace(Page, slot, slot.Value is SequenceNode && Style.ListsBlocks && value is FixMap ? Style.Of(new FixList([value])) : Style.Of(value)));
        if (value is FixScalar words && Placeholders.AreIn(words.Text) && WriteInText(slot, words)) return true;
        if (value is FixScalar { Tag: null } call && EncodedNode.OfCall(call.Text) is { } document) return WriteDocument(path, slot, document);
        // Something computed gives way only where it is what offends; elsewhere someone has decided already.
        if (Intrinsics.IsExpression(slot.Value))
            return (!finding.IsEmpty && !KeysOf(path).SequenceEqual(KeysOf(finding))) || value is not FixScalar || (ReplacedComputed = draft.Apply(Rewriting.Replace(Page, slot, value)));
        return value switch
        {
            FixMap { Entries.Length: > 0 } map when slot.Value is MappingNode && !IsReference(map) => MergeMap(path, map),
            FixMap map when slot.Value is SequenceNode => slot.Value is SequenceNode { Items: [MappingNode] } && MergeMap(ItemOf(path, 0), map),
            FixList { Items: [FixMap map] } when slot.Value is MappingNode single =>
                ItemIdentity.HasName(map) && !ItemIdentity.IsTwin(single, map) ? draft.Apply(Listing.With(Page, slot, Style.Of(map))) : MergeMap(path, map),
            FixList when slot.Value is MappingNode => false,
            FixList list when slot.Value is SequenceNode sequence => WriteList(path, slot, sequence, list),
            FixList list when slot.Value is ScalarNode && lists == ListStrategy.Merge => MergeScalar(slot, list),
            FixScalar scalar when slot.Value is ScalarNode old => WriteScalar(slot, old, scalar),
            FixScalar scalar => WriteInside(path, slot, scalar),
            // A document in a text is more than the recipe knows of.
            _ when slot.Value is ScalarNode text && EncodedNode.OfJson(text.Value) is not null => false,
            _ => draft.Apply(Rewriting.Replace(Page, slot, Style.Of(value))),
        };
    }

    /// <summary>Brings a document that stands in a text, or in a block of its own, to what is wanted; what it says already stays.</summary>
    private bool WriteDocument(ImmutableArray<PathSegment> path, Slot slot, EncodedObject document)
    {
        // The finding's path goes on inside the document.
        var statement = finding.Length > path.Length && KeysOf(path).SequenceEqual(KeysOf(finding).Take(path.Length)) ? finding[path.Length].Index : null;
        if (slot.Value is not ScalarNode text) return false;
        if (DocumentElsewhere is { } write && PolicyBlock.ReferenceIn(text.Value) is { } reference) return write(reference, document);
        return EncodedDocument.In(Page.Text, text)?.Add(document, Place?.Span, statement) is { } edits && (edits.IsEmpty || draft.Apply(edits));
    }

    private static IEnumerable<string> KeysOf(ImmutableArray<PathSegment> path) => path.Select(segment => segment.Key);

    private static bool IsReference(FixMap map) =>
        map.Entries is [("Ref", _)] || (map.Entries is [var (key, _)] && key.StartsWith("Fn::", StringComparison.Ordinal));

    private bool WriteScalar(Slot slot, ScalarNode old, FixScalar scalar)
    {
        // A document in a text, such as a policy, is more than a placeholder could stand for.
        if (Placeholders.AreIn(scalar.Text) && (old.Value.Contains('{', StringComparison.Ordinal) || old.Value.Contains('\n', StringComparison.Ordinal)))
            return WriteInText(slot, scalar);
        return draft.Apply(Rewriting.Replace(Page, slot, scalar));
    }

    /// <summary>
    /// A placeholder for a whole document must not wipe it out: it takes the place of the part that offends, if that is a single value.
    /// </summary>
    private bool WriteInside(ImmutableArray<PathSegment> path, Slot whole, FixScalar scalar)
    {
        if (!Placeholders.AreIn(scalar.Text) || finding.Length < path.Length) return false;
        if (!KeysOf(finding).Take(path.Length).SequenceEqual(KeysOf(path))) return false;
        var slot = Find(finding) is (var found, { IsEmpty: true }) ? found : StandsOnOffender && Place is { } at ? SlotFinder.At(Page.Tree, at.Span) : null;
        if (slot?.Value is SequenceNode { Items: [ScalarNode] } sequence) slot = Slot.Of(slot, sequence, 0);
        var isOneValue = slot?.Value is ScalarNode { IsNull: false } || (slot?.Value is MappingNode computed && Intrinsics.IsExpression(computed));
        return isOneValue && slot is not null && whole.Value.FullSpan.Contains(slot.Value.FullSpan)
            && draft.Apply(Rewriting.Replace(Page, slot, scalar));
    }

    /// <summary>The same in a document that stands in a text: the offending words give way, between the quotes they have there.</summary>
    private bool WriteInText(Slot slot, FixScalar scalar)
    {
        if (Place is not { } at || !slot.Value.Span.Contains(at.Span) || at.Span == slot.Value.Span || scalar.Tag is not null) return false;
        var words = at.Text;
        var quote = words.StartsWith("\\\"", StringComparison.Ordinal) ? 2 : words.StartsWith('"') ? 1 : 0;
        if (quote == 0 || words.Length <= 2 * quote || scalar.Text.AsSpan().IndexOfAny("\"\\'\n") >= 0) return false;
        if (words.AsSpan(quote, words.Length - (2 * quote)).IndexOfAny("\"\\\n") >= 0) return false;
        return draft.Apply([new TextEdit(TextSpan.FromBounds(at.Span.Start + quote, at.Span.End - quote), scalar.Text)]);
    }

    private bool MergeMap(ImmutableArray<PathSegment> path, FixMap map)
    {
        foreach (var (key, value) in map.Entries)
        {
            // The version of a policy that is there decides what its statements mean.
            if (key == "Version" && map.Entries.Any(entry => entry.Key == "Statement") && Has([.. path, new PathSegment("Statement")])) continue;
            if (!Set([.. path, new PathSegment(key)], value)) return false;
        }

        return true;
    }

    private bool MergeScalar(Slot slot, FixList list)
    {
        var missing = list.Items.Where(item => item is not FixScalar scalar || scalar.Text != ((ScalarNode)slot.Value).Value).ToList();
        if (missing.Count == 0) return true;
        if (missing is not [var only]) return false;
        return draft.Apply(Insertion.AddToScalar(Page, slot, only));
    }

    private bool WriteList(ImmutableArray<PathSegment> path, Slot slot, SequenceNode sequence, FixList list)
    {
        if (lists == ListStrategy.Merge)
        {
            foreach (var item in list.Items)
            {
                if (!MergeItem(path, item, list.Items.Length == 1)) return false;
            }

            return true;
        }

        if (IndexInFinding(path) is { } at && at < sequence.Items.Length && list.Items is [var one]) return ReplaceItem(slot, sequence, at, one);
        if (list.Items is [FixMap map])
        {
            // Its neighbours are no business of the recipe's.
            var twin = ItemIdentity.FindTwin(sequence, map) ?? (sequence.Items.Length == 1 ? 0 : null);
            return twin is { } index && ReplaceItem(slot, sequence, index, map);
        }

        // A recipe that lists several things states the whole list anew.
        return !list.Items.Any(item => item is FixMap named && ItemIdentity.HasName(named)) && draft.Apply(Rewriting.Replace(Page, slot, Style.Of(list)));
    }

    private bool ReplaceItem(Slot slot, SequenceNode sequence, int at, FixValue value)
    {
        ReplacedComputed |= HasExpression(sequence.Items[at]);
        return draft.Apply(Rewriting.Replace(Page, Slot.Of(slot, sequence, at), Style.Of(value)));
    }

    private static bool HasExpression(SyntaxNode node) => Intrinsics.IsExpression(node) || node switch
    {
        MappingNode mapping => mapping.Entries.Any(entry => HasExpression(entry.Value)),
        SequenceNode sequence => sequence.Items.Any(HasExpression),
        _ => false,
    };

    /// <summary>The item of a path's list that the finding stands on; null where it stands on none.</summary>
    private int? IndexInFinding(ImmutableArray<PathSegment> path) =>
        path.Length > 0 && finding.Length >= path.Length && KeysOf(path).SequenceEqual(KeysOf(finding).Take(path.Length)) ? finding[path.Length - 1].Index : null;

    private bool MergeItem(ImmutableArray<PathSegment> path, FixValue item, bool isOnly)
    {
        draft.Flush();
        if (Find(path) is not ({ Value: SequenceNode sequence } slot, { IsEmpty: true })) return false;
        if (sequence.Items.Any(node => node is AliasNode)) return false;
        if (sequence.Items.Any(node => node.Says(item))) return true;
        var offending = isOnly && IndexInFinding(path) is { } index && index < sequence.Items.Length ? index : (int?)null;
        if (item is not FixMap map)
        {
            return draft.Apply(offending is { } bad ? Rewriting.Replace(Page, Slot.Of(slot, sequence, bad), Style.Of(item)) : Insertion.AddItem(Page, slot, Style.Of(item)));
        }

        if (offending is { } other && ItemIdentity.HasName(map) && ItemIdentity.FindTwin(sequence, map) != other)
            return draft.Apply(Rewriting.Replace(Page, Slot.Of(slot, sequence, other), Style.Of(item)));
        var twin = offending ?? ItemIdentity.FindTwin(sequence, map) ?? (isOnly && sequence.Items.Length == 1 && !ItemIdentity.HasName(map) ? 0 : null);
        if (twin is null) return draft.Apply(Insertion.AddItem(Page, slot, Style.Of(item)));
        return MergeMap(ItemOf(path, twin.Value), map);
    }

    private static ImmutableArray<PathSegment> ItemOf(ImmutableArray<PathSegment> path, int index) => path[^1].IsItem
        ? path.Add(new PathSegment("", true, index))
        : path.SetItem(path.Length - 1, path[^1] with { IsItem = true, Index = index });
}
