using System.Collections.Concurrent;
using System.Collections.Immutable;
using Onus.Engine.Configuration;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Cli.Files;

/// <summary>The disk as the engine may see it: neighbouring files by relative path, and the settings that hold for a folder.</summary>
internal sealed class Workspace
{
    private readonly ConcurrentDictionary<string, (string Folder, WorkspaceSettings Settings)> settings = [];

    /// <summary>The settings of the nearest <c>.onus.yaml</c> at or above the file's folder, and the folder it stands in.</summary>
    public (string Folder, WorkspaceSettings Settings) SettingsFor(string path) => SettingsOf(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");

    public static TemplateContext Context(ImmutableDictionary<string, string> parameters) => new()
    {
        ParameterValues = parameters,
        ReadSibling = static (text, relative) => Inside(text, relative) is { } path && File.Exists(path) ? FileReader.Read(path).Text : null,
        ListFolder = static (text, relative) => Inside(text, relative) is { } path && Directory.Exists(path)
            ? [.. Directory.GetFiles(path).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)]
            : [],
    };

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
        var folder = Path.GetDirectoryName(text.Path) ?? "";
        return Path.Combine(folder, relative);
    }
}
