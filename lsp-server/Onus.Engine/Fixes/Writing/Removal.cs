using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes.Locating;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Writing;

/// <summary>Takes entries and items out, with the comments that are theirs. Null where it cannot be sure of the result.</summary>
internal static class Removal
{
    private static readonly FixScalar NoValue = new("AWS::NoValue", Templates.ScalarKind.Text);

    /// <summary>
    /// Removes what stands in a slot. A mapping that would be empty goes with it; a list that would be empty stays as <c>[]</c>,
    /// which says more than leaving it out.
    /// </summary>
    public static ImmutableArray<TextEdit>? Remove(Page page, Slot slot)
    {
        if (slot.Value is AliasNode || slot.Value.Anchor is not null) return null;
        if (Intrinsics.IsBranch(slot)) return Rewriting.Replace(page, slot, page.IsJson ? new FixMap([("Ref", NoValue)]) : NoValue with { Tag = "!Ref" });
        if (slot.Mapping is { Entries.Length: 1 })
            return slot.Parent is { } parent ? Remove(page, parent) : null;
        if (slot.Sequence is { Items.Length: 1 })
            return slot.Parent is { } parent ? Rewriting.Replace(page, parent, new FixList([])) : null;
        return slot switch
        {
            { Mapping: { } mapping, Entry: { } entry } => RemoveEntry(page, mapping, entry),
            { Sequence: { } sequence } => RemoveItem(page, sequence, slot.Index),
            _ => null,
        };
    }

    private static ImmutableArray<TextEdit>? RemoveEntry(Page page, MappingNode mapping, MappingEntry entry)
    {
        var at = mapping.Entries.IndexOf(entry);
        var next = at + 1 < mapping.Entries.Length ? mapping.Entries[at + 1] : null;
        if (mapping.IsFlow)
        {
            var previousEnd = at > 0 ? page.EndOf(mapping.Entries[at - 1]) : (int?)null;
            return RemoveFlow(page, entry.Key.FullSpan.Start, page.EndOf(entry), next?.Key.FullSpan.Start, previousEnd);
        }

        if (page.AfterColon(entry) is null) return null;
        return RemoveBlock(page, entry.Key.FullSpan.Start, page.EndOf(entry), next?.Key.FullSpan.Start, entry.Value, at > 0 ? mapping.Entries[at - 1].Value : null);
    }

    private static ImmutableArray<TextEdit>? RemoveItem(Page page, SequenceNode sequence, int index)
    {
        var item = sequence.Items[index];
        var next = index + 1 < sequence.Items.Length ? sequence.Items[index + 1] : null;
        if (sequence.IsFlow)
        {
            var previousEnd = index > 0 ? page.EndOf(sequence.Items[index - 1]) : (int?)null;
            return RemoveFlow(page, item.FullSpan.Start, page.EndOf(item), next?.FullSpan.Start, previousEnd);
        }

        var dash = DashOf(page, sequence, index);
        var nextDash = next is null ? null : DashOf(page, sequence, index + 1);
        if (dash is null || (next is not null && nextDash is null)) return null;
        return RemoveBlock(page, dash.Value, page.EndOf(item), nextDash, item, index > 0 ? sequence.Items[index - 1] : null);
    }

    private static ImmutableArray<TextEdit>? RemoveFlow(Page page, int start, int end, int? next, int? previousEnd)
    {
        var span = next is { } following ? TextSpan.FromBounds(start, following)
            : previousEnd is { } before ? TextSpan.FromBounds(before, end)
            : TextSpan.FromBounds(start, end);
        return page.HasComment(span) ? null : [new TextEdit(span, "")];
    }

    private static ImmutableArray<TextEdit>? RemoveBlock(Page page, int start, int end, int? next, SyntaxNode value, SyntaxNode? previous)
    {
        if (page.EndsInKeptBreaks(value)) return null;
        if (Lines.PrefixAt(page.Text, start) is { } prefix)
        {
            var first = StartWithComments(page, start, prefix);
            // The blank lines and the last line break above may be part of a block scalar.
            var span = previous is not null && Page.EndsInBlockScalar(previous)
                ? TextSpan.FromBounds(first, Lines.NextAfter(page.Text, end))
                : WholeLines(page, first, end);
            return [new TextEdit(span, "")];
        }

        // The first entry of an item shares its line with the dash: the next one moves up to it.
        if (next is not { } following || Lines.PrefixAt(page.Text, following) is null) return null;
        var lineEnd = Lines.EndOf(page.Text, end);
        if (!page.HasComment(TextSpan.FromBounds(lineEnd, following))) return [new TextEdit(TextSpan.FromBounds(start, following), "")];
        // Comments between are the next one's: they stay, and the dash stands alone.
        return [new TextEdit(TextSpan.FromBounds(Lines.TrimEnd(page.Text, start, 0), lineEnd), "")];
    }

    /// <summary>
    /// The lines from a start to an end, with the blank lines above them where what follows stands apart already, or is the text's end.
    /// A last line without a break takes the break before it along, so that the text ends as it did.
    /// </summary>
    private static TextSpan WholeLines(Page page, int start, int end)
    {
        var next = Lines.NextAfter(page.Text, end);
        var isAtEnd = page.Text.Content.AsSpan(next).Trim().IsEmpty;
        if (isAtEnd || Lines.IsBlank(page.Text, next))
        {
            while (start > 0 && Lines.StartOf(page.Text, start - 1) is var above && Lines.IsBlank(page.Text, above)) start = above;
        }

        var endsOpen = next == page.Text.Length && Lines.EndOf(page.Text, end) == next;
        return TextSpan.FromBounds(endsOpen && start > 0 ? Lines.EndOf(page.Text, start - 1) : start, next);
    }

    /// <summary>The start of the first of the comment lines that stand directly above with the same indentation.</summary>
    private static int StartWithComments(Page page, int start, string prefix)
    {
        var line = page.Text.PositionOf(start).Line;
        while (line > 0)
        {
            var above = page.Text[page.Text.LineSpan(line - 1)];
            if (!above.StartsWith(prefix + "#", StringComparison.Ordinal)) break;
            line--;
        }

        return page.Text.LineSpan(line).Start;
    }

    /// <summary>The dash of an item: the first one on a line of its own after the item before.</summary>
    private static int? DashOf(Page page, SequenceNode sequence, int index)
    {
        if (index == 0) return page.Text.Content[sequence.Span.Start] == '-' ? sequence.Span.Start : null;
        for (var at = Lines.NextAfter(page.Text, page.EndOf(sequence.Items[index - 1])); at <= sequence.Items[index].FullSpan.Start; at = Lines.NextAfter(page.Text, at))
        {
            var start = at + Lines.IndentOf(page.Text, at).Length;
            if (start < page.Text.Length && page.Text.Content[start] == '-') return start;
            if (Lines.NextAfter(page.Text, at) == at) break;
        }

        return null;
    }
}
