namespace Onus.Cli.Files;

/// <summary>Finds the files that may be templates.</summary>
internal static class TemplateFinder
{
    private static readonly HashSet<string> SkippedFolders = new(StringComparer.Ordinal) { "node_modules", "bin", "obj", "__pycache__", "venv" };

    private static readonly string[] Extensions = [".yaml", ".yml", ".json", ".template"];

    /// <summary>Walks a folder in a fixed order; hidden folders and those that hold what tools made are left out.</summary>
    /// <param name="folder">The folder; paths below it start as it does.</param>
    /// <param name="complain">Told of a folder that cannot be read.</param>
    public static IEnumerable<string> Walk(string folder, Action<string> complain)
    {
        string[] files, folders;
        try
        {
            files = Directory.GetFiles(folder);
            folders = Directory.GetDirectories(folder);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            complain($"{folder} may not be read: {(exception is UnauthorizedAccessException ? "permission denied." : exception.Message)}");
            yield break;
        }

        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            if (MayBeTemplate(file)) yield return Clean(file);
        }

        foreach (var inner in folders.Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(inner);
            if (IsSkipped(name)) continue;
            if (new DirectoryInfo(inner).LinkTarget is not null) continue;
            foreach (var file in Walk(inner, complain)) yield return file;
        }
    }

    /// <summary>Whether a folder of this name holds what tools made, or is hidden.</summary>
    public static bool IsSkipped(string name) => SkippedFolders.Contains(name) || (name.StartsWith('.') && name.Length > 1);

    private static bool MayBeTemplate(string file)
    {
        var name = Path.GetFileName(file);
        if (name is ".onus.yaml" or "package-lock.json" or "package.json") return false;
        return Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
    }

    private static string Clean(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
}
