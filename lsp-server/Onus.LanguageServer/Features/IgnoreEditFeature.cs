using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>Answers <c>onus/ignoreEdit</c>: the edit that ignores a control on its resource for the reason a person gave.</summary>
internal static class IgnoreEditFeature
{
    /// <returns>Null where no such finding stands at the place.</returns>
    public static WorkspaceEdit? Answer(FeatureContext context, IgnoreEditParams parameters)
    {
        if (context.Snapshot.Find(parameters.Uri) is not { } document) return null;
        if (context.Snapshot.AnalysisOf(document.Path) is not { } analysis) return null;
        var offset = context.Conversions.OffsetOf(document.Text, parameters.Position);
        var finding = analysis.FindingsIn(document.Path).FirstOrDefault(finding => finding.Control.Id == parameters.Control && finding.Place.Span.Touches(offset));
        return finding is null ? null : WorkspaceEdits.Of(context, analysis.IgnoreFix(finding, parameters.Reason));
    }
}
