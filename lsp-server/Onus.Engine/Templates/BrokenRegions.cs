using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates;

/// <summary>Where the text could not be read, so that nothing there counts as absent.</summary>
internal sealed class BrokenRegions
{
    private readonly TextSpan[] spans;

    /// <summary>Takes the errors that have an extent; one without, such as a missing comma, costs nothing that is written.</summary>
    public BrokenRegions(SyntaxTree tree) =>
        spans = tree.Errors.IsEmpty ? [] : [.. tree.Errors.Select(e => e.Span).Where(s => !s.IsEmpty).OrderBy(s => s.Start)];

    public bool IsEmpty => spans.Length == 0;

    /// <summary>Whether an error lies in none of these spans.</summary>
    public bool IsOutside(IReadOnlyCollection<TextSpan> known) => spans.Any(error => !known.Any(k => k.Contains(error)));

    /// <summary>Whether an error lies in a span but in none of the values under keys that it holds.</summary>
    public bool Opens(TextSpan whole, IEnumerable<TextSpan> values) =>
        spans.Any(error => error.Overlaps(whole) && !values.Any(v => v.Contains(error)));

    public bool Touches(TextSpan span)
    {
        foreach (var error in spans)
        {
            if (error.Start >= span.End) return false;
            if (error.Overlaps(span)) return true;
        }

        return false;
    }

    /// <summary>
    /// Whether an error lies in a collection but in none of its values, so that entries may be missing. A value under no key has
    /// lost the line of its key, and tells as much.
    /// </summary>
    public bool OpensCollection(SyntaxNode node)
    {
        foreach (var error in spans)
        {
            if (error.Start >= node.Span.End) return false;
            if (error.Overlaps(node.Span) && !IsInChild(node, error)) return true;
        }

        return false;
    }

    /// <summary>The last thing in a mapping that has lost its key may have lost one of the mapping around it.</summary>
    private static bool EndsNameless(SyntaxNode value) => value is MappingNode { Entries: [.., { Name.Length: 0 }] };

    private static bool IsInChild(SyntaxNode node, TextSpan error) => node switch
    {
        MappingNode mapping => mapping.Entries.Any(e => e.Span.Overlaps(error) && e.Name.Length > 0 && !EndsNameless(e.Value) && e.Value.Span.Contains(error)),
        SequenceNode sequence => sequence.Items.Any(i => i.Span.Contains(error)),
        _ => false,
    };
}
