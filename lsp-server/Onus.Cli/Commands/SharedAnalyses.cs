using Onus.Cli.Files;
using Onus.Engine;

namespace Onus.Cli.Commands;

/// <summary>
/// The analyses of units that call modules of the run. Each is asked for once for itself and once for every module that it calls, and
/// those mostly stand close by; so the last ones are kept, and no more, however long the run is. Safe from any thread.
/// </summary>
internal sealed class SharedAnalyses
{
    private const int MostKept = 16;

    private readonly Lock gate = new();
    private readonly List<(string Texts, Lazy<Analysis> Analysis)> kept = [];

    /// <summary>The analysis of a unit, made by the first who asks while the others wait.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="analyse">Makes the analysis; must depend on the unit's texts alone.</param>
    public Analysis Get(FileUnit unit, Func<FileUnit, Analysis> analyse) => unit.IsCaller ? Keep(unit, analyse).Value : analyse(unit);

    private Lazy<Analysis> Keep(FileUnit unit, Func<FileUnit, Analysis> analyse)
    {
        // The order of its texts has a part in what is said of a module, and so in its name.
        var texts = string.Join('\0', unit.Texts.Select(text => text.Path));
        lock (gate)
        {
            var at = kept.FindIndex(one => one.Texts == texts);
            var found = at < 0 ? (texts, new Lazy<Analysis>(() => analyse(unit))) : kept[at];
            if (at >= 0) kept.RemoveAt(at);
            else if (kept.Count == MostKept) kept.RemoveAt(0);
            kept.Add(found);
            return found.Item2;
        }
    }
}
