namespace Onus.Engine.Text;

/// <summary>A span of a particular text.</summary>
public readonly record struct Place(SourceText Document, TextSpan Span)
{
    public LinePosition Start => Document.PositionOf(Span.Start);

    public LinePosition End => Document.PositionOf(Span.End);

    public string Text => Document[Span];

    /// <summary>The place of a part, where this is the place that the whole moved to.</summary>
    /// <param name="part">Where the part stood.</param>
    /// <param name="whole">Where the whole stood.</param>
    internal Place With(Place part, Place whole) => new(Document, new TextSpan(part.Span.Start - whole.Span.Start + Span.Start, part.Span.Length));
}
