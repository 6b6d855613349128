namespace Onus.Engine.Text;

/// <summary>What edits moved since: from each earlier version of a text from which something was read that still stands to the present one.</summary>
internal sealed class TextHistory
{
    private readonly Dictionary<SourceText, TextShift> shifts = new(ReferenceEqualityComparer.Instance);

    private TextHistory()
    {
    }

    /// <summary>Where all was read from the present text.</summary>
    public static TextHistory None { get; } = new();

    /// <summary>From each of the versions, what edits moved.</summary>
    public IReadOnlyDictionary<SourceText, TextShift> Shifts => shifts;

    /// <summary>The history after one more edit.</summary>
    /// <param name="edit">What it moved; from the text that was the present one.</param>
    /// <param name="origins">The versions from which something was read that stands.</param>
    /// <param name="most">How many versions at most; they are held in memory.</param>
    /// <returns>Null where there are more of them.</returns>
    public TextHistory? After(TextShift edit, IEnumerable<SourceText> origins, int most)
    {
        var next = new TextHistory();
        SourceText? last = null;
        foreach (var origin in origins)
        {
            if (ReferenceEquals(origin, last)) continue;
            last = origin;
            if (next.shifts.ContainsKey(origin)) continue;
            if (next.shifts.Count == most) return null;
            next.shifts[origin] = shifts.TryGetValue(origin, out var earlier) ? earlier.Then(edit) : edit;
        }

        return next;
    }
}
