using Onus.Engine.Templates;

namespace Onus.Cli.Files;

/// <summary>Which of a run's Terraform folders call which as a module.</summary>
internal sealed class ModuleCalls
{
    /// <summary>A module is looked at with no more callers than this.</summary>
    private const int MostRoots = 8;

    private readonly Dictionary<string, List<string>> callers = new(StringComparer.Ordinal);
    private readonly HashSet<string> calling = new(StringComparer.Ordinal);

    /// <summary>Reads the calls of folders, as far as they lead to others of them.</summary>
    public static ModuleCalls Among(IEnumerable<string> folders)
    {
        var calls = new ModuleCalls();
        var known = folders.DistinctBy(Full).ToDictionary(Full, StringComparer.Ordinal);
        if (known.Count < 2) return calls;
        foreach (var folder in known.Values)
        {
            var sources = UnitFinder.TerraformIn(folder).Select(path => FileReader.Read(path).Text).OfType<Engine.Text.SourceText>().SelectMany(LocalModules.In);
            foreach (var called in sources.Select(source => Full(Path.Combine(folder, source))).Distinct().Where(called => called != Full(folder) && known.ContainsKey(called)))
            {
                if (!calls.callers.TryGetValue(called, out var list)) calls.callers[called] = list = [];
                list.Add(folder);
                calls.calling.Add(Full(folder));
            }
        }

        return calls;
    }

    /// <summary>The folders that nothing calls and from which calls lead to a folder; none where it is such a folder itself.</summary>
    public IEnumerable<string> RootsOf(string folder)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { Full(folder) };
        var open = new Queue<string>(CallersOf(folder));
        var roots = new List<string>();
        while (open.TryDequeue(out var at) && roots.Count < MostRoots)
        {
            if (!seen.Add(Full(at))) continue;
            var above = CallersOf(at);
            if (above.Count == 0) roots.Add(at);
            foreach (var next in above) open.Enqueue(next);
        }

        return roots;
    }

    /// <summary>Whether a folder calls others.</summary>
    public bool IsCaller(string folder) => calling.Contains(Full(folder));

    private List<string> CallersOf(string folder) => callers.GetValueOrDefault(Full(folder)) ?? [];

    private static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder.Length == 0 ? "." : folder));
}
