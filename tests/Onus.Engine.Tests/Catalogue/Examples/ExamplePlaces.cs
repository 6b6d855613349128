using Onus.CatalogueCompiler.Examples;
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

        if (at == "name") return ExamplePlace.Of(tree, steps.Length == 0 ? (tree.Root as MappingNode)?.Find("Resources")?.Key : entry?.Key);
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

        return ExamplePlace.Of(tree, isKey ? entry?.Key : node, entry?.Key);
    }

    /// <summary>How an example would name a place: the inverse of <see cref="Find"/>; null for a place that has no such name.</summary>
    public static string? Name(SyntaxTree tree, string[] subject, Framework framework, TextSpan span)
    {
        if (tree.Root is not { } root || Trail(root, span, []) is not var (steps, isKey)) return null;
        var depth = framework == Framework.CloudFormation ? 2 : steps.Count > 0 && steps[0] is "resource" or "data" ? 3 : 2;
        if (steps.Count < depth) return null;
        var owner = steps.Take(depth).ToArray();
        var inside = steps.Skip(depth).ToList();
        if (framework == Framework.CloudFormation && inside is ["Properties", ..]) inside.RemoveAt(0);
        var name = inside.Count == 0 ? "name" : string.Join('.', inside).Replace(".[", "[", StringComparison.Ordinal) + (isKey ? ":" : "");
        if (owner.SequenceEqual(subject)) return name;
        return $"{string.Join('.', framework == Framework.CloudFormation ? owner[1..] : owner[0] == "resource" ? owner[1..] : owner)}/{name}";
    }

    private static (List<string> Steps, bool IsKey)? Trail(SyntaxNode node, TextSpan span, List<string> steps)
    {
        if (span == node.Span || span == node.FullSpan) return (steps, false);
        switch (node)
        {
            case MappingNode mapping:
                foreach (var entry in mapping.Entries)
                {
                    var name = entry.Name.Contains('.', StringComparison.Ordinal) ? $"'{entry.Name}'" : entry.Name;
                    if (entry.Key.Span == span) return ([.. steps, name], true);
                    if (Trail(entry.Value, span, [.. steps, name]) is { } found) return found;
                }

                return null;
            case SequenceNode { Items: [var only] } when steps.Count <= 3 && only is MappingNode:
                return Trail(only, span, steps);
            case SequenceNode sequence:
                for (var i = 0; i < sequence.Items.Length; i++)
                {
                    if (Trail(sequence.Items[i], span, [.. steps, $"[{i}]"]) is { } found) return found;
                }

                return null;
            case ScalarNode scalar when new ExamplePlace(scalar, null).Admits(span):
                return (steps, false);
            default:
                return null;
        }
    }

    private static SyntaxNode? Inner(SyntaxNode? node) => node is SequenceNode { Items: [var only] } ? only : node;
}

/// <summary>
/// Where an example's finding may stand: a value with or without its tag, the part of an interpolated text that decides, or the key
/// of a value that takes several lines.
/// </summary>
internal readonly record struct ExamplePlace(SyntaxNode Node, SyntaxNode? Key)
{
    public int Start => Node.FullSpan.Start;

    public static ExamplePlace? Of(SyntaxTree tree, SyntaxNode? node, SyntaxNode? key = null)
    {
        if (node is null) return null;
        var isBlock = tree.Text.PositionOf(node.FullSpan.Start).Line != tree.Text.PositionOf(node.FullSpan.End).Line;
        return new ExamplePlace(node, isBlock ? key : null);
    }

    public bool Admits(TextSpan span) =>
        span == Node.Span || span == Node.FullSpan || span == Key?.Span || (Node is ScalarNode scalar && HasParts(scalar.Value) && Node.Span.Contains(span));

    /// <summary>A text in which parts have places of their own: one with expressions, or a document in a text.</summary>
    private static bool HasParts(string text) => text.Contains("${", StringComparison.Ordinal) || text.TrimStart() is ['[' or '{', ..];
}
