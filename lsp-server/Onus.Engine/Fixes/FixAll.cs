using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Fixes.Writing;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Fixes;

/// <summary>
/// Mends many findings at once. In rounds: the fixes that keep out of each other's way are made together, the text is assessed again,
/// and so on until nothing is left to mend. So each fix sees a text that the ones before it are part of.
/// </summary>
internal sealed class FixAll
{
    /// <summary>Each round mends something; this many mean that fixes undo one another.</summary>
    private const int MaxRounds = 40;

    /// <summary>A resource may fail a control at several items, each a fix of its own.</summary>
    private const int MaxTimes = 30;

    private readonly Analysis original;
    private readonly string? path;
    private readonly string? control;
    private readonly bool safeOnly;
    private readonly Dictionary<(string Control, string Resource), int> times = [];
    private readonly Dictionary<string, ImmutableArray<TextEdit>> edits = [];

    private FixAll(Analysis original, string? path, string? control, bool safeOnly)
    {
        this.original = original;
        this.path = path;
        this.control = control;
        this.safeOnly = safeOnly;
    }

    /// <summary>All safe fixes for the findings that stand in a document; null where there is none.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="path">The document's path; null for all documents.</param>
    public static Fix? Safe(Analysis analysis, string? path) => new FixAll(analysis, path, null, safeOnly: true).Run("Apply all safe fixes in this file");

    /// <summary>The best complete fix for every finding of one control in a document; null where there is none.</summary>
    public static Fix? OfControl(Analysis analysis, string controlId, string? path) =>
        new FixAll(analysis, path, controlId, safeOnly: false).Run($"Fix all of {controlId} in this file");

    /// <summary>The best complete fix for every finding of a document, safe or not; null where there is none.</summary>
    public static Fix? Everything(Analysis analysis, string? path) =>
        new FixAll(analysis, path, null, safeOnly: false).Run("Apply all complete fixes in this file");

    private Fix? Run(string title)
    {
        var analysis = original;
        var (isSafe, needsConfirmation) = (true, false);
        for (var round = 0; round < MaxRounds; round++)
        {
            var batch = new Dictionary<string, List<TextEdit>>();
            foreach (var fix in Candidates(analysis))
            {
                if (!Join(batch, fix)) continue;
                times[KeyOf(fix.Finding)] = times.GetValueOrDefault(KeyOf(fix.Finding)) + 1;
                isSafe &= fix.IsSafe;
                needsConfirmation |= fix.NeedsConfirmation;
            }

            if (batch.Count == 0) break;
            analysis = Apply(analysis, batch);
        }

        if (edits.Count == 0) return null;
        var made = original.Trees
            .Where(tree => edits.ContainsKey(tree.Text.Path))
            .SelectMany(tree => edits[tree.Text.Path].Select(edit => new DocumentEdit(tree.Text, edit)));
        return new Fix(title, null, [.. made], isSafe, needsConfirmation, Placeholders: []);
    }

    private IEnumerable<Fix> Candidates(Analysis analysis)
    {
        var findings = path is null ? analysis.Assessment?.Findings ?? [] : analysis.FindingsIn(path);
        foreach (var finding in findings.ToList())
        {
            if (control is not null && finding.Control.Id != control) continue;
            if (safeOnly && finding.Control.Fix.Readiness != Catalogue.FixReadiness.Safe) continue;
            if (times.GetValueOrDefault(KeyOf(finding)) >= MaxTimes) continue;
            var fix = FixMaker.OneByOne(analysis, finding).FirstOrDefault(fix => fix is { Placeholders.IsDefaultOrEmpty: true, IsDecision: false } && (fix.IsSafe || !safeOnly));
            if (fix is not null) yield return fix;
        }
    }

    private static (string, string) KeyOf(Finding? finding) => finding is null ? ("", "") : (finding.Control.Id, finding.Resource.Name);

    /// <summary>Adds a fix to the batch unless it comes near an edit that is in it already.</summary>
    private static bool Join(Dictionary<string, List<TextEdit>> batch, Fix fix)
    {
        foreach (var (document, edit) in fix.Edits)
        {
            if (batch.TryGetValue(document.Path, out var known) && known.Exists(other => IsNear(other.Span, edit.Span))) return false;
        }

        foreach (var (document, edit) in fix.Edits)
        {
            if (!batch.TryGetValue(document.Path, out var known)) batch[document.Path] = known = [];
            known.Add(edit);
        }

        return true;
    }

    private static bool IsNear(TextSpan one, TextSpan other) => one.Start <= other.End && other.Start <= one.End;

    private Analysis Apply(Analysis analysis, Dictionary<string, List<TextEdit>> batch)
    {
        var changed = new List<SyntaxTree>();
        foreach (var tree in analysis.Trees)
        {
            if (!batch.TryGetValue(tree.Text.Path, out var made)) continue;
            changed.Add(tree.After(made));
            var length = original.Trees.First(first => first.Text.Path == tree.Text.Path).Text.Length;
            edits[tree.Text.Path] = EditComposer.Compose(length, edits.GetValueOrDefault(tree.Text.Path, []), made);
        }

        return analysis.With(changed);
    }
}
