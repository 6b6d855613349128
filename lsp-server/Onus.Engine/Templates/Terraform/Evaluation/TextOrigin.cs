using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Templates.Terraform.Evaluation;

/// <summary>Where an expression's text stands: maps offsets of a decoded string back to its document.</summary>
internal sealed class TextOrigin
{
    private readonly TextSpan span;
    private readonly int length;
    private readonly bool hasEscapes;
    private int lastIndex;
    private int lastOffset;

    public TextOrigin(SourceText document, ScalarNode node)
    {
        Document = document;
        span = node.Span;
        length = node.Value.Length;
        hasEscapes = node.Style != ScalarStyle.Plain && length + 2 != span.Length;
        Start = node.Style == ScalarStyle.Plain ? span.Start : span.Start + 1;
    }

    /// <summary>For texts that stand nowhere in a document, such as a configured value: every span is the given place.</summary>
    public TextOrigin(Place place)
    {
        Document = place.Document;
        span = place.Span;
        length = -1;
    }

    /// <summary>For a document that is itself in Terraform's language, such as a variable file.</summary>
    public TextOrigin(SourceText document)
    {
        Document = document;
        span = new TextSpan(0, document.Length);
        length = document.Length;
    }

    public SourceText Document { get; }

    /// <summary>The whole string, quotes included.</summary>
    public Place Whole => new(Document, span);

    private int Start { get; }

    public Place At(TextSpan inner)
    {
        if (length < 0) return Whole;
        var from = Offset(inner.Start);
        var to = inner.IsEmpty ? from : Offset(inner.End);
        return new Place(Document, TextSpan.FromBounds(from, Math.Max(from, to)));
    }

    private int Offset(int index)
    {
        index = Math.Clamp(index, 0, length);
        if (!hasEscapes) return Math.Min(Start + index, span.End);
        return FindOffset(index);
    }

    // Counts the raw characters behind each decoded one, by JSON's escapes; goes on from where the last search ended, since
    // expressions are mostly asked for in order.
    private int FindOffset(int index)
    {
        if (lastOffset == 0 || index < lastIndex) (lastIndex, lastOffset) = (0, Start);
        var content = Document.Content;
        for (; lastIndex < index && lastOffset < span.End; lastIndex++)
        {
            var isEscape = content[lastOffset] == '\\' && lastOffset + 1 < span.End;
            lastOffset += !isEscape ? 1 : content[lastOffset + 1] == 'u' ? 6 : 2;
        }

        return Math.Min(lastOffset, span.End);
    }
}
