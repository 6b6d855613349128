using System.Collections.Immutable;

namespace Onus.Engine.Text;

/// <summary>What edits moved: where the places of a text stand in the text that came of it.</summary>
public sealed class TextShift
{
    private readonly ImmutableArray<Change> changes;

    private TextShift(SourceText before, SourceText after, ImmutableArray<Change> changes)
    {
        Before = before;
        After = after;
        this.changes = changes;
    }

    public SourceText Before { get; }

    public SourceText After { get; }

    /// <summary>How many parts of the text were changed, with untouched text between them.</summary>
    public int ChangeCount => changes.Length;

    /// <summary>Where the first change starts in the earlier text; its end where there is none.</summary>
    public int FirstChange => changes.IsEmpty ? Before.Length : changes[0].Start;

    /// <summary>What one edit of a text moved.</summary>
    public static TextShift Of(SourceText before, SourceText after, TextEdit edit) => new(before, after, [new Change(edit.Span.Start, edit.Span.End, edit.NewText.Length)]);

    /// <summary>Compares two versions of a text: all that differs is taken for one edit.</summary>
    public static TextShift Between(SourceText before, SourceText after)
    {
        if (ReferenceEquals(before, after)) return new TextShift(before, after, []);
        var old = before.Content.AsSpan();
        var now = after.Content.AsSpan();
        var start = old.CommonPrefixLength(now);
        var end = old.Length - CommonSuffix(old[start..], now[start..]);
        return new TextShift(before, after, [new Change(start, end, end - start + now.Length - old.Length)]);
    }

    /// <summary>
    /// The part of the earlier text that was changed. Where a text is put in or taken out that starts as what follows it does, it
    /// may be told to have happened further up; so this looks for a place that ends at or before a limit.
    /// </summary>
    /// <param name="limit">An offset in the earlier text.</param>
    /// <returns>The shift as it is or moved up; null where it is not one change, or cannot end there.</returns>
    public (TextShift Shift, TextSpan Changed)? EndingBy(int limit)
    {
        if (changes is not [var change]) return null;
        var by = change.End - limit;
        if (by > 0)
        {
            var old = Before.Content.AsSpan();
            var moved = change.End == change.Start ? After.Content.AsSpan(change.Start, change.Length)
                : change.Length == 0 ? old[change.Start..change.End] : [];
            if (by > moved.Length || by > change.Start || !old[(change.Start - by)..change.Start].SequenceEqual(moved[^by..])) return null;
            change = new Change(change.Start - by, change.End - by, change.Length);
        }

        return (new TextShift(Before, After, [change]), TextSpan.FromBounds(change.Start, change.End));
    }

    /// <summary>This and then what the later text's own edits moved.</summary>
    /// <param name="next">A shift of the text that this one leads to.</param>
    public TextShift Then(TextShift next)
    {
        var all = changes.ToList();
        // From the last on, so that those still to come stand where they say.
        foreach (var change in next.changes.Reverse()) Add(all, change);
        return new TextShift(Before, next.After, [.. all]);
    }

    /// <summary>Where a span stands after the edits; null where one is in it or touches it.</summary>
    public TextSpan? Move(TextSpan span)
    {
        var by = 0;
        foreach (ref readonly var change in changes.AsSpan())
        {
            if (span.End < change.Start) break;
            if (span.Start <= change.End) return null;
            by += change.Moved;
        }

        return new TextSpan(span.Start + by, span.Length);
    }

    /// <summary>Where a span stands after the edits that it is known to be apart from.</summary>
    /// <exception cref="InvalidOperationException">An edit is in it or touches it.</exception>
    internal TextSpan MoveWhole(TextSpan span) => Move(span) ?? throw Touched(span);

    private static InvalidOperationException Touched(TextSpan span) => new($"An edit touches {span}.");

    /// <summary>Where a place stands after the edits; null where one is in it or touches it, or where it is of another text.</summary>
    public Place? Move(Place place) =>
        ReferenceEquals(place.Document, Before) && Move(place.Span) is { } span ? new Place(After, span) : null;

    /// <summary>Adds a change of the later text to those of the earlier one, and joins those that touch.</summary>
    private static void Add(List<Change> all, Change next)
    {
        var by = 0;
        var first = 0;
        for (; first < all.Count && all[first].Start + by + all[first].Length < next.Start; first++) by += all[first].Moved;
        var (start, end, length) = (next.Start - by, next.End - by, next.Length);
        var last = first;
        for (; last < all.Count && all[last].Start + by <= next.End; last++)
        {
            var (from, to) = (all[last].Start + by, all[last].Start + by + all[last].Length);
            length += Math.Max(0, next.Start - from) + Math.Max(0, to - next.End);
            if (last == first) start = Math.Min(start, all[last].Start);
            by += all[last].Moved;
            end = Math.Max(all[last].End, next.End - by);
        }

        all.RemoveRange(first, last - first);
        all.Insert(first, new Change(start, end, length));
    }

    private static int CommonSuffix(ReadOnlySpan<char> old, ReadOnlySpan<char> now)
    {
        var most = Math.Min(old.Length, now.Length);
        // By blocks, which compare quickly, and then by characters.
        const int block = 256;
        var common = 0;
        while (common + block <= most && old.Slice(old.Length - common - block, block).SequenceEqual(now.Slice(now.Length - common - block, block))) common += block;
        while (common < most && old[^(common + 1)] == now[^(common + 1)]) common++;
        return common;
    }

    /// <summary>A part of the earlier text, and how long what stands there now is.</summary>
    private readonly record struct Change(int Start, int End, int Length)
    {
        /// <summary>How far what follows moved by it.</summary>
        public int Moved => Length - (End - Start);
    }
}
