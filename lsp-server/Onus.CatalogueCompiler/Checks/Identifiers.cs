namespace Onus.CatalogueCompiler.Checks;

/// <summary>The ids that other tools' rules and benchmarks' requirements have, from <c>schemas/identifiers.txt</c>.</summary>
/// <remarks>A line that starts in the first column names a source; the lines below it hold its ids, parted by blanks.</remarks>
internal sealed class Identifiers
{
    private readonly Dictionary<string, HashSet<string>> bySource = new(StringComparer.Ordinal);

    private Identifiers()
    {
    }

    public IReadOnlyCollection<string> Sources => bySource.Keys;

    public static Identifiers Read(string text)
    {
        var identifiers = new Identifiers();
        HashSet<string> current = [];
        foreach (var line in text.Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] != ' ') identifiers.bySource[line.Trim()] = current = new HashSet<string>(StringComparer.Ordinal);
            else current.UnionWith(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return identifiers;
    }

    /// <summary>The ids of a source; null where it is not known.</summary>
    public IReadOnlySet<string>? Of(string source) => bySource.GetValueOrDefault(source);
}
