using Onus.Engine.Configuration;
using Onus.Engine.Text;
using Onus.LanguageServer.Documents;

namespace Onus.LanguageServer.Settings;

/// <summary>The controls that a workspace adds in <c>.onus/controls</c>.</summary>
internal static class FolderControls
{
    /// <summary>Those of the nearest such folder at or above a folder, none above the root of a repository.</summary>
    public static WorkspaceControls At(Snapshot snapshot, string folder)
    {
        for (var at = folder; !string.IsNullOrEmpty(at); at = Path.GetDirectoryName(at))
        {
            var home = Path.Combine([at, .. WorkspaceControls.Folder.Split('/')]);
            var files = snapshot.List(home).Select(name => Path.Combine(home, name)).Where(WorkspaceControls.IsControlFile).Select(snapshot.Read).OfType<SourceText>().ToList();
            if (files.Count > 0) return WorkspaceControls.Read(files, snapshot.Catalogue());
            if (snapshot.Read(Path.Combine(at, ".git", "HEAD")) is not null) break;
        }

        return WorkspaceControls.None;
    }
}
