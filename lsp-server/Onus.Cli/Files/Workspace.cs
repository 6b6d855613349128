using System.Collections.Concurrent;
using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Configuration;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Cli.Files;

/// <summary>The disk as the engine may see it: neighbouring files by relative path, and the settings that hold for a folder.</summary>
/// <param name="complain">Told in one sentence of each fault in the workspace's own controls.</param>
internal sealed class Workspace(Action<string> complain)
{
    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    private readonly ConcurrentDictionary<string, (string Folder, WorkspaceSettings Settings)> settings = [];
    private readonly ConcurrentDictionary<string, Lazy<ICatalogue>> catalogues = [];

    /// <summary>The settings of the nearest <c>.onus.yaml</c> at or above the file's folder, and the folder it stands in.</summary>
    public (string Folder, WorkspaceSettings Settings) SettingsFor(string path) => SettingsOf(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");

    /// <summary>The catalogue with the controls of the nearest <c>.onus/controls</c> at or above a place.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="shipped">The catalogue that they add to.</param>
    public ICatalogue CatalogueFor(string path, ICatalogue shipped)
    {
        var full = Path.GetFullPath(path);
        for (var at = Directory.Exists(full) ? full : Path.GetDirectoryName(full); at is not null; at = Path.GetDirectoryName(at))
        {
            var home = Path.Combine([at, .. WorkspaceControls.Folder.Split('/')]);
            if (Directory.Exists(home)) return catalogues.GetOrAdd(home, folder => new Lazy<ICatalogue>(() => Read(folder, shipped))).Value;
            if (Directory.Exists(Path.Combine(at, ".git"))) break;
        }

        return shipped;
    }

    public static TemplateContext Context(ImmutableDictionary<string, string> parameters) => new()
    {
        ParameterValues = parameters,
        ReadSibling = static (text, relative) => Inside(text, relative) is { } path && File.Exists(path) ? FileReader.Read(path).Text : null,
        ListFolder = static (text, relative) => Inside(text, relative) is { } path && Directory.Exists(path)
            ? [.. Directory.GetFiles(path).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)]
            : [],
    };

    private ICatalogue Read(string folder, ICatalogue shipped)
    {
        var files = Directory.GetFiles(folder).Where(WorkspaceControls.IsControlFile).Order(StringComparer.Ordinal).Select(FileReader.Read).ToList();
        foreach (var (text, problem) in files.Where(file => file.Text is null)) complain(problem);
        var controls = WorkspaceControls.Read([.. files.Select(file => file.Text).OfType<SourceText>()], shipped);
        foreach (var (place, message) in controls.Problems) complain($"{place.Document.Path}:{place.Start.Line + 1}: {message}");
        return controls.Over(shipped);
    }

    private (string, WorkspaceSettings) SettingsOf(string folder) => settings.GetOrAdd(folder, at =>
    {
        var file = Path.Combine(at, WorkspaceSettings.FileName);
        if (File.Exists(file) && FileReader.Read(file).Text is { } text) return (at, WorkspaceSettings.Read(text));
        return Path.GetDirectoryName(at) is { } parent && !Directory.Exists(Path.Combine(at, ".git")) ? SettingsOf(parent) : (at, new WorkspaceSettings());
    });

    /// <summary>A path relative to a text's folder; null for an absolute one, which no template has business naming.</summary>
    private static string? Inside(SourceText text, string relative)
    {
        if (Path.IsPathRooted(relative)) return null;
        // The same file goes by the same name, whichever way leads to it.
        var parts = Path.GetDirectoryName(text.Path) is { Length: > 0 } folder ? folder.Split(Separators).ToList() : [];
        foreach (var part in relative.Split(Separators))
        {
            if (part is "" or ".") continue;
            if (part == ".." && parts is [.., not ("" or "." or "..")]) parts.RemoveAt(parts.Count - 1);
            else parts.Add(part);
        }

        return parts.Count == 0 ? "." : string.Join(Path.DirectorySeparatorChar, parts);
    }
}
