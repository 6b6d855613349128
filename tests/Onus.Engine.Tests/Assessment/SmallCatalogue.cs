using System.Collections.Immutable;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Assessment;

/// <summary>A catalogue of the controls that a test writes, in the form of a service file.</summary>
internal sealed class SmallCatalogue : ICatalogue
{
    public static SmallCatalogue Empty { get; } = new() { AllControls = [] };

    public ImmutableArray<Control> AllControls { get; private init; }

    public Dictionary<string, ImmutableArray<string>> Lists { get; } = new()
    {
        ["ports"] = ["80", "443"],
        ["patterns"] = ["^a", "z$"],
        ["oldest"] = ["1.34"],
    };

    public ImmutableArray<Layer> Layers => [];

    public ImmutableArray<Duty> Duties => [];

    /// <summary>Controls of the shortest form: what a test does not say is filled in.</summary>
    public static SmallCatalogue Of(params string[] controls)
    {
        var text = "service: test\nname: Test\ncontrols:\n" + string.Join('\n', controls.Select(Entry));
        var (file, problems) = ServiceFileReader.Read(SyntaxTree.Read(new SourceText("test.yaml", text), SyntaxLanguage.Yaml));
        Assert.Empty(problems.Select(problem => problem.ToString()));
        return new SmallCatalogue { AllControls = [.. file.Controls.Select(entry => entry.Control)] };
    }

    public ImmutableArray<(Control Control, Binding Binding)> ControlsFor(Framework framework, string type) =>
        [.. AllControls.SelectMany(control => control.Bindings.Where(b => b.Framework == framework && b.Type == type).Select(binding => (control, binding)))];

    public Control? FindControl(string id) => AllControls.FirstOrDefault(control => control.Id == id);

    public ImmutableArray<string> ResolveAlias(string id) =>
        [.. AllControls.Where(c => c.Aliases.Any(a => a.Ids.Contains(id, StringComparer.OrdinalIgnoreCase))).Select(c => c.Id)];

    public DutyProfile? ProfileFor(string type) => null;

    public ImmutableArray<string>? List(string name) => Lists.TryGetValue(name, out var values) ? values : null;

    private static string Entry(string control)
    {
        var lines = control.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        void Fill(string field, string value)
        {
            if (!lines.Exists(line => line.StartsWith(field + ":", StringComparison.Ordinal))) lines.Add($"{field}: {value}");
        }

        Fill("title", "Do it");
        Fill("duty", "configuration");
        Fill("severity", "warning");
        Fill("why", "Because");
        Fill("fix", "{ apply: manual, note: By hand. }");
        return "  - " + string.Join("\n    ", lines);
    }
}
