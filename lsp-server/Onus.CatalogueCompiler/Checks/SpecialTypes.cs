namespace Onus.CatalogueCompiler.Checks;

/// <summary>Types that no provider knows: the template as a whole, and Terraform's kinds of block.</summary>
internal static class SpecialTypes
{
    public const string WholeTemplate = "Template";

    private static readonly HashSet<string> Names = [WholeTemplate, "provider", "variable", "output", "terraform", "module"];

    /// <summary>The sections that conditions on a template as a whole start from.</summary>
    public static string[] Roots { get; } = ["Parameters", "Resources", "Outputs", "Blocks"];

    public static bool Is(string type) => Names.Contains(type);

    public static bool IsRoot(string name) => Roots.Contains(name);
}
