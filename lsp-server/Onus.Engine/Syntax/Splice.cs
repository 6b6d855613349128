using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>
/// A tree of an edited text of which only one entry was read: an edit within one resource leaves the others as they were but for
/// their place, and their values are read again when somebody asks for them.
/// </summary>
/// <param name="Tree">The tree, the same as if the text had been read as a whole.</param>
/// <param name="Shift">What the edit moved.</param>
/// <param name="Index">The entry of the section that was edited; its key is as it was.</param>
/// <param name="Entries">What it reads now, with what was put right below it.</param>
/// <param name="Replaced">What was read anew, as it lay in the text before: from the entry's key to the next one.</param>
/// <param name="Around">The section, as it lay in the text before.</param>
internal sealed record Splice(SyntaxTree Tree, TextShift Shift, int Index, ImmutableArray<MappingEntry> Entries, TextSpan Replaced, TextSpan Around)
{
    /// <summary>The section of a template in which most edits fall.</summary>
    public const string Section = "Resources";

    /// <summary>How many entries were put below the edited one.</summary>
    public int Added => Entries.Length - 1;

    /// <summary>Reads an edited text.</summary>
    /// <param name="before">The tree of the text before the edit.</param>
    /// <param name="shift">What the edit moved.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Null where more than one entry of the section may read otherwise than before; then the text must be read as a whole.</returns>
    public static Splice? TryRead(SyntaxTree before, TextShift shift, CancellationToken cancellation = default)
    {
        var text = shift.After;
        if (before.Text.Path != text.Path || shift.ChangeCount != 1 || Layout.Of(before, Section) is not { } layout) return null;
        var entries = layout.Section.Entries;
        var index = layout.EntryAt(shift.FirstChange);
        if (index < 0) return null;
        // Where the same text stands above, the edit may be told to have happened there; and then it may fit into the entry above.
        if (shift.FirstChange <= entries[index].Key.Span.End && --index < 0) return null;
        var next = layout.NextAfter(index);
        if (shift.EndingBy(layout.LimitOf(index)) is not var (slid, changed)) return null;
        var (key, start) = ((ScalarNode)entries[index].Key, entries[index].Span.Start);
        if (!layout.Holds(index, changed)) return null;
        if (before.Errors.Any(error => error.Span.Start < start || error.Span.Start >= next)) return null;
        var read = YamlReader.ReadEntries(text, start, next + text.Length - before.Text.Length, cancellation);
        if (read is null || read.Entries[0].Key.Span != key.Span || !IsOfSection(read.Entries, key.Value, entries)) return null;
        var replaced = TextSpan.FromBounds(start, next);
        return new Splice(layout.With(index, read, slid, replaced), slid, index, read.Entries, replaced, layout.Section.Span);
    }

    /// <summary>Reads only what edits make of the entry in which they all lie, in a text of its own that has nothing but this entry.</summary>
    /// <param name="before">The tree of the text before the edits; without errors.</param>
    /// <param name="edits">The edits; they do not overlap.</param>
    /// <returns>Null where anything would be wrong with the edited text, or where it must be read as a whole to tell.</returns>
    public static TriedEntries? Try(SyntaxTree before, IReadOnlyCollection<TextEdit> edits)
    {
        if (!before.Errors.IsEmpty || Layout.Of(before, Section) is not { } layout) return null;
        var changed = TextSpan.FromBounds(edits.Min(edit => edit.Span.Start), edits.Max(edit => edit.Span.End));
        var entries = layout.Section.Entries;
        var index = layout.EntryAt(changed.Start);
        if (index < 0) return null;
        var (key, start, next) = ((ScalarNode)entries[index].Key, entries[index].Span.Start, layout.NextAfter(index));
        if (!layout.Holds(index, changed)) return null;
        var from = layout.StartOfLine(start);
        var own = before.Text.Content[from..layout.EndOfLine(next)];
        var edited = new SourceText(before.Text.Path, TextEdit.Apply(own, edits.Select(edit => edit with { Span = new TextSpan(edit.Span.Start - from, edit.Span.Length) })));
        var read = YamlReader.ReadEntries(edited, start - from, next - from + edited.Length - own.Length, CancellationToken.None);
        if (read is not { Errors.IsEmpty: true } || !IsOfSection(read.Entries, key.Value, entries)) return null;
        return new TriedEntries(new SyntaxTree(new TreeContents([], [])) { Text = edited, Language = SyntaxLanguage.Yaml, Errors = [] }, index, read.Entries);
    }

    /// <summary>Whether what was read is an entry under its old name, and below it only such as have names that no entry had.</summary>
    private static bool IsOfSection(ImmutableArray<MappingEntry> read, string name, ImmutableArray<MappingEntry> known)
    {
        if (!read.All(IsPlain) || read[0].Name != name) return false;
        if (read.Length == 1) return true;
        var names = known.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        return read.Skip(1).All(entry => names.Add(entry.Name));
    }

    private static bool IsPlain(MappingEntry entry) => entry.Key is ScalarNode { Tag: null, Value.Length: > 0 } && entry.Key.Span.Start == entry.Span.Start;
}

/// <summary>What an entry and those put below it would read after an edit.</summary>
/// <param name="Tree">The text that their places are of, and what is wrong with it; it has no nodes.</param>
/// <param name="Index">The entry that would be edited.</param>
/// <param name="Entries">What it would read, with what would stand below it.</param>
internal sealed record TriedEntries(SyntaxTree Tree, int Index, ImmutableArray<MappingEntry> Entries)
{
    /// <summary>How many entries would be put below the edited one.</summary>
    public int Added => Entries.Length - 1;
}
