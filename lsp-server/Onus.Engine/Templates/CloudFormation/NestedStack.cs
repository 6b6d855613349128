using System.Collections.Immutable;
using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Follows a nested stack whose template lies beside this one.</summary>
internal static class NestedStack
{
    /// <summary>The types of resources that are stacks.</summary>
    public static ImmutableArray<string> Types { get; } = ["AWS::CloudFormation::Stack", "AWS::Serverless::Application"];

    public static bool Is(string type) => Types.Contains(type);

    /// <summary>The templates beside this one that it nests, with the values that it gives their parameters, as far as they are known.</summary>
    public static IEnumerable<(string Path, StackInputs Given)> In(Reading reading)
    {
        foreach (var entry in reading.Names.Entries)
        {
            var properties = Nodes.Mapping(Nodes.Find(Nodes.Mapping(entry.Body), "Properties"));
            if (PathOf(entry.Type, properties) is { } path) yield return (path, Inputs(Arguments(properties, entry.Scope, reading)));
        }
    }

    /// <summary>What an output of the nested stack says; null where its template cannot be had or has no such output.</summary>
    public static Value? Output(ResourceEntry entry, string output, Reading reading)
    {
        if (reading.Nesting >= Reading.MaxNesting) return null;
        var properties = Nodes.Mapping(Nodes.Find(Nodes.Mapping(entry.Body), "Properties"));
        if (PathOf(entry.Type, properties) is not { } path) return null;
        if (reading.Context.ReadSibling(reading.Tree.Text, path) is not { } text || text.Path == reading.Tree.Text.Path) return null;
        var tree = SyntaxTree.Read(text, cancellation: reading.Cancellation);
        if (Nodes.Mapping(tree.Root) is not { } root) return null;
        var arguments = Arguments(properties, entry.Scope, reading);
        var given = Inputs(arguments);
        var child = new Reading(tree, root, given.Over(reading.Context with { ParameterValues = [] }), reading.Nesting + 1, reading.Cancellation);
        var body = Nodes.Mapping(Nodes.Find(child.Mapping("Outputs"), output));
        if (Nodes.Find(body, "Value") is not { } node) return null;
        var value = Detached(child.Values.Read(node));
        return Values.Derived(value, Steps(value.Derivation, entry.Name, arguments));
    }

    /// <summary>The path of the template where it lies beside this one; else null.</summary>
    private static string? PathOf(string? type, MappingNode? properties)
    {
        if (type is null || !Is(type)) return null;
        var path = Nodes.Text(Nodes.Find(properties, type == "AWS::CloudFormation::Stack" ? "TemplateURL" : "Location"));
        return string.IsNullOrEmpty(path) || path.Contains("://", StringComparison.Ordinal) ? null : path;
    }

    private static StackInputs Inputs(Dictionary<string, Value> arguments) => new(
        arguments.Where(a => a.Value is ScalarValue).ToImmutableDictionary(a => a.Key, a => ((ScalarValue)a.Value).Text),
        [.. arguments.Where(a => a.Value is not (ScalarValue or AbsentValue)).Select(a => a.Key)]);

    private static Dictionary<string, Value> Arguments(MappingNode? properties, Scope? scope, Reading reading)
    {
        var arguments = new Dictionary<string, Value>();
        if (Nodes.Mapping(Nodes.Find(properties, "Parameters")) is not { } parameters) return arguments;
        foreach (var entry in Nodes.Entries(parameters)) arguments[entry.Name] = reading.Values.Read(entry.Value, scope);
        return arguments;
    }

    /// <summary>The steps with the nested stack's parameters told by whose they are; behind an argument come the steps of its value.</summary>
    private static Derivation? Steps(Derivation? steps, string stack, Dictionary<string, Value> arguments)
    {
        if (steps is null) return null;
        var next = Steps(steps.Next, stack, arguments);
        if (steps.Parameter is not { } name) return steps with { Next = next };
        return arguments.TryGetValue(name, out var argument)
            ? new Derivation($"parameter `{name}` of nested stack `{stack}`", argument.Place, Next: Values.Chain(argument.Derivation, next))
            : new Derivation($"{steps.What} of nested stack `{stack}`", steps.Place, Next: next);
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
