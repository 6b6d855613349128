using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Configuration;

/// <summary>Reads CloudFormation parameter files, in both JSON shapes, and plain mappings of names to values.</summary>
public static class ParameterFile
{
    /// <summary>
    /// The values by name. The shapes: a list of <c>{ParameterKey, ParameterValue}</c> or of <c>"Name=Value"</c>, a mapping with
    /// <c>Parameters</c>, or a mapping of names to values. Anything else gives none.
    /// </summary>
    public static ImmutableDictionary<string, string> Read(SourceText text) => SyntaxTree.Read(text).Root switch
    {
        SequenceNode list => list.Items.Select(Pair)
            .Where(pair => pair is { Name: not null, Value: not null })
            .DistinctBy(pair => pair.Name)
            .ToImmutableDictionary(pair => pair.Name ?? "", pair => pair.Value ?? ""),
        MappingNode map when map.Find("Parameters")?.Value is MappingNode parameters => Read(parameters),
        MappingNode map => Read(map),
        _ => ImmutableDictionary<string, string>.Empty,
    };

    private static ImmutableDictionary<string, string> Read(MappingNode map) =>
        map.Entries.Where(entry => entry.Value is ScalarNode).DistinctBy(entry => entry.Name)
            .ToImmutableDictionary(entry => entry.Name, entry => Scalar(entry) ?? "");

    private static (string? Name, string? Value) Pair(SyntaxNode item) => item switch
    {
        MappingNode map => (Scalar(map.Find("ParameterKey")), Scalar(map.Find("ParameterValue"))),
        ScalarNode { Value: var text } when text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at => (text[..at], text[(at + 1)..]),
        _ => (null, null),
    };

    private static string? Scalar(MappingEntry? entry) => (entry?.Value as ScalarNode)?.Value;
}
