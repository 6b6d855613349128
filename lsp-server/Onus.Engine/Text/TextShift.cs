namespace Onus.Engine.Text;

/// <summary>What one edit moved: where the places of a text stand in the text that came of it.</summary>
public sealed class TextShift
{
    private readonly SourceText before;
    private readonly SourceText after;
    private readonly int start;
    private readonly int end;

    private TextShift(SourceText before, SourceText after, int start, int end)
    {
        this.before = before;
        this.after = after;
        this.start = start;
        this.end = end;
    }

    /// <summary>Compares two versions of a text: all that differs is taken for one edit.</summary>
    public static TextShift Between(SourceText before, SourceText after)
    {
        if (ReferenceEquals(before, after)) return new TextShift(before, after, before.Length, before.Length);
        var old = before.Content.AsSpan();
        var now = after.Content.AsSpan();
        var start = old.CommonPrefixLength(now);
        return new TextShift(before, after, start, old.Length - CommonSuffix(old[start..], now[start..]));
    }

    /// <summary>Where a span stands after the edit; null where the edit is in it or touches it.</summary>
    public TextSpan? Move(TextSpan span)
    {
        if (ReferenceEquals(before, after) || span.End < start) return span;
        return span.Start > end ? new TextSpan(span.Start + after.Length - before.Length, span.Length) : null;
    }

    /// <summary>Where a place stands after the edit; null where the edit is in it or touches it, or where it is of another text.</summary>
    public Place? Move(Place place) =>
        ReferenceEquals(place.Document, before) && Move(place.Span) is { } span ? new Place(after, span) : null;

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
}
