using System.Text.Json;
using Onus.Engine.Reports;
using Onus.Engine.Text;
using Onus.LanguageServer.Documents;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Rpc;

namespace Onus.LanguageServer.Features;

/// <summary>Answers <c>onus/report</c>: the responsibility map of a template as a page.</summary>
internal static class ReportFeature
{
    /// <returns>Null for what is no template.</returns>
    public static ReportResult? Answer(FeatureContext context, ReportParams parameters) =>
        context.Snapshot.AnalysisOf(DocumentUri.ToPath(parameters.Uri)) is { Template: not null } analysis
            ? new ReportResult { Html = HtmlMap.Write(analysis, context.Abilities.HasCommands ? place => LinkTo(context, place) : null) }
            : null;

    /// <summary>A link that the client's own command follows.</summary>
    private static string LinkTo(FeatureContext context, Place place)
    {
        var uri = JsonSerializer.Serialize(context.UriOf(place.Document), RpcJson.Default.String);
        var position = JsonSerializer.Serialize(context.Conversions.PositionOf(place.Document, place.Span.Start), ProtocolJson.Default.Position);
        return $"command:onus.reveal?{Uri.EscapeDataString($"[{uri},{position}]")}";
    }
}
