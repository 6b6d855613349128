using Onus.Engine.Catalogue.Facts;

namespace Onus.Engine.Tests.Catalogue;

/// <summary>The files of <c>schemas/</c>: those of the repository that the tests stand in, or of the folder that ONUS_SCHEMAS names.</summary>
internal static class SchemaFiles
{
    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static ResourceFacts ReadFacts() => ResourceFacts.Read(Read("resource-facts/cloudformation.txt"), Read("resource-facts/terraform.txt"));

    private static string FindRoot()
    {
        if (Environment.GetEnvironmentVariable("ONUS_SCHEMAS") is { Length: > 0 } named) return named;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "schemas", "resource-facts"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("schemas/"), "schemas");
    }
}
