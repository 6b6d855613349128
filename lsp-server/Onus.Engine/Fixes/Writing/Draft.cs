using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Writing;

/// <summary>
/// A text being edited step by step; all steps together give one set of edits of the original. Reading a text anew is what costs, so
/// changes are gathered, and made only when someone must see the text after them.
/// </summary>
internal sealed class Draft(SyntaxTree original)
{
    private readonly List<(TextEdit Edit, NewEntry? Entry)> pending = [];
    private ImmutableArray<TextEdit> edits = [];
    private bool isBroken;
    private StrongBox<TriedEntries?>? tried;

    /// <summary>A key that a change adds to a mapping: others may be added beside it without looking again.</summary>
    /// <param name="Mapping">Where the mapping starts.</param>
    /// <param name="Key">The new key.</param>
    public readonly record struct NewEntry(int Mapping, string Key);

    /// <summary>The text as it was when it was last read; changes gathered since are not in it.</summary>
    public Page LastRead { get; private set; } = new(original);

    /// <summary>The text with all changes.</summary>
    public Page Page
    {
        get
        {
            Flush();
            return LastRead;
        }
    }

    public SyntaxTree Original => original;

    public bool IsChanged => !edits.IsEmpty || pending.Count > 0;

    /// <summary>Changes are gathered that are not in <see cref="LastRead"/> yet.</summary>
    public bool IsPending => pending.Count > 0;

    /// <summary><see cref="LastRead"/> is the original text.</summary>
    public bool IsAtOriginal => edits.IsEmpty;

    /// <summary>The last change was refused because one gathered before is in its way: look again after <see cref="Flush"/>.</summary>
    public bool MustLookAgain { get; private set; }

    /// <summary>Whether the changed text reads as well as the original did.</summary>
    public bool IsSound
    {
        get
        {
            if (Tried is not null) return true;
            Flush();
            return !isBroken;
        }
    }

    /// <summary>What the changes make of the one entry in which they lie, where they are all that was changed and this shows that they are sound; else null.</summary>
    public TriedEntries? Tried
    {
        get
        {
            if (pending.Count == 0 || !edits.IsEmpty) return null;
            tried ??= new(Splice.Try(original, [.. pending.Select(change => change.Edit)]));
            return tried.Value;
        }
    }

    /// <summary>Gathers a change that was computed from <see cref="LastRead"/>. False, with nothing done, where it is null or in the way of another.</summary>
    /// <param name="change">The edits; null where the writer gave up.</param>
    /// <param name="entry">The key that it adds to a mapping; null for any other change.</param>
    public bool Apply(ImmutableArray<TextEdit>? change, NewEntry? entry = null)
    {
        MustLookAgain = false;
        if (change is not { } made) return false;
        if (made.Length != 1) entry = null;
        if (pending.Exists(known => made.Any(edit => IsNear(known.Edit, edit) && !StandBeside(known.Entry, entry))))
        {
            MustLookAgain = true;
            return false;
        }

        pending.AddRange(made.Select(edit => (edit, entry)));
        tried = null;
        return true;
    }

    /// <summary>Makes the changes gathered so far and reads the text anew.</summary>
    public void Flush()
    {
        if (pending.Count == 0) return;
        var made = pending.Select(change => change.Edit).ToList();
        pending.Clear();
        tried = null;
        var tree = LastRead.Tree.After(made);
        isBroken |= tree.Errors.Length > original.Errors.Length;
        edits = EditComposer.Compose(original.Text.Length, edits, made);
        LastRead = new Page(tree, LastRead.Habits);
    }

    /// <summary>The edits of the original text, with placeholders taken out of their marks; none if the text would not read as well.</summary>
    /// <param name="firstIndex">The index that the first edit will have in its fix.</param>
    /// <param name="placeholders">Where the placeholders are noted.</param>
    public ImmutableArray<DocumentEdit> Finish(int firstIndex, ImmutableArray<Placeholder>.Builder placeholders) => !IsSound ? [] :
        [.. (Tried is null ? edits : [.. pending.Select(change => change.Edit).OrderBy(edit => edit.Span.Start)]).Select((edit, at) => new DocumentEdit(original.Text, Placeholders.Extract(edit, firstIndex + at, placeholders)))];

    private static bool IsNear(TextEdit one, TextEdit other) => one.Span.Start <= other.Span.End && other.Span.Start <= one.Span.End;

    private static bool StandBeside(NewEntry? one, NewEntry? other) =>
        one is { } first && other is { } second && first.Mapping == second.Mapping && first.Key != second.Key;
}
