using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Modules;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform;

/// <summary>Reads the words of people and other tools in <c>"//"</c> keys: which checks they let pass, and why.</summary>
internal static class Suppressions
{
    /// <summary>Those of one document as a whole, which stand at its root.</summary>
    public static IEnumerable<Suppression> OfDocument(SyntaxTree tree) =>
        tree.Root is null ? [] : BlockReader.RootEntries(tree.Root).Where(e => e.Name == BlockReader.Comment).SelectMany(e => Read(e.Value, tree.Text, null));

    /// <summary>Those of a block, by the name that its resource goes by.</summary>
    public static IEnumerable<Suppression> OfBlock(TerraformBlock block, string resource) =>
        block.Entries.Where(e => e.Name == BlockReader.Comment).SelectMany(e => Read(e.Node, e.Document, resource));

    private static IEnumerable<Suppression> Read(SyntaxNode node, SourceText document, string? resource) => node switch
    {
        ScalarNode { Style: not ScalarStyle.Plain } text => text.Value.Split('\n').SelectMany(line => Parse(line, resource, new Place(document, text.Span))),
        SequenceNode sequence => sequence.Items.SelectMany(i => Read(i, document, resource)),
        _ => [],
    };

    private static IEnumerable<Suppression> Parse(string line, string? resource, Place place) =>
        CommentSuppression.TryRead(line, out var said) ? said.Select(s => new Suppression(s.Ids, s.Reason, resource, s.Tool, place)) : [];
}
