using Onus.Engine.Text;

namespace Onus.Engine.Tests.Syntax;

/// <summary>A real template of <c>tests/templates/samples</c>.</summary>
internal sealed record Sample(string Name, string Content)
{
    public bool IsYaml => Name.EndsWith(".yaml", StringComparison.Ordinal) || Name.EndsWith(".yml", StringComparison.Ordinal);

    public SourceText Text { get; } = new(Name, Content);
}

/// <summary>The real templates that tests read.</summary>
internal static class Samples
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <summary>All of them, in order of their names; paths relative to the folder of samples.</summary>
    public static IReadOnlyList<Sample> All { get; } = [.. Read()];

    /// <summary>The folder of samples, found from the repository's root.</summary>
    public static string Folder { get; } = FindFolder();

    private static IEnumerable<Sample> Read()
    {
        var folder = FindFolder();
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Extensions.Contains(Path.GetExtension(file))) yield return new Sample(Path.GetRelativePath(folder, file), File.ReadAllText(file));
        }
    }

    private static string FindFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Server.sln"))) return Path.Combine(at.FullName, "tests", "templates", "samples");
        }

        throw new DirectoryNotFoundException("The repository's root is not above the tests.");
    }
}
