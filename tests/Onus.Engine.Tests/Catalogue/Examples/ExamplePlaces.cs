using Onus.Engine.Fixes.Locating;
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
    public static ExamplePlace? Find(SyntaxTree tree, string[] steps, Framework framework, string at)
    {
        var slash = at.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0)
        {
            var name = at[..slash];
            steps = framework == Framework.CloudFormation ? ["Resources", name] : ExampleTexts.StepsOf(name);
            at = at[(slash + 1)..];
        }

        MappingEntry? entry = null;
        var node = tree.Root;
        foreach (var step in steps)
        {
            entry = (Inner(node) as MappingNode)?.Find(step);
            node = entry?.Value;
        }

        if (at == "name") return ExamplePlace.Of(steps.Length == 0 ? (tree.Root as MappingNode)?.Find("Resources")?.Key : entry?.Key);
        var isKey = at.EndsWith(':');
        var path = PathSegment.Parse(at.TrimEnd(':')).ToList();
        if (framework == Framework.CloudFormation && steps.Length > 0 && path[0].Key is not ("DeletionPolicy" or "UpdateReplacePolicy" or "Metadata")) path.Insert(0, new PathSegment("Properties"));
        foreach (var segment in path)
        {
            if (segment.Key.Length > 0)
            {
                entry = (Inner(node) as MappingNode)?.Find(segment.Key);
                node = entry?.Value;
            }

            if (segment is { IsItem: true, Index: { } index }) node = (node as SequenceNode)?.Items.ElementAtOrDefault(index);
        }

        return ExamplePlace.Of(isKey ? entry?.Key : node);
    }

    private static SyntaxNode? Inner(SyntaxNode? node) => node is SequenceNode { Items: [var only] } ? only : node;
}

/// <summary>Where an example's finding may stand: a value with or without its tag, or the part of an interpolated text that decides.</summary>
internal readonly record struct ExamplePlace(SyntaxNode Node)
{
    public int Start => Node.FullSpan.Start;

    public static ExamplePlace? Of(SyntaxNode? node) => node is null ? null : new ExamplePlace(node);

    public bool Admits(TextSpan span) =>
        span == Node.Span || span == Node.FullSpan || (Node is ScalarNode scalar && HasParts(scalar.Value) && Node.Span.Contains(span));

    /// <summary>A text in which parts have places of their own: one with expressions, or a document in a text.</summary>
    private static bool HasParts(string text) => text.Contains("${", StringComparison.Ordinal) || text.TrimStart() is ['[' or '{', ..];
}
