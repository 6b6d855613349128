using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>Answers <c>textDocument/hover</c>: whose duties a place carries, and how they stand.</summary>
internal static class HoverFeature
{
    public static Hover? Answer(FeatureContext context, HoverParams parameters)
    {
        if (context.Snapshot.Find(parameters.TextDocument.Uri) is not { } document) return null;
        var offset = context.Conversions.OffsetOf(document.Text, parameters.Position);
        if (context.Snapshot.AnalysisOf(document.Path)?.ExplainAt(document.Path, offset) is not { } explanation) return null;
        return new Hover
        {
            Contents = new MarkupContent
            {
                Kind = context.Abilities.ShowsMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText,
                Value = explanation.Markdown,
            },
            Range = explanation.Place.Document.Path == document.Path ? context.Conversions.RangeOf(explanation.Place) : null,
        };
    }
}
