using Onus.Engine.Catalogue.Facts;

namespace Onus.Engine.Tests.Catalogue;

/// <summary>The files of <c>schemas/</c>, found from where the tests run.</summary>
internal static class SchemaFiles
{
    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static ResourceFacts ReadFacts() => ResourceFacts.Read(Read("resource-facts/cloudformation.txt"), Read("resource-facts/terraform.txt"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "schemas", "resource-facts"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("schemas/"), "schemas");
    }
}
