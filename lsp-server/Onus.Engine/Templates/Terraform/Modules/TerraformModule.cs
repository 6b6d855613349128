using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Modules;

/// <summary>A folder's blocks by kind and name, override files merged in; nothing evaluated yet.</summary>
internal sealed class TerraformModule
{
    private TerraformModule(ImmutableArray<SyntaxTree> trees, bool isWhole, List<TerraformBlock> blocks)
    {
        Trees = trees;
        IsWhole = isWhole;
        Blocks = [.. blocks];
        foreach (var block in blocks) Index(block);
    }

    public ImmutableArray<SyntaxTree> Trees { get; }

    /// <summary>All of the folder's files are read, so that a name not found is a mistake.</summary>
    public bool IsWhole { get; }

    public ImmutableArray<TerraformBlock> Blocks { get; }

    public Dictionary<string, TerraformBlock> Variables { get; } = [];

    public Dictionary<string, BlockEntry> Locals { get; } = [];

    public Dictionary<string, TerraformBlock> Outputs { get; } = [];

    public Dictionary<string, TerraformBlock> Calls { get; } = [];

    /// <summary>By <c>type.name</c>.</summary>
    public Dictionary<string, TerraformBlock> Resources { get; } = [];

    /// <summary>By <c>type.name</c>, without <c>data.</c> before it.</summary>
    public Dictionary<string, TerraformBlock> Data { get; } = [];

    public SourceText Document => Trees[0].Text;

    public static TerraformModule Of(ImmutableArray<SyntaxTree> trees, bool isWhole)
    {
        var blocks = new List<TerraformBlock>();
        foreach (var tree in trees.Where(t => !IsOverride(t))) BlockReader.Read(tree, blocks);
        foreach (var tree in trees.Where(IsOverride).OrderBy(t => t.Text.Path, StringComparer.Ordinal))
        {
            var overriding = new List<TerraformBlock>();
            BlockReader.Read(tree, overriding);
            foreach (var block in overriding) Override(blocks, block);
        }

        return new TerraformModule(trees, isWhole, blocks);
    }

    public static string FileName(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..];

    private static bool IsOverride(SyntaxTree tree)
    {
        var name = FileName(tree.Text.Path);
        return name == "override.tf.json" || name.EndsWith("_override.tf.json", StringComparison.Ordinal);
    }

    // An argument of the override stands in for the one of the same name; a block type replaces all its blocks.
    private static void Override(List<TerraformBlock> blocks, TerraformBlock block)
    {
        var at = blocks.FindIndex(b => b.Kind == block.Kind && b.Key == block.Key && b.Literal("alias") == block.Literal("alias"));
        if (at < 0 || block.Kind == "locals")
        {
            blocks.Add(block);
            return;
        }

        var replaced = block.Entries.Select(e => e.Name).ToHashSet();
        blocks[at] = blocks[at] with { Entries = [.. blocks[at].Entries.Where(e => !replaced.Contains(e.Name)), .. block.Entries] };
    }

    private void Index(TerraformBlock block)
    {
        switch (block.Kind)
        {
            case "variable": Variables.TryAdd(block.Key, block); break;
            case "output": Outputs.TryAdd(block.Key, block); break;
            case "module": Calls.TryAdd(block.Key, block); break;
            case "resource": Resources.TryAdd(block.Key, block); break;
            case "data": Data.TryAdd(block.Key, block); break;
            case "ephemeral": Resources.TryAdd("ephemeral." + block.Key, block); break;
            case "locals":
                // A later definition comes from an override file; the same name twice in one module is Terraform's to refuse.
                foreach (var entry in block.Entries) Locals[entry.Name] = entry;
                break;
            default: break;
        }
    }
}
