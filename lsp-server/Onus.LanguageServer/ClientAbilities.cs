using System.Text.Json;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer;

/// <summary>What the client can do, as far as the server asks.</summary>
internal sealed record ClientAbilities
{
    /// <summary>It asks for diagnostics; then none are sent unasked.</summary>
    public bool PullsDiagnostics { get; init; }

    public bool RefreshesDiagnostics { get; init; }

    public bool RefreshesCodeLenses { get; init; }

    /// <summary>Edits may name the version they are for.</summary>
    public bool TakesDocumentChanges { get; init; }

    /// <summary>It can ask the person before an edit is made.</summary>
    public bool ConfirmsChanges { get; init; }

    /// <summary>An edit may have stops at which a person fills something in.</summary>
    public bool TakesSnippets { get; init; }

    /// <summary>An action's edit may be made when it is chosen.</summary>
    public bool ResolvesEdits { get; init; }

    /// <summary>It can be asked for settings.</summary>
    public bool GivesConfiguration { get; init; }

    /// <summary>Files to watch can be named after the start.</summary>
    public bool RegistersWatchedFiles { get; init; }

    /// <summary>Hovers are shown as Markdown; else as plain text.</summary>
    public bool ShowsMarkdown { get; init; } = true;

    public bool CountsInUtf8 { get; init; }

    /// <summary>It has the commands of Onus's own extension, such as the one that asks for the reason to ignore a control.</summary>
    public bool HasCommands { get; init; }

    public static ClientAbilities Of(InitializeParams parameters)
    {
        var workspace = parameters.Capabilities?.Workspace;
        var document = parameters.Capabilities?.TextDocument;
        return new ClientAbilities
        {
            PullsDiagnostics = document?.Diagnostic is not null,
            RefreshesDiagnostics = workspace?.Diagnostics?.RefreshSupport == true,
            RefreshesCodeLenses = workspace?.CodeLens?.RefreshSupport == true,
            TakesDocumentChanges = workspace?.WorkspaceEdit?.DocumentChanges == true,
            ConfirmsChanges = workspace?.WorkspaceEdit is { DocumentChanges: true, ChangeAnnotationSupport: not null },
            TakesSnippets = workspace?.WorkspaceEdit is { DocumentChanges: true, SnippetEditSupport: true },
            ResolvesEdits = document?.CodeAction is { DataSupport: true, ResolveSupport.Properties: { } properties } && properties.Contains("edit"),
            GivesConfiguration = workspace?.Configuration == true,
            RegistersWatchedFiles = workspace?.DidChangeWatchedFiles?.DynamicRegistration == true,
            ShowsMarkdown = document?.Hover?.ContentFormat is not { Count: > 0 } formats || formats.Contains(MarkupKind.Markdown),
            CountsInUtf8 = PrefersUtf8(parameters.Capabilities?.General?.PositionEncodings),
            HasCommands = parameters.InitializationOptions is { ValueKind: JsonValueKind.Object } options
                && options.TryGetProperty("commands", out var commands) && commands.ValueKind == JsonValueKind.True,
        };
    }

    /// <summary>The client names its encodings best first; UTF-16 is what the engine counts in, so it wins where it is offered.</summary>
    private static bool PrefersUtf8(IReadOnlyList<string>? encodings) =>
        encodings is not null && !encodings.Contains(PositionEncodingKind.UTF16) && encodings.Contains(PositionEncodingKind.UTF8);
}
