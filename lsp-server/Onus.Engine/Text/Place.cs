namespace Onus.Engine.Text;

/// <summary>A span of a particular text.</summary>
public readonly record struct Place(SourceText Document, TextSpan Span)
{
    public LinePosition Start => Document.PositionOf(Span.Start);

    public LinePosition End => Document.PositionOf(Span.End);

    public string Text => Document[Span];
}
