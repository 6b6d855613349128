using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>A syntax error in plain words: what is wrong and what to do. The reader goes on after it.</summary>
public sealed record SyntaxError(TextSpan Span, string Message)
{
    /// <summary>
    /// Valid for the parsers of YAML and JSON, refused by what deploys the template: a key that stands twice, an alias without its
    /// anchor.
    /// </summary>
    public bool IsSemantic { get; init; }
}

/// <summary>A comment with its marker (<c># …</c>), without the line break.</summary>
public readonly record struct CommentTrivia(TextSpan Span);

/// <summary>The nodes of a text's documents, and its comments.</summary>
internal sealed record TreeContents(ImmutableArray<SyntaxNode> Documents, ImmutableArray<CommentTrivia> Comments);

/// <summary>
/// What a text says, read tolerantly. Reading never fails: every text gives a tree and its errors. A tree is a function of
/// the text alone.
/// </summary>
public sealed class SyntaxTree
{
    private Func<TreeContents>? read;
    private TreeContents? contents;

    internal SyntaxTree(TreeContents contents) => this.contents = contents;

    /// <summary>A tree whose nodes are made when they are first asked for.</summary>
    internal SyntaxTree(Func<TreeContents> read) => this.read = read;

    public required SourceText Text { get; init; }

    public required SyntaxLanguage Language { get; init; }

    /// <summary>The root of each document of the text, in order; a JSON text has one. Empty where the text says nothing.</summary>
    public ImmutableArray<SyntaxNode> Documents => Contents.Documents;

    public required ImmutableArray<SyntaxError> Errors { get; init; }

    /// <summary>Comments in order of their place.</summary>
    public ImmutableArray<CommentTrivia> Comments => Contents.Comments;

    private TreeContents Contents
    {
        get
        {
            if (contents is { } known) return known;
            // What another thread has made meanwhile stays, and what it was made from goes.
            if (read is { } make) Interlocked.CompareExchange(ref contents, make(), null);
            read = null;
            return contents!;
        }
    }

    /// <summary>What some entry says hangs on another one: by an anchor, or since of two with the same key one was dropped.</summary>
    internal bool IsEntangled { get; init; }

    /// <summary>It is known to have the layout in which one entry can be read without the others; see <see cref="Layout"/>.</summary>
    internal bool IsLaidOut { get; init; }

    /// <summary>The root that a template is read from: of the first document that holds a mapping, else of the first; null for an empty text.</summary>
    public SyntaxNode? Root => Documents.FirstOrDefault(document => document is MappingNode) ?? Documents.FirstOrDefault();

    /// <summary>Reads a text. <paramref name="language"/> null: JSON where the first character that is not blank is a brace, or the file is named so and starts like JSON.</summary>
    public static SyntaxTree Read(SourceText text, SyntaxLanguage? language = null, CancellationToken cancellation = default) =>
        SyntaxReader.Read(text, language, cancellation);

    /// <summary>The tree of this text after edits; the same as if it were read for the first time.</summary>
    internal SyntaxTree After(IReadOnlyCollection<TextEdit> edits)
    {
        var edited = Text.WithContent(TextEdit.Apply(Text.Content, edits));
        var shift = edits.Count == 1 ? TextShift.Of(Text, edited, edits.First()) : TextShift.Between(Text, edited);
        return Splice.TryRead(this, shift)?.Tree ?? Read(edited, Language);
    }

    /// <summary>The chain of nodes from the root down to the innermost one that touches the offset, root first.</summary>
    public IReadOnlyList<SyntaxNode> PathTo(int offset) => SyntaxPath.To(this, offset);
}
