namespace Onus.Engine.Text;

/// <summary>What edits moved since: from each earlier version of a text from which something was read that still stands to the present one.</summary>
internal sealed class TextHistory
{
    private const int Most = 8;

    private readonly Dictionary<SourceText, TextShift> shifts = new(ReferenceEqualityComparer.Instance);

    private TextHistory()
    {
    }

    /// <summary>Where all was read from the present text.</summary>
    public static TextHistory None { get; } = new();

    /// <summary>So many versions are held in memory that it is better to start anew from the present one.</summary>
    public bool IsLong => shifts.Count >= Most;

    /// <summary>From each of the versions, what edits moved.</summary>
    public IReadOnlyDictionary<SourceText, TextShift> Shifts => shifts;

    /// <summary>The history after one more edit.</summary>
    /// <param name="edit">What it moved; from the text that was the present one.</param>
    /// <param name="origins">The versions from which something was read that stands.</param>
    public TextHistory After(TextShift edit, IEnumerable<SourceText> origins)
    {
        var next = new TextHistory();
        SourceText? last = null;
        foreach (var origin in origins)
        {
            if (ReferenceEquals(origin, last)) continue;
            last = origin;
            if (next.shifts.ContainsKey(origin)) continue;
            next.shifts[origin] = shifts.TryGetValue(origin, out var earlier) ? earlier.Then(edit) : edit;
        }

        return next;
    }
}
