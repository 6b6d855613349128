using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.CloudFormation;
using Onus.Engine.Text;

namespace Onus.Engine.Templates;

/// <summary>Finds the neighbouring templates that a CloudFormation template nests, and what it gives their parameters.</summary>
public static class NestedStacks
{
    /// <summary>The paths as written, each with what is given.</summary>
    public static IEnumerable<(string Path, StackInputs Given)> In(SourceText text, TemplateContext context)
    {
        if (!NestedStack.Types.Any(type => text.Content.Contains(type, StringComparison.Ordinal))) return [];
        var tree = SyntaxTree.Read(text);
        if (TemplateReader.Classify(tree) != TemplateKind.CloudFormation || Nodes.Mapping(tree.Root) is not { } root) return [];
        return NestedStack.In(new Reading(tree, root, context, nesting: 0, CancellationToken.None));
    }
}

/// <summary>What a template gives the parameters of a stack that it nests.</summary>
/// <param name="Values">The values that are known, by name.</param>
/// <param name="Unknown">The parameters that are given something that cannot be known.</param>
public sealed record StackInputs(ImmutableDictionary<string, string> Values, ImmutableHashSet<string> Unknown)
{
    /// <summary>A context with these values, save for those that it has already.</summary>
    public TemplateContext Over(TemplateContext context) => context with
    {
        ParameterValues = Values.SetItems(context.ParameterValues),
        UnknownValues = Unknown.Except(context.ParameterValues.Keys),
    };

    public bool Equals(StackInputs? other) =>
        other is not null && Unknown.SetEquals(other.Unknown) && Values.Count == other.Values.Count
        && Values.All(pair => other.Values.TryGetValue(pair.Key, out var value) && value == pair.Value);

    public override int GetHashCode() => HashCode.Combine(Values.Count, Unknown.Count);
}
