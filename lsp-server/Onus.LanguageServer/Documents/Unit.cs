using System.Collections.Concurrent;
using System.Collections.Immutable;
using Onus.Engine;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.LanguageServer.Documents;

/// <summary>
/// What deploys together, at one version of each text, and what Onus says of it, found when first asked for.
/// </summary>
internal sealed class Unit
{
    private readonly ConcurrentDictionary<string, bool> neighbours = new(StringComparer.Ordinal);
    private readonly Lazy<Analysis> analysis;
    private Analysis? earlier;

    /// <param name="key">The path of the text, or the folder of a Terraform module.</param>
    /// <param name="snapshot">The texts' home.</param>
    /// <param name="earlier">What was said of the unit before its texts changed; null for nothing.</param>
    public Unit(string key, Snapshot snapshot, Analysis? earlier = null)
    {
        Key = key;
        this.earlier = earlier;
        analysis = new Lazy<Analysis>(() => Analyse(snapshot));
    }

    public string Key { get; }

    /// <summary>Computed by the first who asks; the others wait for it.</summary>
    public Analysis Analysis => analysis.Value;

    /// <summary>The newest analysis that there is: this unit's, or the one from before its texts changed.</summary>
    public Analysis? Latest => analysis.IsValueCreated ? analysis.Value : earlier;

    /// <summary>Whether the text at a path may have a part in the analysis. While it is not there, every text may.</summary>
    public bool DependsOn(string path) =>
        !analysis.IsValueCreated || Holds(path) || neighbours.ContainsKey(path) || Path.GetDirectoryName(path) is { } folder && neighbours.ContainsKey(folder);

    /// <summary>Whether the text at a path is one of the unit's own.</summary>
    public bool Holds(string path) => KeyOf(path) == Key;

    /// <summary>A Terraform module is its folder; any other text stands alone.</summary>
    public static string KeyOf(string path) =>
        IsTerraform(path) && DocumentUri.IsFile(path) && Path.GetDirectoryName(path) is { } folder ? folder : path;

    public static bool IsTerraform(string path) => path.EndsWith(".tf.json", StringComparison.OrdinalIgnoreCase);

    private Analysis Analyse(Snapshot snapshot)
    {
        // The analysis keeps its context, and with it what the context reads from: the texts, never the snapshot or the unit.
        var (around, asked) = (snapshot.Texts, neighbours);
        var texts = OwnTexts(around);
        var settings = snapshot.SettingsFor(texts.IsEmpty ? Key : texts[0].Path);
        var analysed = Analysis.Of(
            texts,
            snapshot.ControlsOf(texts.IsEmpty ? Key : texts[0].Path).Over(snapshot.Catalogue()),
            new TemplateContext
            {
                ParameterValues = settings.Parameters,
                ReadSibling = (text, relative) => ReadSibling(around, asked, text, relative),
                ListFolder = (text, relative) => ListFolder(around, asked, text, relative),
            },
            settings.Options,
            earlier);
        earlier = null;
        return analysed;
    }

    private ImmutableArray<SourceText> OwnTexts(Texts texts)
    {
        if (texts.Read(Key) is { } alone) return [alone];
        return [.. texts.List(Key).Where(IsTerraform).Select(name => texts.Read(Path.Combine(Key, name))).OfType<SourceText>()];
    }

    private static SourceText? ReadSibling(Texts texts, ConcurrentDictionary<string, bool> asked, SourceText from, string relative)
    {
        if (Resolve(from, relative) is not { } path) return null;
        asked[path] = true;
        return texts.Read(path);
    }

    private static ImmutableArray<string> ListFolder(Texts texts, ConcurrentDictionary<string, bool> asked, SourceText from, string relative)
    {
        if (Resolve(from, relative) is not { } path) return [];
        asked[path] = true;
        return texts.List(path);
    }

    /// <summary>Null where the text is no file, or the path is absolute, which no template has business naming.</summary>
    private static string? Resolve(SourceText from, string relative)
    {
        if (!DocumentUri.IsFile(from.Path) || Path.IsPathRooted(relative) || relative.Contains('\0', StringComparison.Ordinal)) return null;
        return Path.GetDirectoryName(from.Path) is { } folder ? Path.GetFullPath(Path.Combine(folder, relative)).TrimEnd(Path.DirectorySeparatorChar) : null;
    }
}
