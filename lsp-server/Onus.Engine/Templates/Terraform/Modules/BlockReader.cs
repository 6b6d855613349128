using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Modules;

/// <summary>
/// Reads the blocks of a document, in every encoding that Terraform's JSON syntax allows: an object, or a list of objects, at the
/// root and at every level of labels.
/// </summary>
internal static class BlockReader
{
    /// <summary>The key that holds comments.</summary>
    public const string Comment = "//";

    public static IEnumerable<TerraformBlock> Read(SyntaxTree tree)
    {
        if (tree.Root is not { } root) yield break;
        foreach (var entry in RootEntries(root))
        {
            if (LabelCount(entry.Name) is not { } labels) continue;
            var key = new Place(tree.Text, entry.Key.Span);
            foreach (var block in Blocks(tree.Text, entry, key, entry, labels, [])) yield return block;
        }
    }

    public static IEnumerable<MappingEntry> RootEntries(SyntaxNode root) => root switch
    {
        MappingNode mapping => mapping.Entries,
        SequenceNode sequence => sequence.Items.OfType<MappingNode>().SelectMany(m => m.Entries),
        _ => [],
    };

    // Kinds that say nothing of what is deployed (moved, import, removed, check) are left out.
    private static int? LabelCount(string kind) => kind switch
    {
        "resource" or "data" or "ephemeral" => 2,
        "provider" or "variable" or "output" or "module" => 1,
        "terraform" or "locals" => 0,
        _ => null,
    };

    private static IEnumerable<TerraformBlock> Blocks(
        SourceText document, MappingEntry kind, Place kindPlace, MappingEntry holder, int depth, ImmutableArray<BlockLabel> labels)
    {
        foreach (var mapping in Mappings(holder.Value))
        {
            if (depth == 0)
            {
                yield return new TerraformBlock(
                    kind.Name, kindPlace, labels, new Place(document, holder.Span), new Place(document, mapping.Span), Entries(document, mapping));
                continue;
            }

            foreach (var entry in mapping.Entries)
            {
                if (entry.Name is Comment or "") continue;
                var label = new BlockLabel(entry.Name, new Place(document, entry.Key.Span));
                foreach (var block in Blocks(document, kind, kindPlace, entry, depth - 1, labels.Add(label))) yield return block;
            }
        }
    }

    private static IEnumerable<MappingNode> Mappings(SyntaxNode node) => node switch
    {
        MappingNode mapping => [mapping],
        SequenceNode sequence => sequence.Items.SelectMany(Mappings),
        _ => [],
    };

    private static ImmutableArray<BlockEntry> Entries(SourceText document, MappingNode mapping)
    {
        var entries = ImmutableArray.CreateBuilder<BlockEntry>(mapping.Entries.Length);
        foreach (var entry in mapping.Entries)
            entries.Add(new BlockEntry(entry.Name, new Place(document, entry.Key.Span), entry.Value, document));
        return entries.ToImmutable();
    }
}
