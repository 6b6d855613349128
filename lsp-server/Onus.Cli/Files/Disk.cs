using System.Collections.Immutable;
using Onus.LanguageServer;

namespace Onus.Cli.Files;

/// <summary>The disk as the language server may see it.</summary>
internal static class Disk
{
    public static WorkspaceFiles Files { get; } = new(
        static path => FileReader.Read(path).Text?.Content,
        static folder => Names(folder, Directory.GetFiles),
        static folder => [.. Names(folder, Directory.GetDirectories).Where(name => !TemplateFinder.IsSkipped(name))]);

    private static ImmutableArray<string> Names(string folder, Func<string, string[]> list)
    {
        try
        {
            return [.. list(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
