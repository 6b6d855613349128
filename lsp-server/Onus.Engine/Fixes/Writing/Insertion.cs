using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Writing;

/// <summary>Adds entries to mappings and items to sequences. Null where it cannot be sure of the result.</summary>
internal static class Insertion
{
    /// <summary>So many keys in alphabetical order are no accident.</summary>
    private const int SortedKeys = 4;

    /// <summary>Adds an entry to the mapping that a slot holds: after its last entry, or where its keys' order wants it.</summary>
    public static ImmutableArray<TextEdit>? AddEntry(Page page, Slot slot, string key, FixValue value) => slot.Value switch
    {
        MappingNode { Entries.IsEmpty: false } mapping => AddEntry(page, mapping, key, value, Predecessor(page, mapping, key)),
        MappingNode or ScalarNode { IsNull: true } => Rewriting.Replace(page, slot, new FixMap([(key, value)])),
        _ => null,
    };

    /// <summary>Adds an entry to a mapping that has some.</summary>
    /// <param name="page">The text.</param>
    /// <param name="mapping">The mapping.</param>
    /// <param name="key">The new key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="after">The entry to stand behind; null for the first place.</param>
    /// <param name="blankLine">Leave a blank line between the two.</param>
    public static ImmutableArray<TextEdit>? AddEntry(
        Page page, MappingNode mapping, string key, FixValue value, MappingEntry? after, bool blankLine = false)
    {
        if (mapping.Anchor is not null || mapping.Tag is not null) return null;
        var first = mapping.Entries[0];
        if (!mapping.IsFlow) return AddBlock(page, first.Key.FullSpan.Start, after, key, value, blankLine);
        var near = after ?? first;
        var prefix = Lines.PrefixAt(page.Text, near.Key.FullSpan.Start);
        var text = prefix is null
            ? page.Values.InlineEntry(key, value, LookOf(page, mapping))
            : page.Values.ExpandedEntry(key, value, prefix);
        var next = after is null ? null : NextOf(mapping, after);
        return AddFlow(page, mapping.Span, first.Key.FullSpan.Start, after is null ? null : page.EndOf(after), next?.Key.FullSpan.Start, prefix, text, LookOf(page, mapping), blankLine);
    }

    /// <summary>Adds an entry behind the one it belongs to, unless the file's keys are sorted.</summary>
    public static ImmutableArray<TextEdit>? AddBeside(Page page, MappingNode mapping, string key, FixValue value, MappingEntry beside, bool blankLine) =>
        AddEntry(page, mapping, key, value, page.Habits.SortsKeys && mapping.IsSorted() ? Predecessor(page, mapping, key) : beside, blankLine);

    /// <summary>Adds an item at the end of the sequence that a slot holds.</summary>
    public static ImmutableArray<TextEdit>? AddItem(Page page, Slot slot, FixValue value)
    {
        if (slot.Value is not SequenceNode { Anchor: null, Tag: null } sequence) return null;
        if (sequence.Items.IsEmpty) return Rewriting.Replace(page, slot, new FixList([value]));
        var last = sequence.Items[^1];
        if (sequence.IsFlow)
        {
            var prefix = Lines.PrefixAt(page.Text, last.FullSpan.Start);
            var look = LookOf(page, sequence);
            var text = prefix is null ? page.Values.Inline(value, inFlow: true, null, look) : page.Values.Expanded(value, prefix);
            return AddFlow(page, sequence.Span, sequence.Items[0].FullSpan.Start, page.EndOf(last), null, prefix, text, look, false);
        }

        if (page.EndsInKeptBreaks(last) || sequence.Items.Any(item => item is AliasNode)) return null;
        var column = Lines.ColumnOf(page.Text, sequence.Span.Start);
        var at = Lines.EndOf(page.Text, page.EndOf(last));
        return [new TextEdit(new TextSpan(at, 0), page.Habits.NewLine + new string(' ', column) + page.Values.BlockItem(value, column))];
    }

    /// <summary>Turns a single value into a list of it and a new one, as IAM's actions and resources may be written.</summary>
    public static ImmutableArray<TextEdit>? AddToScalar(Page page, Slot slot, FixValue value)
    {
        if (slot.Value is not ScalarNode { Anchor: null, Style: ScalarStyle.Plain or ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted } scalar) return null;
        if (Lines.HasBreak(page.Text, scalar.FullSpan)) return null;
        return Rewriting.Replace(page, slot, new FixList([new RawValue(page.Text[scalar.FullSpan]), value]));
    }

