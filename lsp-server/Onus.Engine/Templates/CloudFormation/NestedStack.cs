using System.Collections.Immutable;
using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Follows a nested stack whose template lies beside this one.</summary>
internal static class NestedStack
{
    public static bool Is(string type) => type is "AWS::CloudFormation::Stack" or "AWS::Serverless::Application";

    /// <summary>What an output of the nested stack says; null where its template cannot be had or has no such output.</summary>
    public static Value? Output(ResourceEntry entry, string output, Reading reading)
    {
        if (entry.Type is not { } type || !Is(type) || reading.Nesting >= Reading.MaxNesting) return null;
        var properties = Nodes.Mapping(Nodes.Find(Nodes.Mapping(entry.Body), "Properties"));
        var path = Nodes.Text(Nodes.Find(properties, type == "AWS::CloudFormation::Stack" ? "TemplateURL" : "Location"));
        if (string.IsNullOrEmpty(path) || path.Contains("://", StringComparison.Ordinal)) return null;
        if (reading.Context.ReadSibling(reading.Tree.Text, path) is not { } text || text.Path == reading.Tree.Text.Path) return null;
        var tree = SyntaxTree.Read(text, cancellation: reading.Cancellation);
        if (Nodes.Mapping(tree.Root) is not { } root) return null;
        var context = reading.Context with { ParameterValues = Given(properties, entry.Scope, reading) };
        var child = new Reading(tree, root, context, reading.Nesting + 1, reading.Cancellation);
        var body = Nodes.Mapping(Nodes.Find(child.Mapping("Outputs"), output));
        return Nodes.Find(body, "Value") is { } node ? Detached(child.Values.Read(node)) : null;
    }

    private static ImmutableDictionary<string, string> Given(MappingNode? properties, Scope? scope, Reading reading)
    {
        var given = ImmutableDictionary.CreateBuilder<string, string>();
        if (Nodes.Mapping(Nodes.Find(properties, "Parameters")) is not { } parameters) return given.ToImmutable();
        foreach (var entry in Nodes.Entries(parameters))
        {
            if (reading.Values.Read(entry.Value, scope) is ScalarValue scalar) given[entry.Name] = scalar.Text;
        }

        return given.ToImmutable();
    }

    /// <summary>Without references, which name the nested stack's own resources.</summary>
    private static Value Detached(Value value) => value switch
    {
        UnknownValue unknown => new UnknownValue
        {
            Cause = unknown.Cause,
            Name = unknown.Name,
            Text = unknown.Text,
            IsSecretSafe = unknown.IsSecretSafe,
            Place = unknown.Place,
            Derivation = unknown.Derivation,
        },
        ScalarValue => value,
        _ => Values.Unknown(UnknownCause.Expression, value.Place),
    };
}
