using System.Collections.Concurrent;
using System.Collections.Immutable;
using Onus.Engine;
using Onus.Engine.Catalogue;
using Onus.Engine.Configuration;
using Onus.Engine.Text;
using Onus.LanguageServer.Settings;

namespace Onus.LanguageServer.Documents;

/// <summary>
/// All that a request may look at, as it stood when the request came. The open texts and the settings never change; what is on
/// disk is read when it is needed.
/// </summary>
internal sealed class Snapshot
{
    private readonly ConcurrentDictionary<string, Unit> units;
    private readonly ConcurrentDictionary<string, Analysis> earlier;
    private readonly FolderCache folders;

    private Snapshot(
        Texts texts,
        ClientSettings settings,
        Func<ICatalogue> catalogue,
        IEnumerable<KeyValuePair<string, Unit>> units,
        IEnumerable<KeyValuePair<string, Analysis>> earlier,
        FolderCache folders)
    {
        Texts = texts;
        Settings = settings;
        Catalogue = catalogue;
        this.folders = folders;
        this.units = new ConcurrentDictionary<string, Unit>(units, StringComparer.Ordinal);
        this.earlier = new ConcurrentDictionary<string, Analysis>(earlier, StringComparer.Ordinal);
    }

    public Texts Texts { get; }

    /// <summary>The editor's documents by path.</summary>
    public ImmutableDictionary<string, OpenDocument> Open => Texts.Open;

    public ClientSettings Settings { get; }

    public Func<ICatalogue> Catalogue { get; }

    public static Snapshot Empty(Func<ICatalogue> catalogue, Disk disk) =>
        new(new Texts(ImmutableDictionary.Create<string, OpenDocument>(StringComparer.Ordinal), disk), ClientSettings.Default, catalogue, [], [], new FolderCache());

    public OpenDocument? Find(string uri) => Open.GetValueOrDefault(DocumentUri.ToPath(uri));

    /// <summary>What deploys together with the text at a path.</summary>
    public Unit UnitOf(string path) => units.GetOrAdd(Unit.KeyOf(path), static (key, snapshot) => snapshot.NewUnit(key), this);

    /// <summary>The analysis of the text at a path; null where Onus is switched off.</summary>
    public Analysis? AnalysisOf(string path) => Settings.IsEnabled && !WorkspaceOf(path).Excludes(path) ? UnitOf(path).Analysis : null;

    /// <inheritdoc cref="Texts.Read"/>
    public SourceText? Read(string path) => Texts.Read(path);

    /// <inheritdoc cref="Texts.List"/>
    public ImmutableArray<string> List(string folder) => Texts.List(folder);

    public ImmutableArray<string> ListFolders(string folder) => Texts.Disk.ListFolders(folder);

    /// <summary>What holds for a unit: its folder's settings over the editor's.</summary>
    public EffectiveSettings SettingsFor(string path) => WorkspaceOf(path).Over(Settings);

    /// <summary>The settings of the nearest <c>.onus.yaml</c> at or above a path.</summary>
    public FolderSettings WorkspaceOf(string path) =>
        folders.Settings.GetOrAdd(Path.GetDirectoryName(path) ?? path, static (folder, snapshot) => FolderSettings.At(snapshot, folder), this);

    /// <summary>The controls that the workspace around a path adds; none where its user does not trust it.</summary>
    public WorkspaceControls ControlsOf(string path) => Settings.IsTrusted && DocumentUri.IsFile(path)
        ? folders.Controls.GetOrAdd(Path.GetDirectoryName(path) ?? path, static (folder, snapshot) => FolderControls.At(snapshot, folder), this)
        : WorkspaceControls.None;

    /// <summary>The same with a document opened, changed, or (null) closed.</summary>
    public Snapshot With(string path, OpenDocument? document)
    {
        var open = document is null ? Open.Remove(path) : Open.SetItem(path, document);
        var texts = Texts with { Open = open };
        if (ChangesAll(path)) return new Snapshot(texts, Settings, Catalogue, [], [], new FolderCache());
        return new Snapshot(texts, Settings, Catalogue, Without(units, path).ToList(), document is null ? [] : EarlierOf([path]), folders);
    }

    /// <summary>The same with other settings of the editor.</summary>
    public Snapshot With(ClientSettings settings) => new(Texts, settings, Catalogue, [], [], folders);

    /// <summary>The same with files changed on disk.</summary>
    public Snapshot WithChangedFiles(IReadOnlyList<string> paths)
    {
        foreach (var path in paths) Texts.Disk.Forget(path);
        return paths.Any(ChangesAll)
            ? new Snapshot(Texts, Settings, Catalogue, [], [], new FolderCache())
            : new Snapshot(Texts, Settings, Catalogue, paths.Aggregate(units.AsEnumerable(), Without).ToList(), EarlierOf(paths), folders);
    }

    /// <summary>Whether the text at a path has a part in every analysis around it.</summary>
    private static bool ChangesAll(string path) => FolderSettings.IsSettings(path) || WorkspaceControls.IsControlFile(path);

    private Unit NewUnit(string key)
    {
        earlier.TryRemove(key, out var analysis);
        return new Unit(key, this, analysis);
    }

    /// <summary>What was said of the units that a change of texts drops, and of those dropped before and not asked for since.</summary>
    private List<KeyValuePair<string, Analysis>> EarlierOf(IReadOnlyList<string> paths)
    {
        var found = new Dictionary<string, Analysis>(earlier, StringComparer.Ordinal);
        foreach (var (key, unit) in units)
        {
            if (unit.Latest is { } latest && paths.Any(unit.DependsOn)) found[key] = latest;
        }

        return [.. found];
    }

    private static IEnumerable<KeyValuePair<string, Unit>> Without(IEnumerable<KeyValuePair<string, Unit>> units, string path) =>
        units.Where(unit => !unit.Value.DependsOn(path));

    /// <summary>What was found out about folders; good until one of their own files changes.</summary>
    private sealed class FolderCache
    {
        public ConcurrentDictionary<string, FolderSettings> Settings { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, WorkspaceControls> Controls { get; } = new(StringComparer.Ordinal);
    }
}
