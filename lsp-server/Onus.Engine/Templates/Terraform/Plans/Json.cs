using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.Terraform.Plans;

/// <summary>Looks into JSON nodes whose shape is known.</summary>
internal static class Json
{
    public static MappingNode? Map(MappingNode? node, string key) => node?.Find(key)?.Value as MappingNode;

    public static IEnumerable<MappingNode> Maps(MappingNode? node, string key) =>
        node?.Find(key)?.Value is SequenceNode sequence ? sequence.Items.OfType<MappingNode>() : [];

    public static string? Text(MappingNode? node, string key) =>
        node?.Find(key)?.Value is ScalarNode { Style: not ScalarStyle.Plain } scalar ? scalar.Value : null;

    public static bool IsTrue(SyntaxNode? node) => node is ScalarNode { Style: ScalarStyle.Plain, Value: "true" };
}
