using Onus.LanguageServer.Documents;
using Onus.LanguageServer.Features;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer;

/// <summary>
/// Sends diagnostics to a client that does not ask for them: always of the newest texts, so that a burst of changes costs one
/// analysis, not one each; and only where there is something new.
/// </summary>
/// <param name="workspace">The texts.</param>
/// <param name="contextOf">What answers are made from.</param>
/// <param name="send">Sends a document's diagnostics.</param>
/// <param name="complain">Told of an analysis that failed.</param>
internal sealed class Publisher(
    Workspace workspace,
    Func<Snapshot, FeatureContext> contextOf,
    Func<PublishDiagnosticsParams, Task> send,
    Func<string, Exception, Task> complain)
{
    private readonly Dictionary<string, Sent> sent = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            // Taken before the work, so that no change is missed.
            var next = workspace.NextChange;
            var snapshot = workspace.Current;
            foreach (var path in sent.Keys.Where(path => !snapshot.Open.ContainsKey(path)).ToList())
            {
                await send(new PublishDiagnosticsParams { Uri = sent[path].Uri, Diagnostics = [] });
                sent.Remove(path);
            }

            foreach (var document in snapshot.Open.Values)
            {
                if (next.IsCompleted && workspace.Current.Find(document.Uri)?.Version != document.Version) continue;
                await PublishAsync(snapshot, document);
            }

            await next.WaitAsync(cancellation);
        }
    }

    private async Task PublishAsync(Snapshot snapshot, OpenDocument document)
    {
        var now = new Sent(document.Uri, document.Version, snapshot.Settings.IsEnabled, snapshot.UnitOf(document.Path));
        if (sent.GetValueOrDefault(document.Path) == now) return;
        try
        {
            var diagnostics = DiagnosticList.Of(contextOf(snapshot), document.Path);
            if (workspace.Current.Open.GetValueOrDefault(document.Path)?.Version != document.Version) return;
            sent[document.Path] = now;
            await send(new PublishDiagnosticsParams { Uri = document.Uri, Version = document.Version, Diagnostics = diagnostics });
        }
        catch (Exception exception)
        {
            sent[document.Path] = now;
            await complain($"{document.Uri} could not be checked", exception);
        }
    }

    /// <summary>What a document's diagnostics were sent for. Its own unit only: a snapshot would keep those of all documents.</summary>
    private sealed record Sent(string Uri, int Version, bool IsEnabled, Unit Unit);
}
