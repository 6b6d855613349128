using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Modules;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>Reads a block's body: its arguments evaluated, its dynamic blocks expanded.</summary>
internal static class BodyReader
{
    public static MapValue Read(TerraformBlock block, ModuleScope scope, Bindings? bindings) =>
        Read(block.Entries, block.BodyPlace, scope, bindings);

    private static MapValue Read(ImmutableArray<BlockEntry> source, Place place, ModuleScope scope, Bindings? bindings)
    {
        var entries = ImmutableArray.CreateBuilder<MapEntry>(source.Length);
        foreach (var entry in source)
        {
            if (entry.Name is BlockReader.Comment or "dynamic") continue;
            var value = Argument(entry, scope, bindings);
            // A key that stands twice gives two blocks.
            if (entry.Node is MappingNode or SequenceNode && value is ListValue or MapValue && source.Any(e => e.Name == entry.Name && e.KeyPlace != entry.KeyPlace)) Add(entries, entry, value);
            else entries.Add(new MapEntry(entry.Name, entry.KeyPlace, value));
        }

        foreach (var entry in source)
        {
            if (entry.Name != "dynamic") continue;
            foreach (var (type, declaration) in DynamicBlocks(entry)) Add(entries, type, DynamicBlock.Expand(declaration, type, scope, bindings));
        }

        var isOpen = scope.Session.BrokenIn(place.Document)?.Opens(place.Span, source.Where(e => e.Document == place.Document && e.Name.Length > 0).Select(e => e.Node.Span)) == true;
        return Values.Map(entries.DrainToImmutable(), place, isOpen);
    }

    // Meta-arguments hold names, not expressions.
    private static Value Argument(BlockEntry entry, ModuleScope scope, Bindings? bindings) => entry.Name switch
    {
        "depends_on" or "provider" or "providers" or "lifecycle" => NodeReader.ReadLiteral(entry.Node, entry.Document),
        _ => Nested(entry.Node, entry.Document, scope, bindings),
    };

    // Only a block can hold a `dynamic` key, so the nodes on the way to one are blocks.
    public static Value Nested(SyntaxNode node, SourceText document, ModuleScope scope, Bindings? bindings) => node switch
    {
        MappingNode mapping when HoldsDynamic(mapping) => Read(Entries(mapping, document), new Place(document, mapping.Span), scope, bindings),
        SequenceNode sequence when sequence.Items.Any(HoldsDynamic) =>
            Values.List([.. sequence.Items.Select(i => Nested(i, document, scope, bindings))], new Place(document, sequence.Span)),
        _ => NodeReader.Read(node, document, scope, bindings),
    };

    private static bool HoldsDynamic(SyntaxNode node) => node switch
    {
        MappingNode mapping => mapping.Entries.Any(e => e.Name == "dynamic" || HoldsDynamic(e.Value)),
        SequenceNode sequence => sequence.Items.Any(HoldsDynamic),
        _ => false,
    };

    private static ImmutableArray<BlockEntry> Entries(MappingNode mapping, SourceText document) =>
        [.. mapping.Entries.Select(e => new BlockEntry(e.Name, new Place(document, e.Key.Span), e.Value, document))];

    private static IEnumerable<(BlockEntry Type, ImmutableArray<BlockEntry> Declaration)> DynamicBlocks(BlockEntry dynamic)
    {
        foreach (var types in Mappings(dynamic.Node))
        {
            foreach (var type in Entries(types, dynamic.Document))
            {
                if (type.Name == BlockReader.Comment) continue;
                foreach (var declaration in Mappings(type.Node)) yield return (type, Entries(declaration, dynamic.Document));
            }
        }
    }

    private static IEnumerable<MappingNode> Mappings(SyntaxNode node) => node switch
    {
        MappingNode mapping => [mapping],
        SequenceNode sequence => sequence.Items.OfType<MappingNode>(),
        _ => [],
    };

    // Blocks written out and blocks made stand in one list.
    private static void Add(ImmutableArray<MapEntry>.Builder entries, BlockEntry type, Value made)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Key != type.Name) continue;
            var items = entries[i].Value is ListValue list ? list.Items : [entries[i].Value];
            var more = made is ListValue blocks ? blocks : Values.List([made]);
            var isOpen = more.IsOpen || entries[i].Value is ListValue { IsOpen: true };
            entries[i] = entries[i] with { Value = Values.List([.. items, .. more.Items], entries[i].Value.Place, isOpen) };
            return;
        }

        entries.Add(new MapEntry(type.Name, type.KeyPlace, made));
    }
}
