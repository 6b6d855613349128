using System.Collections.Immutable;
using Onus.Engine.Syntax;
using Onus.Engine.Templates.Terraform.Modules;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform;

/// <summary>Reads the words of people and other tools in <c>"//"</c> keys: which checks they let pass, and why.</summary>
internal static class Suppressions
{
    private static readonly (string Mark, string Tool)[] Marks =
    [
        ("onus:ignore", "onus"),
        ("checkov:skip=", "checkov"),
        ("bridgecrew:skip=", "checkov"),
        ("trivy:ignore:", "trivy"),
        ("tfsec:ignore:", "trivy"),
    ];

    /// <summary>Those of one document as a whole, which stand at its root.</summary>
    public static IEnumerable<Suppression> OfDocument(SyntaxTree tree) =>
        tree.Root is null ? [] : BlockReader.RootEntries(tree.Root).Where(e => e.Name == BlockReader.Comment).SelectMany(e => Read(e.Value, tree.Text, null));

    /// <summary>Those of a block, by the name that its resource goes by.</summary>
    public static IEnumerable<Suppression> OfBlock(TerraformBlock block, string resource) =>
        block.Entries.Where(e => e.Name == BlockReader.Comment).SelectMany(e => Read(e.Node, e.Document, resource));

    private static IEnumerable<Suppression> Read(SyntaxNode node, SourceText document, string? resource) => node switch
    {
        ScalarNode { Style: not ScalarStyle.Plain } text => Lines(text.Value).Select(l => Parse(l, resource, new Place(document, text.Span))).OfType<Suppression>(),
        SequenceNode sequence => sequence.Items.SelectMany(i => Read(i, document, resource)),
        _ => [],
    };

    private static IEnumerable<string> Lines(string text) => text.Contains('\n') ? text.Split('\n') : [text];

    private static Suppression? Parse(string text, string? resource, Place place)
    {
        foreach (var (mark, tool) in Marks)
        {
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            if (at < 0) continue;
            var rest = text[(at + mark.Length)..].Trim();
            var (ids, reason) = mark switch
            {
                "onus:ignore" => Divide(rest, "--"),
                "checkov:skip=" or "bridgecrew:skip=" => Divide(rest, ":"),
                _ => Divide(rest, " "),
            };
            var names = Names(ids, tool);
            return names.IsEmpty ? null : new Suppression(names, reason, resource, tool, place);
        }

        return null;
    }

    private static (string Ids, string Reason) Divide(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + mark.Length)..].Trim());
    }

    // trivy adds conditions behind the id: aws-s3-encryption[bucket=logs], or :exp:2030-01-01.
    private static ImmutableArray<string> Names(string ids, string tool) =>
    [
        .. ids.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(id => tool == "trivy" ? id.Split('[', ':')[0] : id.TrimStart(':'))
            .Where(id => id.Length > 0),
    ];
}
