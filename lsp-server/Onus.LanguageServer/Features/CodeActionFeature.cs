using System.Text.Json;
using Onus.Engine;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes;
using Onus.LanguageServer.Documents;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Rpc;

namespace Onus.LanguageServer.Features;

/// <summary>Answers <c>textDocument/codeAction</c>: what mends the findings of a range, mends all of a kind, or ignores one.</summary>
internal static class CodeActionFeature
{
    public const string FixAllKind = CodeActionKind.SourceFixAll + ".onus";

    private const string IgnoreCommand = "onus.ignoreWithReason";

    /// <summary>To mend more at once takes too long to be done unasked, for a client that cannot ask for it later.</summary>
    private const int MostAtOnce = 25;

    /// <summary>Written where the client cannot ask for a reason.</summary>
    private const string ReasonToWrite = "write the reason here";

    public static IReadOnlyList<CodeAction> Answer(FeatureContext context, CodeActionParams parameters)
    {
        if (context.Snapshot.Find(parameters.TextDocument.Uri) is not { } document) return [];
        if (context.Snapshot.AnalysisOf(document.Path) is not { Assessment: not null } analysis) return [];
        var actions = new List<CodeAction>();
        if (Wants(parameters, CodeActionKind.QuickFix))
        {
            var span = context.Conversions.SpanOf(document.Text, parameters.Range);
            var here = analysis.FindingsIn(document.Path).Where(finding => finding.Place.Span.Start <= span.End && span.Start <= finding.Place.Span.End).ToList();
            analysis.MakeFixesFor(here);
            foreach (var finding in here) actions.AddRange(FixesOf(context, analysis, finding));
            var counts = here.Count == 0 ? [] : analysis.FindingsIn(document.Path).CountBy(finding => finding.Control.Id).ToDictionary(StringComparer.Ordinal);
            foreach (var control in here.Select(finding => finding.Control).DistinctBy(control => control.Id)) AddFixAllOf(context, analysis, document, control, counts[control.Id], actions);
            foreach (var ofResource in here.DistinctBy(finding => (finding.Control.Id, finding.Resource.Name)).GroupBy(finding => finding.Resource.Name))
            {
                // Where there is a place for one control's word, there is for any.
                if (context.Abilities.HasCommands && !analysis.CanIgnore(ofResource.First())) continue;
                foreach (var finding in ofResource) AddIgnore(context, analysis, document, finding, actions);
            }
        }

        if (Wants(parameters, FixAllKind)) AddFixAll(context, analysis, document, parameters, actions);
        return actions;
    }

    /// <summary>Answers <c>codeAction/resolve</c>: makes the edit of an action that mends many findings.</summary>
    /// <returns>The action with its edit; null where the document has changed since it was offered.</returns>
    public static CodeAction? Resolve(FeatureContext context, CodeAction action)
    {
        if (action.Edit is not null || action.Data is not { } data) return action;
        var asked = data.Deserialize(RpcJson.Default.ActionData);
        if (asked is null || context.Snapshot.Find(asked.Uri) is not { } document || document.Version != asked.Version) return null;
        var analysis = context.Snapshot.AnalysisOf(document.Path);
        var fix = asked.Control is null ? analysis?.FixAllSafe(document.Path) : analysis?.FixAllOf(asked.Control, document.Path);
        return fix is null ? action : action with { Edit = WorkspaceEdits.Of(context, fix) };
    }

    /// <summary>Whether actions of a kind are asked for: all are unless the client names some, and a kind stands for those under it.</summary>
    private static bool Wants(CodeActionParams parameters, string kind) =>
        parameters.Context.Only is not { Count: > 0 } only || only.Any(asked => asked.Length == 0 || kind == asked || kind.StartsWith(asked + ".", StringComparison.Ordinal));

    private static IEnumerable<CodeAction> FixesOf(FeatureContext context, Analysis analysis, Finding finding)
    {
        foreach (var fix in analysis.FixesFor(finding))
        {
            if (WorkspaceEdits.Of(context, fix) is not { } edit) continue;
            yield return new CodeAction
            {
                Title = fix.Title,
                Kind = CodeActionKind.QuickFix,
                Diagnostics = [DiagnosticList.Of(context, finding)],
                IsPreferred = fix.IsSafe ? true : null,
                Edit = edit,
            };
        }
    }

    private static void AddFixAllOf(FeatureContext context, Analysis analysis, OpenDocument document, Control control, int count, List<CodeAction> actions)
    {
        if (count < 2 || control.Fix.Steps.IsDefaultOrEmpty) return;
        if (count > MostAtOnce && !context.Abilities.ResolvesEdits) return;
        var title = $"Fix all {count} findings of {control.Id} in this file";
        Add(context, actions, title, CodeActionKind.QuickFix, new ActionData { Uri = document.Uri, Version = document.Version, Control = control.Id }, () => analysis.FixAllOf(control.Id, document.Path));
    }

    private static void AddFixAll(FeatureContext context, Analysis analysis, OpenDocument document, CodeActionParams parameters, List<CodeAction> actions)
    {
        // Making it is work; unasked it is only offered to a client that lets us do the work when it is chosen.
        if (parameters.Context.Only is not { Count: > 0 } && !context.Abilities.ResolvesEdits) return;
        if (!analysis.FindingsIn(document.Path).Any(finding => finding.Control.Fix.Readiness == FixReadiness.Safe)) return;
        var data = new ActionData { Uri = document.Uri, Version = document.Version };
        Add(context, actions, "Apply all safe fixes of Onus in this file", FixAllKind, data, () => analysis.FixAllSafe(document.Path));
    }

    private static void Add(FeatureContext context, List<CodeAction> actions, string title, string kind, ActionData data, Func<Fix?> make)
    {
        var action = new CodeAction { Title = title, Kind = kind };
        if (context.Abilities.ResolvesEdits) actions.Add(action with { Data = JsonSerializer.SerializeToElement(data, RpcJson.Default.ActionData) });
        else if (make() is { } fix && WorkspaceEdits.Of(context, fix) is { } edit) actions.Add(action with { Edit = edit });
    }

    private static void AddIgnore(FeatureContext context, Analysis analysis, OpenDocument document, Finding finding, List<CodeAction> actions)
    {
        var title = Analysis.IgnoreTitle(finding);
        var action = new CodeAction { Title = $"{title}, with a reason", Kind = CodeActionKind.QuickFix, Diagnostics = [DiagnosticList.Of(context, finding)] };
        if (!context.Abilities.HasCommands)
        {
            if (WorkspaceEdits.Of(context, analysis.IgnoreFix(finding, ReasonToWrite)) is { } edit) actions.Add(action with { Edit = edit });
            return;
        }

        var target = new IgnoreTarget
        {
            Uri = document.Uri,
            Control = finding.Control.Id,
            Position = context.Conversions.PositionOf(finding.Place.Document, finding.Place.Span.Start),
        };
        var argument = JsonSerializer.SerializeToElement(target, RpcJson.Default.IgnoreTarget);
        actions.Add(action with { Command = new Command { Title = title, CommandName = IgnoreCommand, Arguments = [argument] } });
    }
}
