using System.Text.Json.Serialization;

namespace Onus.LanguageServer.Protocol;

/// <summary>The answer to <c>textDocument/diagnostic</c>: full, or a word that nothing changed.</summary>
internal sealed record DocumentDiagnosticReport
{
    public required string Kind { get; init; }

    public string? ResultId { get; init; }

    /// <summary>Null in an unchanged report.</summary>
    public IReadOnlyList<Diagnostic>? Items { get; init; }
}

/// <summary>The answer to <c>workspace/diagnostic</c>.</summary>
internal sealed record WorkspaceDiagnosticReport
{
    public required IReadOnlyList<WorkspaceDocumentReport> Items { get; init; }
}

/// <summary>One document's part of it.</summary>
internal sealed record WorkspaceDocumentReport
{
    public required string Kind { get; init; }

    public required string Uri { get; init; }

    /// <summary>Null for a document that is not open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Version { get; init; }

    public string? ResultId { get; init; }

    /// <summary>Null in an unchanged report.</summary>
    public IReadOnlyList<Diagnostic>? Items { get; init; }
}

/// <summary>Asks for the responsibility map of a template.</summary>
internal sealed record ReportParams
{
    public required string Uri { get; init; }
}

internal sealed record ReportResult
{
    public required string Html { get; init; }
}

/// <summary>What the client needs to ask a person for the reason to ignore a control.</summary>
internal sealed record IgnoreTarget
{
    public required string Uri { get; init; }

    public required string Control { get; init; }

    public required Position Position { get; init; }
}

/// <summary>Asks for the edit that ignores a control for a reason.</summary>
internal sealed record IgnoreEditParams
{
    public required string Uri { get; init; }

    public required string Control { get; init; }

    public required Position Position { get; init; }

    public required string Reason { get; init; }
}

/// <summary>What an action whose edit is made only when it is chosen carries.</summary>
internal sealed record ActionData
{
    public required string Uri { get; init; }

    /// <summary>The document's version that the action was offered for.</summary>
    public required int Version { get; init; }

    /// <summary>The control to fix everywhere; null for all safe fixes.</summary>
    public string? Control { get; init; }
}

/// <summary>The files whose changes on disk the server wants to hear of.</summary>
internal sealed record WatchedFiles
{
    public required IReadOnlyList<WatchedGlob> Watchers { get; init; }
}

internal sealed record WatchedGlob
{
    public required string GlobPattern { get; init; }
}

/// <summary>One of the three kinds of edits that a document's edits may be: plain, to be confirmed, or with stops for a person to fill in.</summary>
internal sealed record DocumentTextEdit
{
    public required Range Range { get; init; }

    /// <summary>Null where <see cref="Snippet"/> stands.</summary>
    public string? NewText { get; init; }

    /// <summary>Null where <see cref="NewText"/> stands.</summary>
    public SnippetText? Snippet { get; init; }

    public string? AnnotationId { get; init; }
}

/// <summary>A text with stops.</summary>
/// <param name="Value">The text, in the syntax for snippets.</param>
/// <param name="Kind">What the protocol calls it.</param>
internal sealed record SnippetText(string Value, string Kind = "snippet");
