namespace Onus.Engine.Text;

/// <summary>What edits moved since: from each earlier version of a text from which something was read that still stands to the present one.</summary>
internal sealed class TextHistory
{
    /// <summary>Versions are held in memory; so many, and what is left of the rarest is moved to the present one.</summary>
    private const int Most = 8;

    private readonly Dictionary<SourceText, TextShift> shifts = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<SourceText> leaving = new(ReferenceEqualityComparer.Instance);

    private TextHistory()
    {
    }

    /// <summary>Where all was read from the present text.</summary>
    public static TextHistory None { get; } = new();

    /// <summary>From each of the versions, what edits moved.</summary>
    public IReadOnlyDictionary<SourceText, TextShift> Shifts => shifts;

    /// <summary>The history after one more edit.</summary>
    /// <param name="edit">What it moved; from the text that was the present one.</param>
    /// <param name="origins">For each thing that stands, the version from which it was read.</param>
    public TextHistory After(TextShift edit, IEnumerable<SourceText> origins)
    {
        var uses = new Dictionary<SourceText, int>(ReferenceEqualityComparer.Instance);
        var (last, run) = (default(SourceText), 0);
        foreach (var origin in origins)
        {
            // Neighbours mostly come from one version.
            if (!ReferenceEquals(origin, last))
            {
                Count();
                (last, run) = (origin, 0);
            }

            run++;
        }

        Count();
        var next = new TextHistory();
        foreach (var origin in uses.Keys) next.shifts[origin] = shifts.TryGetValue(origin, out var earlier) ? earlier.Then(edit) : edit;
        if (uses.Count > Most) next.leaving.UnionWith(uses.OrderBy(static use => use.Value).Take(uses.Count - (Most / 2)).Select(static use => use.Key));
        return next;

        void Count()
        {
            if (last is not null) uses[last] = uses.GetValueOrDefault(last) + run;
        }
    }

    /// <summary>Whether what was read from a version is to be moved for good, so that the version can go.</summary>
    public bool IsLeaving(SourceText origin) => leaving.Contains(origin);
}
