using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Encoded;
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
internal sealed partial class StepRunner(
    Draft draft, ImmutableArray<PathSegment> body, ImmutableArray<PathSegment> finding, Place? place, ListStrategy lists)
{
    /// <summary>What the last step of the path is being set to, if that is a single value.</summary>
    private string? wanted;

    /// <summary>The finding stands on the value that offends, not on something near it.</summary>
    public bool StandsOnOffender { get; init; }

    /// <summary>A step changed one branch of a condition, which someone chose to be different.</summary>
    public bool ChangedBranch { get; private set; }

    /// <summary>A step took a condition away whose branches would be equal.</summary>
    public bool DroppedCondition { get; private set; }

    /// <summary>A step put a value where one was computed.</summary>
    public bool ReplacedComputed { get; private set; }

    /// <summary>How the file writes values.</summary>
    public ValueStyle Style { get; init; } = ValueStyle.Plain;

    /// <summary>Writes to a policy document that is a block of its own, by its reference; null where that is not known.</summary>
    public Func<string, EncodedObject, bool>? DocumentElsewhere { get; init; }

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
        if (rest.IsEmpty && value is FixScalar { Tag: null } plain && Intrinsics.Collapse(slot, plain.Text) is var whole && whole != slot)
            return DroppedCondition = draft.Apply(Rewriting.Replace(Page, whole, value));
        if (rest.IsEmpty) return Write(path, slot, value);
        return draft.Apply(Create(slot, rest, value), slot.Value is MappingNode { Entries.IsEmpty: false } mapping ? new Draft.NewEntry(mapping.Span.Start, rest[0].Key) : null);
    }

    /// <summary>Adds an item to the list at a path, with all that is missing above it. False where that cannot be done for sure.</summary>
    public bool Add(ImmutableArray<PathSegment> path, FixValue item)
    {
        draft.Flush();
        if (Find(path) is not var (slot, left)) return false;
        if (!left.IsEmpty) return draft.Apply(Create(slot, left, new FixList([item])));
        return draft.Apply(slot.Value is SequenceNode ? Insertion.AddItem(Page, slot, Style.Of(item)) : null);
    }

    /// <summary>Removes what stands at a path. False where that cannot be done for sure; true where nothing stands there.</summary>
    public bool Remove(ImmutableArray<PathSegment> path)
    {
        if (RemoveOnce(path)) return true;
        if (!draft.IsPending) return false;
        draft.Flush();
        return RemoveOnce(path);
    }

    private bool RemoveOnce(ImmutableArray<PathSegment> path)
    {
        if (Find(PathSegment.Settle(path, finding)) is not var (slot, rest)) return draft.Apply(null);
        return !rest.IsEmpty || draft.Apply(Removal.Remove(Page, slot));
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
                // A key of its own wins over a merged one, but a collection of its own would hide the merged whole.
                if (mapping.Find(segment.Key) is not { } entry) return mapping.Find("<<") is null || (at == path.Length - 1 && !segment.IsItem) ? (slot, path[at..]) : null;
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
            return Rewriting.Replace(Page, slot, Style.Of(Wrap(rest, value)));
        var first = rest[0];
        var inner = Wrap(first.IsItem ? rest.SetItem(0, new PathSegment("", true)) : rest[1..], value);
        var (key, styled) = Style.Of(new FixMap([(first.Key, inner)])).Entries[0];
        return Insertion.AddEntry(Page, slot, key, styled);
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
}
