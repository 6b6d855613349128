using System.Text.Json;
using Onus.Engine.Reports;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Rpc;

namespace Onus.LanguageServer.Features;

/// <summary>Answers <c>textDocument/codeLens</c>: over each resource, how its duties stand.</summary>
internal static class CodeLensFeature
{
    private const string MapCommand = "onus.showResponsibilityMap";

    public static IReadOnlyList<CodeLens> Answer(FeatureContext context, CodeLensParams parameters)
    {
        if (context.Snapshot.Find(parameters.TextDocument.Uri) is not { } document) return [];
        if (context.Snapshot.AnalysisOf(document.Path) is not { } analysis) return [];
        return [.. ResourceSummaries.Of(analysis, document.Path).Select(summary => new CodeLens
        {
            Range = context.Conversions.RangeOf(summary.Place),
            Command = CommandFor(context, document.Uri, summary.Text),
        })];
    }

    /// <summary>A client without the command shows the words alone.</summary>
    private static Command CommandFor(FeatureContext context, string uri, string title) => context.Abilities.HasCommands
        ? new Command { Title = title, CommandName = MapCommand, Arguments = [JsonSerializer.SerializeToElement(uri, RpcJson.Default.String)] }
        : new Command { Title = title, CommandName = "" };
}
