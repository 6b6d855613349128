using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Writing;

/// <summary>Puts another value where one stands. Null where it cannot be sure of the result.</summary>
internal static class Rewriting
{
    public static ImmutableArray<TextEdit>? Replace(Page page, Slot slot, FixValue value)
    {
        var old = slot.Value;
        if (old is AliasNode || old.Anchor is not null) return null;
        if (page.IsJson || slot.IsInFlow) return ReplaceInFlow(page, slot, value);
        return slot.Entry is { } entry ? ReplaceInBlock(page, entry, value) : ReplaceItem(page, old, value);
    }

    private static ImmutableArray<TextEdit>? ReplaceInFlow(Page page, Slot slot, FixValue value)
    {
        var old = slot.Value;
        if (old.FullSpan.IsEmpty && (slot.Entry is null || page.AfterColon(slot.Entry) is null)) return null;
        var lead = old.FullSpan.IsEmpty ? " " : "";
        var look = Insertion.LookOf(page, slot.Container);
        var expands = Lines.HasBreak(page.Text, slot.Container.Span) && Lines.PrefixAt(page.Text, slot.Entry?.Key.FullSpan.Start ?? old.FullSpan.Start) is not null;
        var text = expands
            ? page.Values.Expanded(value, Lines.IndentOf(page.Text, old.FullSpan.Start))
            : page.Values.Inline(value, inFlow: true, old as ScalarNode, look);
        if (expands && ValueWriter.IsShort(value)) text = page.Values.Inline(value, inFlow: true, old as ScalarNode);
        var start = old.FullSpan.IsEmpty && slot.Entry is { } entry ? page.AfterColon(entry) ?? old.Span.Start : old.FullSpan.Start;
        return [new TextEdit(TextSpan.FromBounds(start, Math.Max(start, old.FullSpan.End)), lead + text)];
    }

    private static ImmutableArray<TextEdit>? ReplaceInBlock(Page page, MappingEntry entry, FixValue value)
    {
        if (page.AfterColon(entry) is not { } colon) return null;
        var old = entry.Value;
        var column = Lines.ColumnOf(page.Text, entry.Key.FullSpan.Start);
        if (old.FullSpan.IsEmpty)
        {
            var at = ValueWriter.IsShort(value) ? colon : Lines.EndOf(page.Text, colon);
            return [new TextEdit(new TextSpan(at, 0), page.Values.AfterColon(value, column))];
        }

        if (page.EndsInKeptBreaks(old)) return null;
        var sameLine = Lines.EndOf(page.Text, colon) >= old.FullSpan.Start;
        var end = page.EndOf(old);
        // What is said beside the last of several lines is said of that line.
        if (!sameLine && ValueWriter.IsShort(value)) end = Lines.EndOf(page.Text, end);
        if (ValueWriter.IsShort(value) && sameLine)
            return [new TextEdit(TextSpan.FromBounds(old.FullSpan.Start, end), page.Values.Inline(value, inFlow: false, old as ScalarNode))];
        var lineEnd = Lines.EndOf(page.Text, colon);
        if (!sameLine && page.HasComment(TextSpan.FromBounds(colon, lineEnd)))
        {
            // The comment on the key's line is the key's: it stays where it is.
            var text = page.Values.AfterColon(value, column);
            if (!ValueWriter.IsShort(value)) return [new TextEdit(TextSpan.FromBounds(lineEnd, end), text)];
            return [new TextEdit(new TextSpan(colon, 0), text), new TextEdit(TextSpan.FromBounds(lineEnd, end), "")];
        }

        if (sameLine && IsFilledFlow(old) && !Lines.HasBreak(page.Text, old.Span))
            return [new TextEdit(TextSpan.FromBounds(old.FullSpan.Start, end), page.Values.Inline(value, inFlow: true, null, Insertion.LookOf(page, old)))];
        if (sameLine && end <= lineEnd && page.HasComment(TextSpan.FromBounds(end, lineEnd)))
            return [new TextEdit(TextSpan.FromBounds(colon, end), ""), new TextEdit(new TextSpan(lineEnd, 0), page.Values.AfterColon(value, column))];
        return [new TextEdit(TextSpan.FromBounds(colon, end), page.Values.AfterColon(value, column))];
    }

    private static bool IsFilledFlow(SyntaxNode node) => node is MappingNode { IsFlow: true, Entries.IsEmpty: false, Tag: null } or SequenceNode { IsFlow: true, Items.IsEmpty: false, Tag: null };

    private static ImmutableArray<TextEdit>? ReplaceItem(Page page, SyntaxNode old, FixValue value)
    {
        if (old.FullSpan.IsEmpty || page.EndsInKeptBreaks(old)) return null;
        var text = ValueWriter.IsShort(value)
            ? page.Values.Inline(value, inFlow: false, old as ScalarNode)
            : page.Values.BlockBody(value, Lines.ColumnOf(page.Text, old.FullSpan.Start));
        return [new TextEdit(TextSpan.FromBounds(old.FullSpan.Start, page.EndOf(old)), text)];
    }
}
