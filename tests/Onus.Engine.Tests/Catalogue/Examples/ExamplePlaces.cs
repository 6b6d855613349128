using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;

namespace Onus.Engine.Tests.Catalogue.Examples;

/// <summary>Finds the place that an example's <c>at</c> names.</summary>
internal static class ExamplePlaces
{
    /// <param name="tree">The example's text.</param>
    /// <param name="steps">The keys down to the resource under test.</param>
    /// <param name="framework">CloudFormation paths start below Properties.</param>
    /// <param name="at"><c>name</c>, a path, a path with a colon for its key, or <c>NAME/path</c> for a companion's.</param>
    public static TextSpan? Find(SyntaxTree tree, string[] steps, Framework framework, string at)
    {
        var slash = at.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            var name = at[..slash];
            steps = framework == Framework.CloudFormation ? ["Resources", name] : ["resource", .. name.Split('.')];
            at = at[(slash + 1)..];
        }

        MappingEntry? entry = null;
        var node = tree.Root;
        foreach (var step in steps)
        {
            entry = (Inner(node) as MappingNode)?.Find(step);
            node = entry?.Value;
        }

        if (at == "name") return steps.Length == 0 ? (tree.Root as MappingNode)?.Find("Resources")?.Key.Span : entry?.Key.Span;
        var isKey = at.EndsWith(':');
        var path = at.TrimEnd(':').Split('.').ToList();
        if (framework == Framework.CloudFormation && steps.Length > 0 && path[0] is not ("DeletionPolicy" or "UpdateReplacePolicy" or "Metadata")) path.Insert(0, "Properties");
        foreach (var segment in path)
        {
            var bracket = segment.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? segment : segment[..bracket];
            entry = (Inner(node) as MappingNode)?.Find(name);
            node = entry?.Value;
            for (; bracket >= 0; bracket = segment.IndexOf('[', bracket + 1))
            {
                var index = int.Parse(segment[(bracket + 1)..segment.IndexOf(']', bracket)], System.Globalization.CultureInfo.InvariantCulture);
                node = (node as SequenceNode)?.Items.ElementAtOrDefault(index);
            }
        }

        return isKey ? entry?.Key.Span : node?.Span;
    }

    private static SyntaxNode? Inner(SyntaxNode? node) => node is SequenceNode { Items: [var only] } ? only : node;
}
