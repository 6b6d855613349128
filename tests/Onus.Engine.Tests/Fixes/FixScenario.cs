using System.Text;
using Onus.Engine.Assessment;
using Onus.Engine.Fixes;
using Onus.Engine.Fixes.Locating;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Catalogue;
using Onus.Engine.Text;

namespace Onus.Engine.Tests.Fixes;

/// <summary>A text and findings stated by hand, so that what fixes write can be tested apart from what is found.</summary>
internal sealed class FixScenario
{
    private readonly Analysis analysis;

    public FixScenario(string path, string text)
    {
        analysis = Analysis.Of([new SourceText(path, text)], FileCatalogue.Instance, new TemplateContext(), new AssessmentOptions { Profile = Engine.Catalogue.Profile.Strict });
    }

    public Analysis Analysis => analysis;

    private Template Template => analysis.Template ?? throw new InvalidOperationException("The text is no template.");

    /// <summary>A finding of a control on a resource, at a path whose value is what offends.</summary>
    public Finding Finding(string controlId, string resourceName, string path = "")
    {
        var resource = Template.Find(resourceName) ?? throw new ArgumentException(resourceName);
        return FindingOn(controlId, resource, path);
    }

    public Finding FindingOn(string controlId, Resource resource, string path = "")
    {
        var control = FileCatalogue.Instance.FindControl(controlId) ?? throw new ArgumentException(controlId);
        var binding = control.Bindings.First(b => b.Framework == Template.Framework && b.Type == resource.Type);
        var offender = ValueAt(resource.Body, path);
        return new Finding
        {
            Control = control,
            Binding = binding,
            Resource = resource,
            Place = offender is { Place.Document: not null } ? offender.Place : resource.NamePlace,
            Path = path,
            Offender = offender,
            Message = "",
        };
    }

    /// <summary>The fixes as they are written, each as its title and a diff; those whose edits equal an earlier one left out.</summary>
    public string Print(Finding finding)
    {
        var output = new StringBuilder($"## {finding.Control.Id} on {finding.Resource.Name} {finding.Path}".TrimEnd()).Append('\n');
        var seen = new HashSet<string>();
        foreach (var plan in FixPlan.For(analysis, Template, finding))
        {
            if (FixMaker.Draft(analysis, Template, finding, plan, ListStrategy.Merge) is not { } drafts) continue;
            var fix = FixMaker.Finish(analysis, finding, plan, drafts);
            var diff = Diff(fix);
            if (!seen.Add(diff)) continue;
            output.Append("\n# ").Append(fix.Title).Append(fix.IsSafe ? " [safe]" : "").Append(fix.NeedsConfirmation ? " [asks]" : "").Append('\n').Append(diff);
        }

        return output.Append('\n').ToString();
    }

    public string Print(Fix fix) =>
        $"# {fix.Title}{(fix.IsSafe ? " [safe]" : "")}{(fix.NeedsConfirmation ? " [asks]" : "")}{(fix.IsDecision ? " [decides]" : "")}\n{Diff(fix)}\n";

    private string Diff(Fix fix) => string.Concat(fix.Edits.GroupBy(edit => edit.Document).Select(group =>
    {
        var after = TextEdit.Apply(group.Key.Content, group.Select(edit => edit.Edit));
        return UnifiedDiff.Of(group.Key.Path, group.Key.Content, after).Replace("\r\n", "\\r\n", StringComparison.Ordinal).Replace("\t", "→", StringComparison.Ordinal);
    }));

    private static Value? ValueAt(Value body, string path)
    {
        if (path.Length == 0) return null;
        var value = body;
        foreach (var segment in PathSegment.Parse(path))
        {
            if (segment.Key.Length > 0) value = value is ListValue { Items: [MapValue only] } ? only.Get(segment.Key) : value is MapValue map ? map.Get(segment.Key) : Value.Absent;
            if (segment.IsItem) value = value is ListValue list && segment.Index < list.Items.Length ? list.Items[segment.Index.Value] : Value.Absent;
        }

        return value is AbsentValue ? null : value;
    }
}
