using System.Collections.Immutable;
using Onus.Engine.Text;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Settings;

namespace Onus.LanguageServer.Documents;

/// <summary>Follows the client's documents, settings and folders. Changed by notifications in their order, read from any thread.</summary>
/// <param name="first">The workspace before anything is open.</param>
internal sealed class Workspace(Snapshot first)
{
    private volatile Snapshot current = first;
    private volatile TaskCompletionSource changed = NewSignal();
    private ImmutableArray<string> folders = [];

    public Snapshot Current => current;

    /// <summary>The paths of the client's folders.</summary>
    public ImmutableArray<string> Folders => folders;

    /// <summary>Done at the next change of anything.</summary>
    public Task NextChange => changed.Task;

    public void Open(TextDocumentItem item)
    {
        var path = DocumentUri.ToPath(item.Uri);
        Set(current.With(path, new OpenDocument(item.Uri, item.Version, new SourceText(path, item.Text))));
    }

    /// <returns>False for a document that is not open.</returns>
    public bool Change(VersionedTextDocumentIdentifier identifier, IReadOnlyList<TextDocumentContentChangePartial> changes, Conversions conversions)
    {
        if (current.Find(identifier.Uri) is not { } document) return false;
        var text = changes.Aggregate(document.Text, (text, change) => Apply(text, change, conversions));
        Set(current.With(document.Path, document with { Version = identifier.Version, Text = text }));
        return true;
    }

    public void Close(string uri)
    {
        var path = DocumentUri.ToPath(uri);
        Set(current.With(path, null).WithChangedFiles([path]));
    }

    public void ChangeSettings(ClientSettings settings) => Set(current.With(settings));

    public void ChangeFiles(IEnumerable<string> uris) => Set(current.WithChangedFiles([.. uris.Select(DocumentUri.ToPath)]));

    public void ChangeFolders(IEnumerable<string> added, IEnumerable<string> removed)
    {
        folders = [.. folders.Except(removed.Select(DocumentUri.ToPath)).Union(added.Select(DocumentUri.ToPath).Where(DocumentUri.IsFile))];
        Set(current);
    }

    private static SourceText Apply(SourceText text, TextDocumentContentChangePartial change, Conversions conversions)
    {
        if (change.Range is not { } range) return text.WithContent(change.Text);
        return text.With(conversions.SpanOf(text, range), change.Text);
    }

    private void Set(Snapshot next)
    {
        current = next;
        var signal = changed;
        changed = NewSignal();
        signal.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
