using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Writing;

/// <summary>Makes a list of a single thing and another one, as a policy's statement may stand alone. Null where it cannot be sure of the result.</summary>
internal static class Listing
{
    public static ImmutableArray<TextEdit>? With(Page page, Slot slot, FixValue item)
    {
        if (slot.Value is not MappingNode { Anchor: null, Tag: null, Entries.IsEmpty: false } old || slot.Entry is not { } entry) return null;
        if (old.IsFlow) return InFlow(page, old, item);
        if (page.EndsInKeptBreaks(old) || page.AfterColon(entry) is null || Lines.PrefixAt(page.Text, old.Span.Start) is not { } prefix) return null;
        var column = Lines.ColumnOf(page.Text, entry.Key.FullSpan.Start) + page.Habits.SequenceIndent;
        var span = TextSpan.FromBounds(old.Span.Start - prefix.Length, page.EndOf(old));
        if (Shifted(page, TextSpan.FromBounds(old.Span.Start, span.End), column + 2 - prefix.Length) is not { } moved) return null;
        var indent = new string(' ', column);
        return [new TextEdit(span, indent + "- " + moved + page.Habits.NewLine + indent + page.Values.BlockItem(item, column))];
    }

    private static ImmutableArray<TextEdit>? InFlow(Page page, MappingNode old, FixValue item)
    {
        if (!Lines.HasBreak(page.Text, old.Span))
        {
            var look = Insertion.LookOf(page, old);
            return [new TextEdit(new TextSpan(old.Span.Start, 0), "["), new TextEdit(new TextSpan(old.Span.End, 0), look.Comma + page.Values.Inline(item, inFlow: true, null, look) + "]")];
        }

        var indent = Lines.IndentOf(page.Text, old.Span.Start);
        var inner = indent + page.Habits.FlowIndent;
        if (Shifted(page, old.Span, page.Habits.FlowIndent.Length, page.Habits.FlowIndent) is not { } moved) return null;
        var between = page.Habits.NewLine + inner;
        return [new TextEdit(old.Span, "[" + between + moved + "," + between + page.Values.Expanded(item, inner) + page.Habits.NewLine + indent + "]")];
    }

    /// <summary>A text with all lines but the first moved by some columns; null where one has not that many to lose.</summary>
    private static string? Shifted(Page page, TextSpan span, int columns, string? step = null)
    {
        var lines = page.Text[span].Split('\n');
        for (var at = 1; at < lines.Length; at++)
        {
            if (lines[at].AsSpan().Trim().IsEmpty) continue;
            if (columns >= 0) lines[at] = (step ?? new string(' ', columns)) + lines[at];
            else if (lines[at].Length < -columns || !lines[at].AsSpan(0, -columns).Trim(' ').IsEmpty) return null;
            else lines[at] = lines[at][-columns..];
        }

        return string.Join('\n', lines);
    }
}
