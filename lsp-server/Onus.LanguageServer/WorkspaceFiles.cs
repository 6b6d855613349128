using System.Collections.Immutable;

namespace Onus.LanguageServer;

/// <summary>The disk as the server may see it. None of the functions throws: what cannot be read is not there.</summary>
/// <param name="ReadText">The text of a file by its full path; null where there is none to read.</param>
/// <param name="ListFiles">The names of a folder's files by the folder's full path.</param>
/// <param name="ListFolders">The names of a folder's folders by the folder's full path, those left out that no template is looked for in.</param>
public sealed record WorkspaceFiles(
    Func<string, string?> ReadText,
    Func<string, ImmutableArray<string>> ListFiles,
    Func<string, ImmutableArray<string>> ListFolders)
{
    /// <summary>A disk with nothing on it.</summary>
    public static WorkspaceFiles None { get; } = new(static _ => null, static _ => [], static _ => []);
}
