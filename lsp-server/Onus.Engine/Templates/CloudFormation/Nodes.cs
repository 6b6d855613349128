using System.Collections.Immutable;
using Onus.Engine.Syntax;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Looks at syntax nodes as CloudFormation does: aliases followed, merge keys folded in.</summary>
internal static class Nodes
{
    private const int MaxAliasSteps = 32;

    public static SyntaxNode Follow(SyntaxNode node)
    {
        for (var step = 0; node is AliasNode { Target: { } target } && step < MaxAliasSteps; step++) node = target;
        return node;
    }

    public static MappingNode? Mapping(SyntaxNode? node) => node is null ? null : Follow(node) as MappingNode;

    public static SequenceNode? Sequence(SyntaxNode? node) => node is null ? null : Follow(node) as SequenceNode;

    /// <summary>The scalar's text; null where the node is no scalar.</summary>
    public static string? Text(SyntaxNode? node) => node is null ? null : (Follow(node) as ScalarNode)?.Value;

    /// <summary>Nothing is written here: an empty plain scalar, as after a key that is just being typed, or a null.</summary>
    public static bool IsEmpty(SyntaxNode node) => node is ScalarNode { IsNull: true };

    /// <summary>The node under a key, aliases followed; null where the key is missing.</summary>
    public static SyntaxNode? Find(MappingNode? mapping, string key)
    {
        if (mapping is null) return null;
        foreach (var entry in Entries(mapping))
        {
            if (entry.Name == key) return Follow(entry.Value);
        }

        return null;
    }

    /// <summary>The entries with what merge keys (<c>&lt;&lt;</c>) bring in; keys written in place win.</summary>
    public static ImmutableArray<MappingEntry> Entries(MappingNode mapping)
    {
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key is ScalarNode { Style: ScalarStyle.Plain } && entry.Name == "<<") return Merge(mapping, 0);
        }

        return mapping.Entries;
    }

    private static ImmutableArray<MappingEntry> Merge(MappingNode mapping, int depth)
    {
        if (depth > MaxAliasSteps) return mapping.Entries;
        var merged = new List<MappingEntry>();
        var seen = new HashSet<string>();
        foreach (var entry in mapping.Entries)
        {
            if (entry.Name != "<<" && seen.Add(entry.Name)) merged.Add(entry);
        }

        foreach (var entry in mapping.Entries)
        {
            if (entry.Name != "<<") continue;
            var source = Follow(entry.Value);
            IEnumerable<SyntaxNode> sources = source is SequenceNode list ? list.Items : [source];
            foreach (var item in sources)
            {
                if (Mapping(item) is not { } other) continue;
                foreach (var inherited in Merge(other, depth + 1))
                {
                    if (inherited.Name != "<<" && seen.Add(inherited.Name)) merged.Add(inherited);
                }
            }
        }

        return [.. merged];
    }
}
