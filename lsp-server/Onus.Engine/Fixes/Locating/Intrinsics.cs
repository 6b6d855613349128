using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Locating;

/// <summary>Tells values that the template computes from those it states.</summary>
internal static class Intrinsics
{
    private const string If = "Fn::If";

    /// <summary>The value is computed: by a tag, or by a mapping with one function as its only key.</summary>
    public static bool IsExpression(SyntaxNode node) => node switch
    {
        { Tag: { } tag } => !tag.StartsWith("!!", StringComparison.Ordinal),
        MappingNode { Entries: [var only] } => only.Name is "Ref" or "Condition" || only.Name.StartsWith("Fn::", StringComparison.Ordinal),
        ScalarNode scalar => scalar.Value.Contains("${", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>
    /// Looks through <c>Fn::If</c>: the slot of the branch that the finding's place lies in. Where it lies in neither, the branch
    /// that gives no value, or the only one that is not what is wanted. Null where that cannot be told, and for what is shared by
    /// an anchor.
    /// </summary>
    public static Slot? Branch(Slot slot, Place? finding, string? wanted = null)
    {
        while (true)
        {
            if (slot.Value is AliasNode || slot.Value.Anchor is not null) return null;
            var (list, holder) = slot.Value switch
            {
                SequenceNode { Tag: "!If" } tagged => (tagged, slot),
                MappingNode { Tag: null, Entries: [{ Name: If, Value: SequenceNode inner } entry] } mapping => (inner, Slot.Of(slot, mapping, entry)),
                _ => (null, slot),
            };
            if (list is null) return slot;
            if (list.Items.Length != 3) return null;
            var index = Choose(list, finding, wanted);
            if (index is null) return null;
            slot = Slot.Of(holder, list, index.Value);
        }
    }

    /// <summary>Whether a slot is a branch of a condition, which must have both.</summary>
    public static bool IsBranch(Slot slot) =>
        slot is { Sequence: { } list, Index: 1 or 2 } && (list.Tag == "!If" || slot.Parent?.Entry?.Name == If);

    /// <summary>
    /// The slot to write a branch's new value to: that of the whole condition where its other branch has the same value already,
    /// since a condition between equals is none.
    /// </summary>
    public static Slot Collapse(Slot branch, string value)
    {
        while (branch is { Sequence.Items: [_, var then, var otherwise], Index: 1 or 2, Parent: { } holder }
            && (branch.Index == 1 ? otherwise : then) is ScalarNode { Tag: null } other && other.Value == value)
        {
            if (branch.Sequence.Tag == "!If") branch = holder;
            else if (holder is { Mapping.Entries.Length: 1, Entry.Name: If, Parent: { } above }) branch = above;
            else break;
        }

        return branch;
    }

    private static int? Choose(SequenceNode list, Place? finding, string? wanted)
    {
        if (finding is { } place)
        {
            if (list.Items[1].FullSpan.Contains(place.Span)) return 1;
            if (list.Items[2].FullSpan.Contains(place.Span)) return 2;
        }

        var (first, second) = (IsNoValue(list.Items[1]), IsNoValue(list.Items[2]));
        if (first != second) return first ? 1 : 2;
        if (wanted is null || list.Items[1] is not ScalarNode { Tag: null } one || list.Items[2] is not ScalarNode { Tag: null } other) return null;
        return (one.Value == wanted) == (other.Value == wanted) ? null : one.Value == wanted ? 2 : 1;
    }

    public static bool IsNoValue(SyntaxNode node) => node switch
    {
        ScalarNode { Tag: "!Ref", Value: "AWS::NoValue" } => true,
        MappingNode { Entries: [{ Name: "Ref", Value: ScalarNode { Value: "AWS::NoValue" } }] } => true,
        _ => false,
    };
}
