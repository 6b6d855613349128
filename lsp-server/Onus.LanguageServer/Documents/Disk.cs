using System.Collections.Concurrent;
using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.LanguageServer.Documents;

/// <summary>What was read from disk, kept until a change is heard of. Safe from any thread.</summary>
internal sealed class Disk(WorkspaceFiles files)
{
    private readonly ConcurrentDictionary<string, SourceText?> texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> folders = new(StringComparer.Ordinal);

    public SourceText? Read(string path) =>
        texts.GetOrAdd(path, static (path, files) => files.ReadText(path) is { } content ? new SourceText(path, content) : null, files);

    /// <summary>The names of a folder's files, in a fixed order.</summary>
    public ImmutableArray<string> List(string folder) =>
        folders.GetOrAdd(folder, static (folder, files) => [.. files.ListFiles(folder).Order(StringComparer.Ordinal)], files);

    public ImmutableArray<string> ListFolders(string folder) => [.. files.ListFolders(folder).Order(StringComparer.Ordinal)];

    public void Forget(string path)
    {
        texts.TryRemove(path, out _);
        if (Path.GetDirectoryName(path) is { } folder) folders.TryRemove(folder, out _);
    }

    public void ForgetAll()
    {
        texts.Clear();
        folders.Clear();
    }
}