    private static ImmutableArray<TextEdit>? AddBlock(
        Page page, int firstKey, MappingEntry? after, string key, FixValue value, bool blankLine)
    {
        var column = Lines.ColumnOf(page.Text, firstKey);
        var text = page.Values.BlockEntry(key, value, column);
        var separator = page.Habits.NewLine + (blankLine ? page.Habits.NewLine : "") + new string(' ', column);
        if (after is null) return [new TextEdit(new TextSpan(firstKey, 0), text + separator)];
        if (page.EndsInKeptBreaks(after.Value) || page.AfterColon(after) is null) return null;
        var at = EndOfInside(page, Lines.EndOf(page.Text, page.EndOf(after)), column);
        return [new TextEdit(new TextSpan(at, 0), separator + text)];
    }

    /// <summary>The end of the comment lines below an entry that are indented further than it: they are said of what it holds.</summary>
    private static int EndOfInside(Page page, int end, int column)
    {
        var at = end;
        for (var next = Lines.NextAfter(page.Text, at); next > at && next < page.Text.Length; next = Lines.NextAfter(page.Text, next))
        {
            var indent = Lines.IndentOf(page.Text, next);
            var start = next + indent.Length;
            if (start < page.Text.Length && page.Text.Content[start] == '#' && indent.Length > column) end = Lines.EndOf(page.Text, next);
            else if (!Lines.IsBlank(page.Text, next)) break;
            at = next;
        }

        return end;
    }

    /// <param name="page">The text.</param>
    /// <param name="whole">The collection, with its brackets.</param>
    /// <param name="first">Where the first part stands.</param>
    /// <param name="afterEnd">The end of the part to stand behind; null for the first place.</param>
    /// <param name="next">Where the part after that one stands; null where it is the last.</param>
    /// <param name="prefix">The indentation of parts that stand on lines of their own; null where they share a line.</param>
    /// <param name="text">The new part.</param>
    /// <param name="look">How the collection is written.</param>
    /// <param name="blankLine">Leave a blank line between.</param>
    private static ImmutableArray<TextEdit>? AddFlow(
        Page page, TextSpan whole, int first, int? afterEnd, int? next, string? prefix, string text, FlowLook look, bool blankLine)
    {
        var between = prefix is null ? (look.Padded ? " " : "") : page.Habits.NewLine + (blankLine ? page.Habits.NewLine : "") + prefix;
        if (afterEnd is not { } end) return [new TextEdit(new TextSpan(first, 0), text + "," + between)];
        var line = TextSpan.FromBounds(end, Lines.EndOf(page.Text, end));
        if (!page.HasComment(TextSpan.FromBounds(end, Math.Max(end, Math.Min(line.End, whole.End))))) return [new TextEdit(new TextSpan(end, 0), "," + between + text)];
        if (prefix is null) return null;
        return next is null
            ? [new TextEdit(new TextSpan(end, 0), ","), new TextEdit(new TextSpan(line.End, 0), between + text)]
            : [new TextEdit(new TextSpan(line.End, 0), between + text + ",")];
    }

    /// <summary>The entry behind which a new key belongs: the last, unless the keys are sorted; null for the first place.</summary>
    private static MappingEntry? Predecessor(Page page, MappingNode mapping, string key) => Sorts(page, mapping)
        ? mapping.Entries.LastOrDefault(entry => string.CompareOrdinal(entry.Name, key) < 0)
        : mapping.Entries[^1];

    private static bool Sorts(Page page, MappingNode mapping) => (page.Habits.SortsKeys || mapping.Entries.Length >= SortedKeys) && mapping.IsSorted();

    private static MappingEntry? NextOf(MappingNode mapping, MappingEntry entry)
    {
        var at = mapping.Entries.IndexOf(entry) + 1;
        return at < mapping.Entries.Length ? mapping.Entries[at] : null;
    }

    /// <summary>How a one-line collection is written.</summary>
    internal static FlowLook LookOf(Page page, SyntaxNode collection)
    {
        var (start, end) = collection switch
        {
            MappingNode { Entries: [var first, var second, ..] } => (page.EndOf(first), second.Key.FullSpan.Start),
            MappingNode { Entries: [var only] } => (only.Key.FullSpan.End, only.Value.FullSpan.Start),
            SequenceNode { Items: [var first, var second, ..] } => (page.EndOf(first), second.FullSpan.Start),
            _ => (0, 0),
        };
        var padded = start < end
            ? page.Text.Content.AsSpan(start, end - start).IndexOfAny(" \t\r\n") >= 0
            : !page.IsJson || page.Habits.Colon.EndsWith(' ');
        var inner = collection.Span.Start + 1;
        var braced = collection is MappingNode { IsFlow: true, Entries.IsEmpty: false } && page.Text.Content[inner] == ' ';
        return new FlowLook(padded, braced);
    }
}
