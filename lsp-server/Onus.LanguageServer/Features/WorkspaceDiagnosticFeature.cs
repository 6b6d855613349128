using Onus.Engine.Text;
using Onus.LanguageServer.Documents;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>Answers <c>workspace/diagnostic</c>: the templates of the client's folders, open or not.</summary>
internal static class WorkspaceDiagnosticFeature
{
    /// <summary>A workspace with more is not meant; the open ones are checked in any case.</summary>
    private const int MostFiles = 5000;

    private const int DeepestFolder = 30;

    private static readonly string[] Endings = [".yaml", ".yml", ".json", ".template"];

    private static readonly string[] Marks = ["AWSTemplateFormatVersion", "AWS::", "aws_"];

    /// <summary>
    /// Only what differs from what the client has. A client asks again at once, so an answer without news waits for a change.
    /// </summary>
    public static async Task<WorkspaceDiagnosticReport> AnswerAsync(
        Workspace workspace, Func<Snapshot, FeatureContext> contextOf, WorkspaceDiagnosticParams parameters, CancellationToken cancellation)
    {
        var known = parameters.PreviousResultIds.DistinctBy(previous => previous.Uri).ToDictionary(previous => previous.Uri, previous => previous.Value);
        while (true)
        {
            var next = workspace.NextChange;
            var reports = Reports(workspace, contextOf(workspace.Current), known, cancellation);
            if (known.Count == 0 || reports.Exists(report => report.Kind == DocumentDiagnosticReportKind.Full)) return new WorkspaceDiagnosticReport { Items = reports };
            await next.WaitAsync(cancellation);
        }
    }

    private static List<WorkspaceDocumentReport> Reports(
        Workspace workspace, FeatureContext context, Dictionary<string, string> known, CancellationToken cancellation)
    {
        var reports = new List<WorkspaceDocumentReport>();
        var found = workspace.Folders.SelectMany(folder => Walk(context.Snapshot, folder, 0)).Take(MostFiles)
            .Concat(context.Snapshot.Open.Keys).Distinct(StringComparer.Ordinal);
        foreach (var path in found)
        {
            cancellation.ThrowIfCancellationRequested();
            var document = context.Snapshot.Open.GetValueOrDefault(path);
            if (context.Snapshot.Read(path) is not { } text || !MayBeTemplate(text)) continue;
            var uri = document?.Uri ?? DocumentUri.FromPath(path);
            var items = DiagnosticList.Of(context, path);
            var id = ResultId.Of(items);
            var isKnown = known.GetValueOrDefault(uri) == id;
            reports.Add(new WorkspaceDocumentReport
            {
                Kind = isKnown ? DocumentDiagnosticReportKind.Unchanged : DocumentDiagnosticReportKind.Full,
                Uri = uri,
                Version = document?.Version,
                ResultId = id,
                Items = isKnown ? null : items,
            });
        }

        AddGone(reports, known);
        return reports;
    }

    /// <summary>A file that is gone, or no template any more, has nothing against it.</summary>
    private static void AddGone(List<WorkspaceDocumentReport> reports, Dictionary<string, string> known)
    {
        var none = ResultId.Of([]);
        foreach (var (uri, id) in known)
        {
            if (id == none || reports.Exists(report => report.Uri == uri)) continue;
            reports.Add(new WorkspaceDocumentReport { Kind = DocumentDiagnosticReportKind.Full, Uri = uri, Version = null, ResultId = none, Items = [] });
        }
    }

    private static IEnumerable<string> Walk(Snapshot snapshot, string folder, int depth)
    {
        foreach (var name in snapshot.List(folder))
        {
            if (Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) yield return Path.Combine(folder, name);
        }

        if (depth == DeepestFolder) yield break;
        foreach (var name in snapshot.ListFolders(folder))
        {
            foreach (var path in Walk(snapshot, Path.Combine(folder, name), depth + 1)) yield return path;
        }
    }

    private static bool MayBeTemplate(SourceText text) => Marks.Any(mark => text.Content.Contains(mark, StringComparison.Ordinal));
}
