using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Modules;

internal readonly record struct BlockLabel(string Text, Place Place);

/// <summary>An argument or nested block of a block, with the document it stands in (an override file may be another).</summary>
internal readonly record struct BlockEntry(string Name, Place KeyPlace, SyntaxNode Node, SourceText Document)
{
    public Place ValuePlace => new(Document, Node.Span);
}

/// <summary>A block of a module whichever way JSON encodes it: its kind, labels and entries.</summary>
internal sealed record TerraformBlock(
    string Kind,
    Place KindPlace,
    ImmutableArray<BlockLabel> Labels,
    Place Whole,
    Place BodyPlace,
    ImmutableArray<BlockEntry> Entries)
{
    /// <summary>The labels joined by dots: <c>aws_s3_bucket.logs</c>.</summary>
    public string Key { get; } = Labels.Length switch
    {
        0 => "",
        1 => Labels[0].Text,
        _ => $"{Labels[0].Text}.{Labels[1].Text}",
    };

    public BlockEntry? Find(string name)
    {
        foreach (var entry in Entries)
        {
            if (entry.Name == name) return entry;
        }

        return null;
    }

    /// <summary>The text of a literal argument; null where it is not there or is no scalar.</summary>
    public string? Literal(string name) => Find(name)?.Node is ScalarNode { IsNull: false } scalar ? scalar.Value : null;
}
