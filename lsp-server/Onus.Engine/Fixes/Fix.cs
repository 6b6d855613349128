using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes;

/// <summary>An edit a careful colleague would make, ready to apply.</summary>
/// <param name="Title">What will happen and what it costs.</param>
/// <param name="Finding">The finding it mends; null for one that mends several.</param>
/// <param name="Edits">Edits by document, in offsets of the texts the analysis was made from.</param>
/// <param name="IsSafe">No replacement, no outage, nothing to fill in: may be applied unasked and is preferred.</param>
/// <param name="NeedsConfirmation">It replaces a resource or loosens something: the editor should ask.</param>
/// <param name="IsDecision">It decides what only a person can weigh: which resource of the template to use, or a value over one that is settled elsewhere. Never part of a fix of many.</param>
/// <param name="Placeholders">Spans, in offsets of each edit's new text, that a person must fill in; empty for a complete fix.</param>
public sealed record Fix(
    string Title,
    Finding? Finding,
    ImmutableArray<DocumentEdit> Edits,
    bool IsSafe,
    bool NeedsConfirmation = false,
    bool IsDecision = false,
    ImmutableArray<Placeholder> Placeholders = default);

public readonly record struct DocumentEdit(SourceText Document, TextEdit Edit);

/// <summary>A part of an edit's new text that a person fills in.</summary>
public readonly record struct Placeholder(int EditIndex, TextSpan SpanInNewText, string Hint);
