using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.CloudFormation;
using Onus.Engine.Text;

namespace Onus.Engine.Templates;

/// <summary>Finds the neighbouring templates that a CloudFormation template nests, and what it gives their parameters.</summary>
public static class NestedStacks
{
    /// <summary>The paths as written, each with the values of the parameters that are known.</summary>
    public static IEnumerable<(string Path, ImmutableDictionary<string, string> Given)> In(SourceText text, TemplateContext context)
    {
        if (!NestedStack.Types.Any(type => text.Content.Contains(type, StringComparison.Ordinal))) return [];
        var tree = SyntaxTree.Read(text);
        if (TemplateReader.Classify(tree) != TemplateKind.CloudFormation || Nodes.Mapping(tree.Root) is not { } root) return [];
        return NestedStack.In(new Reading(tree, root, context, nesting: 0, CancellationToken.None));
    }
}
