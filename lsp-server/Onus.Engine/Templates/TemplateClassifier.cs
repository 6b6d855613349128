using Onus.Engine.Syntax;
using Onus.Engine.Templates.CloudFormation;

namespace Onus.Engine.Templates;

/// <summary>Tells what a text is, by its name and its top level, however little is written yet.</summary>
internal static class TemplateClassifier
{
    public static TemplateKind Classify(SyntaxTree tree)
    {
        if (tree.Text.Path.EndsWith(".tf.json", StringComparison.OrdinalIgnoreCase))
            return tree.Root is MappingNode or SequenceNode ? TemplateKind.Terraform : TemplateKind.NotATemplate;
        if (Nodes.Mapping(tree.Root) is not { } root) return TemplateKind.NotATemplate;
        if (IsPlan(root)) return TemplateKind.TerraformPlan;
        return IsCloudFormation(root) || ResourceNames.Stray(tree, root).Any() ? TemplateKind.CloudFormation : TemplateKind.NotATemplate;
    }

    private static bool IsPlan(MappingNode root) =>
        root.Find("format_version") is not null && (root.Find("planned_values") is not null || root.Find("values") is not null);

    private static bool IsCloudFormation(MappingNode root)
    {
        if (root.Find("AWSTemplateFormatVersion") is not null) return true;
        if (Transforms.Names(Nodes.Find(root, "Transform")).Any(n => n.StartsWith("AWS::", StringComparison.Ordinal))) return true;
        if (Nodes.Find(root, "Resources") is not { } resources) return false;
        if (Nodes.Mapping(resources) is not { } section) return Nodes.IsEmpty(resources) && HasOtherSection(root);
        foreach (var entry in Nodes.Entries(section))
        {
            if (Intrinsic.IsForEach(entry.Name)) return true;
            if (Nodes.Mapping(entry.Value) is { } resource && HasType(resource)) return true;
        }

        return HasOtherSection(root);
    }

    /// <summary>Someone who is typing may have got no further than <c>Type: AW</c>.</summary>
    private static bool HasType(MappingNode resource)
    {
        if (resource.Find("Type") is not { } entry) return false;
        if (Nodes.Text(entry.Value) is not { } type) return false;
        return type.Contains("::", StringComparison.Ordinal) || "AWS::".StartsWith(type, StringComparison.Ordinal);
    }

    /// <summary>A section that says CloudFormation beside <c>Resources</c>.</summary>
    private static bool HasOtherSection(MappingNode root) =>
        root.Find("Parameters") is not null || root.Find("Mappings") is not null || root.Find("Conditions") is not null
        || root.Find("Outputs") is not null;
}
