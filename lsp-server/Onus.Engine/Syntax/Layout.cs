using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>
/// A YAML text of the usual layout: one document with its sections at the left edge, and a section whose entries each start a line
/// of their own. There an entry's text says all that is to be known of the entry.
/// </summary>
internal sealed class Layout
{
    private readonly SyntaxTree tree;
    private readonly MappingNode root;
    private readonly int at;

    private Layout(SyntaxTree tree, MappingNode root, int at, MappingNode section)
    {
        this.tree = tree;
        this.root = root;
        this.at = at;
        Section = section;
    }

    public MappingNode Section { get; }

    /// <returns>Null where the text is laid out otherwise.</returns>
    public static Layout? Of(SyntaxTree tree, string section)
    {
        if (tree is not { Language: SyntaxLanguage.Yaml, IsEntangled: false, Documents: [MappingNode { IsFlow: false, Tag: null } root] }) return null;
        for (var i = 0; i < root.Entries.Length; i++)
        {
            if (root.Entries[i].Name != section) continue;
            if (root.Entries[i].Value is not MappingNode { IsFlow: false, Tag: null, Entries.Length: > 0 } found) return null;
            return tree.IsLaidOut || (IsColumn(tree.Text.Content, root) && IsColumn(tree.Text.Content, found)) ? new Layout(tree, root, i, found) : null;
        }

        return null;
    }

    /// <summary>The last entry of the section that starts at or before an offset; -1 where none does, or the section has ended.</summary>
    public int EntryAt(int offset)
    {
        if (offset >= NextAfter(Section.Entries.Length - 1)) return -1;
        var (low, high) = (0, Section.Entries.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Section.Entries[middle].Span.Start <= offset) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    /// <summary>Where the entry after an entry of the section starts, be it the next section; the text's end where there is none.</summary>
    public int NextAfter(int index)
    {
        if (index + 1 < Section.Entries.Length) return Section.Entries[index + 1].Span.Start;
        return at + 1 < root.Entries.Length ? root.Entries[at + 1].Span.Start : tree.Text.Length;
    }

    /// <summary>Whether an edit lies in an entry of the section and leaves the line of its key alone, and that of the next.</summary>
    public bool Holds(int index, TextSpan edit) => edit.Start > EndOfLine(Section.Entries[index].Key.Span.End) && edit.End <= LimitOf(index);

    /// <summary>Where an edit in an entry of the section must end by.</summary>
    public int LimitOf(int index) => NextAfter(index) is var next && next == tree.Text.Length ? next : StartOfLine(next) - 1;

    public int StartOfLine(int offset) => tree.Text.Content.AsSpan(0, offset).LastIndexOfAny('\n', '\r') + 1;

    public int EndOfLine(int offset)
    {
        var found = tree.Text.Content.AsSpan(offset).IndexOfAny('\n', '\r');
        return found < 0 ? tree.Text.Length : offset + found;
    }

    /// <summary>The tree of the text after an edit in one entry of the section.</summary>
    /// <param name="index">The entry.</param>
    /// <param name="read">What it reads now, with what was put below it.</param>
    /// <param name="shift">The edit.</param>
    /// <param name="replaced">What was read anew, as it lay in the text before.</param>
    public SyntaxTree With(int index, EntryReading read, TextShift shift, TextSpan replaced) => new(() => ContentsWith(index, read, shift, replaced))
    {
        Text = shift.After,
        Language = SyntaxLanguage.Yaml,
        Errors = read.Errors,
        IsLaidOut = true,
    };

    private TreeContents ContentsWith(int index, EntryReading read, TextShift shift, TextSpan replaced)
    {
        var entries = Moved(Section.Entries, index, read.Entries, shift);
        var section = new MappingNode { Span = SpanOf(entries), Entries = entries };
        var key = (ScalarNode)root.Entries[at].Key;
        var around = new MappingEntry(key.At(shift.After, shift.MoveWhole(key.Span)), section, TextSpan.FromBounds(key.Span.Start, section.Span.End));
        var sections = Moved(root.Entries, at, [around], shift);
        return new TreeContents([new MappingNode { Span = SpanOf(sections), Entries = sections }], Moved(tree.Comments, read.Comments, shift, replaced));
    }

    /// <summary>Whether each key stands first on its line, all in one column, each once.</summary>
    private static bool IsColumn(string text, MappingNode mapping)
    {
        var names = new HashSet<string>(mapping.Entries.Length, StringComparer.Ordinal);
        var column = -1;
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key is not ScalarNode { Tag: null, Anchor: null, Value.Length: > 0 } key || key.Span.Start != entry.Span.Start || !names.Add(key.Value)) return false;
            var indent = 0;
            for (var at = key.Span.Start; at > 0 && text[at - 1] is not ('\n' or '\r'); at--)
            {
                if (text[at - 1] != ' ') return false;
                indent++;
            }

            if (indent != column && column >= 0) return false;
            column = indent;
        }

        return true;
    }

    private static TextSpan SpanOf(ImmutableArray<MappingEntry> entries) =>
        TextSpan.FromBounds(entries[0].Span.Start, Math.Max(entries[^1].Span.End, entries[0].Span.End));

    private static ImmutableArray<MappingEntry> Moved(ImmutableArray<MappingEntry> entries, int except, ImmutableArray<MappingEntry> instead, TextShift shift)
    {
        var moved = ImmutableArray.CreateBuilder<MappingEntry>(entries.Length + instead.Length - 1);
        for (var i = 0; i < entries.Length; i++)
        {
            if (i == except)
            {
                moved.AddRange(instead);
                continue;
            }

            // The key stands at the entry's start.
            var (key, span) = ((ScalarNode)entries[i].Key, shift.MoveWhole(entries[i].Span));
            moved.Add(new MappingEntry(key.At(shift.After, new TextSpan(span.Start, key.Span.Length)), span));
        }

        return moved.MoveToImmutable();
    }

    private static ImmutableArray<CommentTrivia> Moved(ImmutableArray<CommentTrivia> comments, ImmutableArray<CommentTrivia> read, TextShift shift, TextSpan replaced)
    {
        var moved = ImmutableArray.CreateBuilder<CommentTrivia>(comments.Length + read.Length);
        foreach (var comment in comments)
        {
            if (comment.Span.Start < replaced.Start) moved.Add(comment);
        }

        moved.AddRange(read);
        foreach (var comment in comments)
        {
            if (comment.Span.Start >= replaced.End) moved.Add(new CommentTrivia(shift.MoveWhole(comment.Span)));
        }

        return moved.ToImmutable();
    }
}
