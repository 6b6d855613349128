using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>
/// A tree of an edited text of which only one entry was read: an edit within one resource leaves the others as they were but for
/// their place, and their values are read again when somebody asks for them.
/// </summary>
/// <param name="Tree">The tree, the same as if the text had been read as a whole.</param>
/// <param name="Shift">What the edit moved.</param>
/// <param name="Index">The entry of the section in which all of the edit lies; its key is as it was.</param>
/// <param name="Replaced">What was read anew, as it lay in the text before: from the entry's key to the next one.</param>
/// <param name="Around">The section, as it lay in the text before.</param>
internal sealed record Splice(SyntaxTree Tree, TextShift Shift, int Index, TextSpan Replaced, TextSpan Around)
{
    /// <summary>Reads an edited text.</summary>
    /// <param name="before">The tree of the text before the edit.</param>
    /// <param name="text">The text now.</param>
    /// <param name="section">The key at the top of the text under which the entries stand.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Null where more than one entry of the section may read otherwise than before; then the text must be read as a whole.</returns>
    public static Splice? TryRead(SyntaxTree before, SourceText text, string section, CancellationToken cancellation = default)
    {
        if (before.Text.Path != text.Path || Layout.Of(before, section) is not { } layout) return null;
        var shift = TextShift.Between(before.Text, text);
        if (shift.ChangeCount != 1) return null;
        var entries = layout.Section.Entries;
        var index = layout.EntryAt(shift.FirstChange);
        if (index < 0) return null;
        // Where the same text stands above, the edit may be told to have happened there; and then it may fit into the entry above.
        if (shift.FirstChange <= entries[index].Key.Span.End && --index < 0) return null;
        var next = layout.NextAfter(index);
        if (shift.EndingBy(layout.LimitOf(index)) is not var (slid, changed)) return null;
        var (key, start) = ((ScalarNode)entries[index].Key, entries[index].Span.Start);
        if (changed.Start < layout.EndOfLine(key.Span.End) + 1) return null;
        if (before.Errors.Any(error => error.Span.Start < start || error.Span.Start >= next)) return null;
        var read = YamlReader.ReadEntry(text, start, next + text.Length - before.Text.Length, cancellation);
        if (read?.Entry.Key is not ScalarNode { Tag: null } now || now.Span != key.Span || now.Value != key.Value) return null;
        var replaced = TextSpan.FromBounds(start, next);
        return new Splice(layout.With(index, read, slid, replaced), slid, index, replaced, layout.Section.Span);
    }
}
