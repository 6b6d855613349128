using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>The template's mappings: two keys deep, literal values.</summary>
internal sealed class MappingTable
{
    private readonly MappingNode? section;
    private readonly Dictionary<string, MappingNode?> found = [];

    public MappingTable(Reading reading) => section = reading.Mapping("Mappings");

    /// <summary>A mapping that a macro fills, in whole or in part.</summary>
    public bool IsOpen(string map) => HasMacro(section) || HasMacro(Map(map));

    public MappingNode? Map(string map)
    {
        if (!found.TryGetValue(map, out var node))
        {
            node = Nodes.Mapping(Nodes.Find(section, map));
            found.Add(map, node);
        }

        return node;
    }

    private static bool HasMacro(MappingNode? node) => Nodes.Find(node, "Fn::Transform") is not null;
}
