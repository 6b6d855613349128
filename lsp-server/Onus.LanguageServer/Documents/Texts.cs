using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.LanguageServer.Documents;

/// <summary>
/// The texts as they stood, without what was found out about them. An analysis may keep hold of these; were it to keep its
/// snapshot, which has the analyses before it, which have theirs, none would ever go.
/// </summary>
/// <param name="Open">The editor's documents by path.</param>
/// <param name="Disk">Everything else.</param>
internal sealed record Texts(ImmutableDictionary<string, OpenDocument> Open, Disk Disk)
{
    /// <summary>The text at a path: the editor's, or the disk's.</summary>
    public SourceText? Read(string path)
    {
        if (Open.TryGetValue(path, out var document)) return document.Text;
        return DocumentUri.IsFile(path) ? Disk.Read(path) : null;
    }

    /// <summary>The names of a folder's files, the editor's unsaved ones included.</summary>
    public ImmutableArray<string> List(string folder)
    {
        var names = DocumentUri.IsFile(folder) ? Disk.List(folder) : [];
        var unsaved = Open.Keys.Where(path => Path.GetDirectoryName(path) == folder).Select(Path.GetFileName).OfType<string>();
        return [.. names.Union(unsaved).Order(StringComparer.Ordinal)];
    }
}
