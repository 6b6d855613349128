using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Evaluation;
using Onus.Engine.Templates.Terraform.Plans;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform;

/// <summary>
/// Reads the output of <c>terraform show -json</c>, a plan or a state. Values are known there, save what a plan says is known only
/// after apply; places point into the file.
/// </summary>
internal static class PlanReader
{
    /// <returns>The template, or null where the tree is neither plan nor state.</returns>
    public static Template? Read(SyntaxTree tree, TemplateContext context, CancellationToken cancellation)
    {
        if (tree.Root is not MappingNode root) return null;
        if ((Json.Map(root, "planned_values") ?? Json.Map(root, "values")) is not { } values) return null;
        var configuration = Json.Map(root, "configuration");
        var module = new PlannedModule(Json.Map(configuration, "root_module"), null, null, "");
        var unknowns = Unknowns(root);
        var reader = new PlannedResources(tree.Text, unknowns, cancellation);
        if (Json.Map(values, "root_module") is { } rootModule) reader.Add(rootModule, module);
        reader.AddProviders(Json.Map(configuration, "provider_config"));
        reader.AddVariables(Json.Map(Json.Map(configuration, "root_module"), "variables"));
        var whole = new Place(tree.Text, root.Span);
        var blocks = Values.Map([.. reader.Resources.Select(r => new MapEntry(r.Name, r.NamePlace, r.Body))], whole);
        return new Template
        {
            Framework = Framework.Terraform,
            Documents = [tree.Text],
            Resources = [.. reader.Resources],
            Account = ProviderAccount.Of(reader.Resources),
            Roots = Values.Map([new MapEntry("Blocks", whole, blocks)], whole),
            ResourcesPlace = root.Find("planned_values") is { } key || (key = root.Find("values")) is not null ? new Place(tree.Text, key.Key.Span) : null,
        };
    }

    private static Dictionary<string, MappingNode> Unknowns(MappingNode root)
    {
        var unknowns = new Dictionary<string, MappingNode>();
        foreach (var change in Json.Maps(root, "resource_changes"))
        {
            if (Json.Text(change, "address") is { } address && Json.Map(Json.Map(change, "change"), "after_unknown") is { } after)
                unknowns.TryAdd(address, after);
        }

        return unknowns;
    }
}
