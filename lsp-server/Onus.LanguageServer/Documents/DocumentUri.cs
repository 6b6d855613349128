namespace Onus.LanguageServer.Documents;

/// <summary>Turns the client's URIs into the names under which the engine knows texts, and back.</summary>
internal static class DocumentUri
{
    /// <summary>A file's full path; of what is no file, the URI itself.</summary>
    public static string ToPath(string uri)
    {
        // VS Code writes the colon of a drive as %3A, which .NET does not take for a drive.
        var readable = uri.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? uri.Replace("%3A", ":", StringComparison.OrdinalIgnoreCase) : uri;
        return Uri.TryCreate(readable, UriKind.Absolute, out var parsed) && parsed.IsFile ? Path.GetFullPath(parsed.LocalPath) : uri;
    }

    /// <summary>Whether the name is a file's path.</summary>
    public static bool IsFile(string path) => Path.IsPathRooted(path);

    public static string FromPath(string path)
    {
        if (!IsFile(path)) return path;
        var parts = path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString);
        return (path.StartsWith('/') ? "file://" : "file:///") + string.Join('/', parts);
    }
}
