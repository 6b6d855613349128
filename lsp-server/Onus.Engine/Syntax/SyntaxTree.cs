using System.Collections.Immutable;
using Onus.Engine.Text;

namespace Onus.Engine.Syntax;

/// <summary>A syntax error in plain words: what is wrong and what to do. The reader goes on after it.</summary>
public sealed record SyntaxError(TextSpan Span, string Message)
{
    /// <summary>A key that stands twice: valid for the authorities of YAML and JSON, refused by what deploys the template.</summary>
    public bool IsDuplicateKey { get; init; }
}

/// <summary>A comment with its marker (<c># …</c>), without the line break.</summary>
public readonly record struct CommentTrivia(TextSpan Span);

/// <summary>
/// What a text says, read tolerantly. Reading never fails: every text gives a tree and its errors. A tree is a function of
/// the text alone.
/// </summary>
public sealed class SyntaxTree
{
    public required SourceText Text { get; init; }

    public required SyntaxLanguage Language { get; init; }

    /// <summary>The root of each document of the text, in order; a JSON text has one. Empty where the text says nothing.</summary>
    public required ImmutableArray<SyntaxNode> Documents { get; init; }

    public required ImmutableArray<SyntaxError> Errors { get; init; }

    /// <summary>Comments in order of their place.</summary>
    public required ImmutableArray<CommentTrivia> Comments { get; init; }

    /// <summary>The first document's root, the one that a template is read from; null for an empty text.</summary>
    public SyntaxNode? Root => Documents.IsEmpty ? null : Documents[0];

    /// <summary>Reads a text. <paramref name="language"/> null: JSON where the first character that is not blank is a brace.</summary>
    public static SyntaxTree Read(SourceText text, SyntaxLanguage? language = null, CancellationToken cancellation = default) =>
        SyntaxReader.Read(text, language, cancellation);

    /// <summary>The chain of nodes from the root down to the innermost one that touches the offset, root first.</summary>
    public IReadOnlyList<SyntaxNode> PathTo(int offset) => SyntaxPath.To(this, offset);
}
