using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Configuration;
using Onus.Engine.Text;
using Onus.LanguageServer.Documents;

namespace Onus.LanguageServer.Settings;

/// <summary>What a folder's <c>.onus.yaml</c> says.</summary>
/// <param name="Folder">The folder it stands in; empty where there is none.</param>
/// <param name="Settings">What it says.</param>
internal sealed record FolderSettings(string Folder, WorkspaceSettings Settings)
{
    private static readonly FolderSettings None = new("", new WorkspaceSettings());

    /// <summary>What is wrong in the file.</summary>
    public ImmutableArray<(Place Place, string Message)> Problems => Settings.Problems;

    public static bool IsSettings(string path) => Path.GetFileName(path) == WorkspaceSettings.FileName;

    /// <summary>The settings of the nearest file at or above a folder, none above the root of a repository.</summary>
    public static FolderSettings At(Snapshot snapshot, string folder)
    {
        for (var at = folder; !string.IsNullOrEmpty(at); at = Path.GetDirectoryName(at))
        {
            if (snapshot.Read(Path.Combine(at, WorkspaceSettings.FileName)) is { } text) return new FolderSettings(at, WorkspaceSettings.Read(text));
            if (snapshot.Read(Path.Combine(at, ".git", "HEAD")) is not null) break;
        }

        return None;
    }

    /// <summary>Whether the file says that the text at a path is not to be checked.</summary>
    public bool Excludes(string path) => Folder.Length > 0 && Settings.Excludes(Path.GetRelativePath(Folder, path));

    /// <summary>What holds: the file over the editor.</summary>
    public EffectiveSettings Over(ClientSettings client)
    {
        var options = Settings.Over(new AssessmentOptions { Profile = client.Profile, Severities = client.Severities });
        return new EffectiveSettings(options, client.Parameters.SetItems(Settings.Parameters));
    }
}
