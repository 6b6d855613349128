using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.CloudFormation;

/// <summary>Where the text could not be read, so that nothing there counts as absent.</summary>
internal sealed class BrokenRegions
{
    private readonly TextSpan[] spans;

    public BrokenRegions(SyntaxTree tree) => spans = [.. tree.Errors.Select(e => e.Span).OrderBy(s => s.Start)];

    /// <summary>Whether an error lies in the span or at its edge.</summary>
    public bool Touches(TextSpan span)
    {
        foreach (var error in spans)
        {
            if (error.Start > span.End) return false;
            if (error.End >= span.Start) return true;
        }

        return false;
    }

    /// <summary>Whether an error lies in a collection but in none of its entries, so that entries may be missing.</summary>
    public bool OpensCollection(SyntaxNode node)
    {
        foreach (var error in spans)
        {
            if (error.Start > node.Span.End) return false;
            if (error.End >= node.Span.Start && !IsInChild(node, error)) return true;
        }

        return false;
    }

    private static bool IsInChild(SyntaxNode node, TextSpan error) => node switch
    {
        MappingNode mapping => mapping.Entries.Any(e => e.Value is MappingNode or SequenceNode && e.Value.Span.Contains(error)),
        SequenceNode sequence => sequence.Items.Any(i => i is MappingNode or SequenceNode && i.Span.Contains(error)),
        _ => false,
    };
}
