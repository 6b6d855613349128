using Onus.Engine;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Configuration;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Settings;
using Range = Onus.LanguageServer.Protocol.Range;

namespace Onus.LanguageServer.Features;

/// <summary>All that Onus has to say against a document.</summary>
internal static class DiagnosticList
{
    private const string Source = "onus";

    /// <summary>In order of the text.</summary>
    public static IReadOnlyList<Diagnostic> Of(FeatureContext context, string path)
    {
        var found = FolderSettings.IsSettings(path) ? [.. OfSettings(context, path)]
            : WorkspaceControls.IsControlFile(path) ? [.. OfControls(context, path)]
            : OfTemplate(context, path);
        return IsInOrder(found) ? found : [.. found.OrderBy(Order)];
    }

    /// <summary>A finding as a diagnostic; also named by the actions that mend it.</summary>
    public static Diagnostic Of(FeatureContext context, Finding finding) => Of(context, finding, PageOf(context, finding.Control), context.Conversions.RangeOf(finding.Place));

    private static ulong Order(Diagnostic diagnostic) => ((ulong)diagnostic.Range.Start.Line << 32) | diagnostic.Range.Start.Character;

    /// <summary>Findings come in the order of the text; only what is told beside them stands apart.</summary>
    private static bool IsInOrder(List<Diagnostic> diagnostics)
    {
        for (var i = 1; i < diagnostics.Count; i++)
        {
            if (Order(diagnostics[i]) < Order(diagnostics[i - 1])) return false;
        }

        return true;
    }

    private static CodeDescription? PageOf(FeatureContext context, Control control) =>
        context.PageOf(control) is { } page ? new CodeDescription { Href = page } : null;

    private static Diagnostic Of(FeatureContext context, Finding finding, CodeDescription? page, Range range) => new()
    {
        Range = range,
        Severity = Conversions.SeverityOf(finding.Control.Severity),
        Code = finding.Control.Id,
        CodeDescription = page,
        Source = Source,
        Message = finding.Message,
        RelatedInformation = finding.Related.IsDefaultOrEmpty ? null : RelatedTo(context, finding),
    };

    /// <summary>Apart, as few findings have it, and what a lambda keeps is made even where it is not needed.</summary>
    private static IReadOnlyList<DiagnosticRelatedInformation> RelatedTo(FeatureContext context, Finding finding) =>
        [.. finding.Related.Select(related => new DiagnosticRelatedInformation { Location = context.LocationOf(related.Place), Message = related.Note })];

    private static IEnumerable<Diagnostic> OfSettings(FeatureContext context, string path) =>
        (context.Snapshot.Settings.IsEnabled ? context.Snapshot.WorkspaceOf(path).Problems : []).Select(problem => Say(context, problem.Place, DiagnosticSeverity.Warning, "settings", problem.Message));

    private static IEnumerable<Diagnostic> OfControls(FeatureContext context, string path) =>
        (context.Snapshot.Settings.IsEnabled ? context.Snapshot.ControlsOf(path).Problems : [])
            .Where(problem => problem.Place.Document.Path == path)
            .Select(problem => Say(context, problem.Place, DiagnosticSeverity.Error, "control", problem.Message));

    private static List<Diagnostic> OfTemplate(FeatureContext context, string path)
    {
        if (context.Snapshot.AnalysisOf(path) is not { } analysis) return [];
        var all = new List<Diagnostic>();
        foreach (var tree in analysis.Trees.Where(tree => tree.Text.Path == path && IsOurs(analysis, tree.Text)))
            all.AddRange(tree.Errors.Select(error => Say(context, new Place(tree.Text, error.Span), DiagnosticSeverity.Error, "syntax", error.Message)));
        all.AddRange((analysis.Template?.Problems ?? []).Where(problem => problem.Place.Document.Path == path)
            .Select(problem => Say(context, problem.Place, DiagnosticSeverity.Warning, "template", problem.Message)));
        AddFindings(context, analysis.FindingsIn(path), all);
        all.AddRange((analysis.Assessment?.UnusedSuppressions ?? []).Where(suppression => suppression.Place.Document.Path == path && suppression.Tool == "onus")
            .Select(suppression => OfUnused(context, suppression)));
        return all;
    }

    /// <summary>
    /// Plain loops, a page once a control, a range once for neighbours at one place, and each place looked for near the one before:
    /// all of this is done at every keystroke.
    /// </summary>
    private static void AddFindings(FeatureContext context, IEnumerable<Finding> findings, List<Diagnostic> all)
    {
        var pages = new Dictionary<Control, CodeDescription?>(ReferenceEqualityComparer.Instance);
        var (last, range) = (default(Place), default(Range));
        foreach (var finding in findings)
        {
            if (!pages.TryGetValue(finding.Control, out var page)) pages[finding.Control] = page = PageOf(context, finding.Control);
            if (range is null || finding.Place != last) (last, range) = (finding.Place, context.Conversions.RangeOf(finding.Place, (int?)range?.Start.Line ?? -1));
            all.Add(Of(context, finding, page, range));
        }
    }

    /// <summary>Whether a broken text is worth a word: other YAML and JSON is not ours to judge.</summary>
    private static bool IsOurs(Analysis analysis, SourceText text) =>
        analysis.Template is not null || Documents.Unit.IsTerraform(text.Path) || text.Content.Contains("AWSTemplateFormatVersion", StringComparison.Ordinal);

    private static Diagnostic OfUnused(FeatureContext context, Suppression suppression)
    {
        var ids = string.Join(", ", suppression.Ids);
        return Say(context, suppression.Place, DiagnosticSeverity.Hint, "unused-ignore", $"Nothing is open here that `{ids}` would ignore; the line can go.") with
        {
            Tags = [DiagnosticTag.Unnecessary],
        };
    }

    private static Diagnostic Say(FeatureContext context, Place place, DiagnosticSeverity severity, string code, string message) => new()
    {
        Range = context.Conversions.RangeOf(place),
        Severity = severity,
        Code = code,
        Source = Source,
        Message = message,
    };
}
