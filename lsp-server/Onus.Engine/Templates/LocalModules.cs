using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Modules;
using Onus.Engine.Text;

namespace Onus.Engine.Templates;

/// <summary>Finds the modules in neighbouring folders that a Terraform file calls, without reading the rest of it.</summary>
public static class LocalModules
{
    /// <summary>The sources as written, such as <c>./modules/store</c>.</summary>
    public static IEnumerable<string> In(SourceText text)
    {
        if (!text.Content.Contains("\"module\"", StringComparison.Ordinal)) return [];
        var blocks = new List<TerraformBlock>();
        BlockReader.Read(SyntaxTree.Read(text, SyntaxLanguage.Json), blocks);
        return blocks.Where(block => block.Kind == "module").Select(block => block.Literal("source") ?? "").Where(ModuleLoader.IsLocal);
    }
}
