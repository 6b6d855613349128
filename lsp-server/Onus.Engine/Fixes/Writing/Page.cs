using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes.Writing;

/// <summary>A text to be edited, with its tree and its habits.</summary>
internal sealed class Page
{
    public Page(SyntaxTree tree, Habits habits)
    {
        Tree = tree;
        Habits = habits;
        Values = new ValueWriter(tree.Language, habits);
    }

    public Page(SyntaxTree tree)
        : this(tree, Habits.Of(tree))
    {
    }

    public SyntaxTree Tree { get; }

    public SourceText Text => Tree.Text;

    public Habits Habits { get; }

    public ValueWriter Values { get; }

    public bool IsJson => Tree.Language == SyntaxLanguage.Json;

    /// <summary>The offset after an entry's colon; null where it has none of its own, as with explicit keys.</summary>
    public int? AfterColon(MappingEntry entry)
    {
        var at = entry.Key.FullSpan.End;
        while (at < Text.Length && Text.Content[at] is ' ' or '\t') at++;
        return at < Text.Length && Text.Content[at] == ':' ? at + 1 : null;
    }

    /// <summary>The end of a node's text without the blank lines that belong to a block scalar's span.</summary>
    public int EndOf(SyntaxNode node) => Lines.TrimEnd(Text, node.FullSpan.End, node.FullSpan.Start);

    public int EndOf(MappingEntry entry) => Lines.TrimEnd(Text, entry.Span.End, entry.Span.Start);

    /// <summary>Whether a comment begins in the span.</summary>
    public bool HasComment(TextSpan span) => CommentIn(span) is not null;

    /// <summary>The first comment that begins in the span.</summary>
    public CommentTrivia? CommentIn(TextSpan span)
    {
        var (low, high) = (0, Tree.Comments.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Tree.Comments[middle].Span.Start < span.Start) low = middle + 1;
            else high = middle;
        }

        return low < Tree.Comments.Length && Tree.Comments[low].Span.Start < span.End ? Tree.Comments[low] : null;
    }

    /// <summary>
    /// Whether the block under a node ends in a block scalar that keeps its trailing line breaks: what is written after it would change it.
    /// </summary>
    public bool EndsInKeptBreaks(SyntaxNode node) => node switch
    {
        MappingNode { IsFlow: false, Entries: [.., var last] } => EndsInKeptBreaks(last.Value),
        SequenceNode { IsFlow: false, Items: [.., var last] } => EndsInKeptBreaks(last),
        ScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded } scalar => HeaderOf(scalar).Contains('+', StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Whether the block under a node ends in a block scalar, to which the lines below may belong.</summary>
    public static bool EndsInBlockScalar(SyntaxNode node) => node switch
    {
        MappingNode { IsFlow: false, Entries: [.., var last] } => EndsInBlockScalar(last.Value),
        SequenceNode { IsFlow: false, Items: [.., var last] } => EndsInBlockScalar(last),
        ScalarNode scalar => scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded,
        _ => false,
    };

    private string HeaderOf(ScalarNode scalar) =>
        Text.Content[scalar.Span.Start..Math.Max(scalar.Span.Start, Math.Min(Lines.EndOf(Text, scalar.Span.Start), scalar.Span.End))];
}
