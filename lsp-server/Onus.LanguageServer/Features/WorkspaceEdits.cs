using Onus.Engine.Fixes;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>Turns fixes into edits of the client's documents.</summary>
internal static class WorkspaceEdits
{
    private const string Confirmation = "confirm";

    /// <summary>The edit of a fix, for the versions it was made from; null where the fix changes nothing.</summary>
    public static WorkspaceEdit? Of(FeatureContext context, Fix fix)
    {
        if (fix.Edits.IsDefaultOrEmpty) return null;
        var byDocument = fix.Edits.GroupBy(edit => edit.Document).ToList();
        if (!context.Abilities.TakesDocumentChanges)
        {
            return new WorkspaceEdit
            {
                Changes = byDocument.ToDictionary(
                    group => context.UriOf(group.Key),
                    IReadOnlyList<TextEdit> (group) => [.. group.Select(edit => new TextEdit { Range = context.Conversions.RangeOf(edit.Document, edit.Edit.Span), NewText = edit.Edit.NewText })]),
            };
        }

        var annotation = fix.NeedsConfirmation && context.Abilities.ConfirmsChanges ? Confirmation : null;
        return new WorkspaceEdit
        {
            DocumentChanges = [.. byDocument.Select(group => new TextDocumentEdit
            {
                TextDocument = new OptionalVersionedTextDocumentIdentifier
                {
                    Uri = context.UriOf(group.Key),
                    Version = context.Snapshot.Open.GetValueOrDefault(group.Key.Path)?.Version,
                },
                Edits = [.. Edits(context, fix, [.. group]).Select(edit => edit with { AnnotationId = annotation })],
            })],
            ChangeAnnotations = annotation is null
                ? null
                : new Dictionary<string, ChangeAnnotation> { [annotation] = new() { Label = fix.Title, NeedsConfirmation = true } },
        };
    }

    /// <summary>A document's edits, with stops where a person has something to fill in, the client can show them, and the document is open to do so.</summary>
    private static IEnumerable<DocumentTextEdit> Edits(FeatureContext context, Fix fix, DocumentEdit[] edits)
    {
        var canAsk = context.Abilities.TakesSnippets && context.Snapshot.Open.ContainsKey(edits[0].Document.Path);
        var snippets = canAsk ? Snippets.Of(fix, edits) : null;
        return edits.Select((edit, at) => new DocumentTextEdit
        {
            Range = context.Conversions.RangeOf(edit.Document, edit.Edit.Span),
            NewText = snippets is null ? edit.Edit.NewText : null,
            Snippet = snippets is null ? null : new SnippetText(snippets[at]),
        });
    }
}
