using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Locating;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes;

/// <summary>How a list that exists is brought to the list that a recipe names.</summary>
internal enum ListStrategy
{
    /// <summary>What is missing is added; what is there stays.</summary>
    Merge,

    /// <summary>The item that the finding stands on gives way, or else the whole list.</summary>
    Replace,
}

/// <summary>Carries out the set and remove steps of a recipe on a draft, below one resource.</summary>
/// <param name="draft">The text.</param>
/// <param name="body">Where the resource's body stands, from the root.</param>
/// <param name="finding">The finding's path, settled.</param>
/// <param name="place">The finding's place in the original text.</param>
/// <param name="lists">What to do with lists that exist.</param>
internal sealed class StepRunner(
    Draft draft, ImmutableArray<PathSegment> body, ImmutableArray<PathSegment> finding, Place? place, ListStrategy lists)
{
    /// <summary>What the last step of the path is being set to, if that is a single value.</summary>
    private string? wanted;

    /// <summary>The finding stands on the value that offends, not on something near it.</summary>
    public bool StandsOnOffender { get; init; }

    /// <summary>A step changed one branch of a condition, which someone chose to be different.</summary>
    public bool ChangedBranch { get; private set; }

    /// <summary>The text as last read: changes gathered since are not in it, and the draft refuses what they would spoil.</summary>
    private Page Page => draft.LastRead;

    /// <summary>The finding's place can be compared with the text only as long as that is unchanged.</summary>
    private Place? Place => draft.IsAtOriginal ? place : null;

    /// <summary>Sets a path to a value, with all that is missing above it. False where that cannot be done for sure.</summary>
    public bool Set(ImmutableArray<PathSegment> path, FixValue value)
    {
        if (SetOnce(path, value)) return true;
        if (!draft.MustLookAgain) return false;
        draft.Flush();
        return SetOnce(path, value);
    }

    /// <summary>Whether something stands at a path.</summary>
    public bool Has(ImmutableArray<PathSegment> path)
    {
        draft.Flush();
        return Find(path) is (_, { IsEmpty: true });
    }

    private bool SetOnce(ImmutableArray<PathSegment> path, FixValue value)
    {
        path = PathSegment.Settle(path, finding);
        wanted = (value as FixScalar)?.Text;
        var target = Find(path);
        if (target is null) return false;
        var (slot, rest) = target.Value;
        if (value is FixList { Items.IsEmpty: true })
            return !rest.IsEmpty || slot.Value is SequenceNode { Items.IsEmpty: true } || draft.Apply(Rewriting.Replace(Page, slot, value));
        if (rest.IsEmpty) return Write(path, slot, value);
        return draft.Apply(Create(slot, rest, value), slot.Value is MappingNode { Entries.IsEmpty: false } mapping ? new Draft.NewEntry(mapping.Span.Start, rest[0].Key) : null);
    }

    /// <summary>Adds an item to the list at a path, with all that is missing above it. False where that cannot be done for sure.</summary>
    public bool Add(ImmutableArray<PathSegment> path, FixValue item)
    {
        draft.Flush();
        if (Find(path) is not var (slot, left)) return false;
        if (!left.IsEmpty) return draft.Apply(Create(slot, left, new FixList([item])));
        return draft.Apply(slot.Value is SequenceNode ? Insertion.AddItem(Page, slot, item) : null);
    }

    /// <summary>Removes what stands at a path. False where that cannot be done for sure; true where nothing stands there.</summary>
    public bool Remove(ImmutableArray<PathSegment> path)
    {
        draft.Flush();
        path = PathSegment.Settle(path, finding);
        if (Find(path) is not var (slot, rest)) return false;
        if (!rest.IsEmpty) return true;
        return draft.Apply(Removal.Remove(Page, slot));
    }

    /// <summary>
    /// Follows a path as far as the text goes. Gives the last slot that is there and what is left of the path; null where the path
    /// leads through something computed or shared.
    /// </summary>
    private (Slot Slot, ImmutableArray<PathSegment> Left)? Find(ImmutableArray<PathSegment> path)
    {
        var slot = SlotFinder.Follow(Page.Tree, body);
        if (slot is null && !body.IsEmpty) return null;
        if (slot is null) return FindFromRoot(path);
        // Removal must stop at the resource.
        slot = slot with { Parent = null };
        return Find(slot, path);
    }

    private (Slot Slot, ImmutableArray<PathSegment> Left)? FindFromRoot(ImmutableArray<PathSegment> path)
    {
        if (path.IsEmpty || Page.Tree.Root is not MappingNode { Anchor: null, Tag: null } root) return null;
        return Find(Slot.Root(root), path);
    }

    private (Slot Slot, ImmutableArray<PathSegment> Left)? Find(Slot start, ImmutableArray<PathSegment> path)
    {
        var slot = start;
        for (var at = 0; at < path.Length; at++)
        {
            if (Branch(slot) is not { } branch) return null;
            slot = branch;
            var segment = path[at];
            if (slot.Value is SequenceNode { Items.Length: 1 } single && segment.Key.Length > 0)
            {
                slot = Slot.Of(slot, single, 0);
                if (Branch(slot) is not { } inner) return null;
                slot = inner;
            }

            if (IsVacant(slot.Value)) return (slot, path[at..]);
            if (segment.Key.Length > 0)
            {
                if (slot.Value is not MappingNode mapping || Intrinsics.IsExpression(mapping)) return null;
                if (mapping.Find(segment.Key) is not { } entry) return mapping.Find("<<") is null ? (slot, path[at..]) : null;
                slot = Slot.Of(slot, mapping, entry);
            }

            if (!segment.IsItem) continue;
            if (Branch(slot) is not { } list) return null;
            slot = list;
            if (IsVacant(slot.Value)) return (slot, path[at..].SetItem(0, new PathSegment("", true)));
            if (slot.Value is MappingNode block && !Intrinsics.IsExpression(block)) continue;
            if (slot.Value is not SequenceNode sequence || Intrinsics.IsExpression(sequence)) return null;
            if (ItemAt(sequence, segment, KeysOf(path[..(at + 1)])) is not { } index) return null;
            slot = Slot.Of(slot, sequence, index);
        }

        return Branch(slot, wanted) is { } end ? (end, []) : null;
    }

    /// <summary>
    /// Which item a segment means. Items that conditions leave out do not count in a finding's path, so where the list has such the
    /// finding's place must tell.
    /// </summary>
    private int? ItemAt(SequenceNode sequence, PathSegment segment, IEnumerable<string> keys)
    {
        var isFindings = KeysOf(finding).Take(keys.Count()).SequenceEqual(keys);
        if (isFindings && Place is { } at)
        {
            for (var i = 0; i < sequence.Items.Length; i++)
            {
                if (sequence.Items[i].FullSpan.Contains(at.Span)) return i;
            }
        }

        if (sequence.Items.Length == 1) return segment.Index is null or 0 ? 0 : null;
        if (sequence.Items.Any(item => item is not ScalarNode && Intrinsics.IsExpression(item))) return null;
        return segment.Index is { } index && index < sequence.Items.Length ? index : null;
    }

    private Slot? Branch(Slot slot, string? value = null)
    {
        var branch = Intrinsics.Branch(slot, Place, value);
        if (branch is not null && branch != slot) ChangedBranch = true;
        return branch;
    }

    private static bool IsVacant(SyntaxNode node) =>
        node is ScalarNode { IsNull: true } or SequenceNode { Items.IsEmpty: true, Tag: null } or MappingNode { Entries.IsEmpty: true, Tag: null }
        || Intrinsics.IsNoValue(node);

    private ImmutableArray<TextEdit>? Create(Slot slot, ImmutableArray<PathSegment> rest, FixValue value)
    {
        if (Intrinsics.IsNoValue(slot.Value) || rest[0].Key.Length == 0 || slot.Value is SequenceNode)
            return Rewriting.Replace(Page, slot, Wrap(rest, value));
        var first = rest[0];
        var inner = Wrap(first.IsItem ? rest.SetItem(0, new PathSegment("", true)) : rest[1..], value);
        return Insertion.AddEntry(Page, slot, first.Key, inner);
    }

    private static FixValue Wrap(ImmutableArray<PathSegment> rest, FixValue value)
    {
        for (var at = rest.Length - 1; at >= 0; at--)
        {
            if (rest[at].IsItem) value = new FixList([value]);
            if (rest[at].Key.Length > 0) value = new FixMap([(rest[at].Key, value)]);
        }

        return value;
    }

    private bool Write(ImmutableArray<PathSegment> path, Slot slot, FixValue value)
    {
        if (slot.Value.Says(value)) return true;
        if (IsVacant(slot.Value)) return draft.Apply(Rewriting.Replace(Page, slot, value));
        if (value is FixScalar words && Placeholders.AreIn(words.Text) && WriteInText(slot, words)) return true;
        // Something computed gives way only where it is what offends; elsewhere someone has decided already.
        if (Intrinsics.IsExpression(slot.Value))
            return (!finding.IsEmpty && !KeysOf(path).SequenceEqual(KeysOf(finding))) || value is not FixScalar || draft.Apply(Rewriting.Replace(Page, slot, value));
        return value switch
        {
            FixMap { Entries.Length: > 0 } map when slot.Value is MappingNode && !IsReference(map) => MergeMap(path, map),
            FixMap map when slot.Value is SequenceNode => slot.Value is SequenceNode { Items: [MappingNode] } && MergeMap(ItemOf(path, 0), map),
            FixList { Items: [FixMap map] } when slot.Value is MappingNode => MergeMap(path, map),
            FixList when slot.Value is MappingNode => false,
            FixList list when slot.Value is SequenceNode sequence => WriteList(path, slot, sequence, list),
            FixList list when slot.Value is ScalarNode && lists == ListStrategy.Merge => MergeScalar(slot, list),
            FixScalar scalar when slot.Value is ScalarNode old => WriteScalar(slot, old, scalar),
            FixScalar scalar => WriteInside(path, slot, scalar),
            _ => draft.Apply(Rewriting.Replace(Page, slot, value)),
        };
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

        return IndexInFinding(path) is { } at && at < sequence.Items.Length && list.Items is [var one]
            ? draft.Apply(Rewriting.Replace(Page, Slot.Of(slot, sequence, at), one))
            : draft.Apply(Rewriting.Replace(Page, slot, list));
    }

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
            return draft.Apply(offending is { } bad ? Rewriting.Replace(Page, Slot.Of(slot, sequence, bad), item) : Insertion.AddItem(Page, slot, item));
        }

        if (offending is { } other && ItemIdentity.HasName(map) && ItemIdentity.FindTwin(sequence, map) != other)
            return draft.Apply(Rewriting.Replace(Page, Slot.Of(slot, sequence, other), item));
        var twin = offending ?? ItemIdentity.FindTwin(sequence, map) ?? (isOnly && sequence.Items.Length == 1 && !ItemIdentity.HasName(map) ? 0 : null);
        if (twin is null) return draft.Apply(Insertion.AddItem(Page, slot, item));
        return MergeMap(ItemOf(path, twin.Value), map);
    }

    private static ImmutableArray<PathSegment> ItemOf(ImmutableArray<PathSegment> path, int index) => path[^1].IsItem
        ? path.Add(new PathSegment("", true, index))
        : path.SetItem(path.Length - 1, path[^1] with { IsItem = true, Index = index });
}
