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

    public static void Read(SyntaxTree tree, List<TerraformBlock> into)
    {
        if (tree.Root is not { } root) return;
        foreach (var entry in RootEntries(root))
        {
            var kind = LabelCount(entry.Name) is null && !tree.Errors.IsEmpty ? LostKind(entry, root) : entry.Name;
            if (LabelCount(kind) is { } labels) new Walk(tree.Text, kind, entry.Key.Span, into).Add(entry.Value, entry, labels, []);
        }
    }

    /// <summary>What a top-level key of a broken text was, or is going to be, where resource types stand in it.</summary>
    private static string LostKind(MappingEntry entry, SyntaxNode root)
    {
        if (entry.Value is not MappingNode mapping || !mapping.Entries.Any(e => e.Name.StartsWith("aws_", StringComparison.Ordinal))) return "";
        if (entry.Name.Length > 0 && "data".StartsWith(entry.Name, StringComparison.Ordinal)) return "data";
        return RootEntries(root).Any(e => e.Name == "resource") ? "data" : "resource";
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

    /// <summary>Goes down from one kind's key through its levels of labels.</summary>
    private readonly struct Walk(SourceText document, string kind, TextSpan kindSpan, List<TerraformBlock> into)
    {
        public void Add(SyntaxNode node, MappingEntry holder, int depth, ImmutableArray<BlockLabel> labels)
        {
            if (node is SequenceNode sequence)
            {
                foreach (var item in sequence.Items) Add(item, holder, depth, labels);
                return;
            }

            if (node is not MappingNode mapping) return;
            if (depth == 0)
            {
                into.Add(new TerraformBlock(
                    kind,
                    new Place(document, kindSpan),
                    labels,
                    new Place(document, holder.Span),
                    new Place(document, mapping.Span),
                    Entries(document, mapping)));
                return;
            }

            foreach (var entry in mapping.Entries)
            {
                if (entry.Name is not (Comment or ""))
                    Add(entry.Value, entry, depth - 1, labels.Add(new BlockLabel(entry.Name, new Place(document, entry.Key.Span))));
            }
        }
    }

    private static ImmutableArray<BlockEntry> Entries(SourceText document, MappingNode mapping)
    {
        var entries = ImmutableArray.CreateBuilder<BlockEntry>(mapping.Entries.Length);
        foreach (var entry in mapping.Entries)
            entries.Add(new BlockEntry(entry.Name, new Place(document, entry.Key.Span), entry.Value, document));
        return entries.DrainToImmutable();
    }
}
