using Onus.CatalogueCompiler.Examples;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Catalogue;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Examples;

/// <summary>Every control's examples hold in every style, and every control's statement on a bare resource is true.</summary>
public class CatalogueExampleTests(CatalogueFixture catalogue, ITestOutputHelper output) : IClassFixture<CatalogueFixture>
{
    [Fact]
    public void The_catalogue_reads_without_a_problem() => Assert.Empty(catalogue.Problems.Select(problem => problem.ToString()));

    [Fact]
    public void A_bare_resource_gets_the_verdict_that_its_control_states()
    {
        var wrong = new List<string>();
        var count = 0;
        foreach (var (control, binding) in catalogue.Entries.SelectMany(entry => entry.Control.Bindings.Select(binding => (entry.Control, binding))))
        {
            if (binding.Type == "Template") continue;
            count++;
            var example = new Example { Name = "bare", Framework = binding.Framework, Type = binding.Type, Is = binding.MissingVerdict, Place = default };
            foreach (var text in ExampleTexts.Of(example).Take(1))
            {
                var truth = Require(binding, text);
                if (binding.MissingVerdict != Expectation.NotApplicable && truth != TruthOf(binding.MissingVerdict)) wrong.Add($"{control.Id} ({binding.Type}): stated {binding.MissingVerdict}, is {truth}");
            }
        }

        output.WriteLine($"{count} conditions asked of a bare resource.");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {count}:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Every_example_gets_its_verdict_in_every_style_with_its_findings_in_place()
    {
        var wrong = new List<string>();
        var (examples, texts) = (0, 0);
        foreach (var entry in catalogue.Entries)
        {
            foreach (var example in entry.Examples)
            {
                examples++;
                foreach (var text in ExampleTexts.Of(example))
                {
                    texts++;
                    if (Check(entry.Control, example, text) is { } problem) wrong.Add($"{entry.Control.Id}, \"{example.Name}\" ({example.Type}, {text.Style.Name}): {problem}");
                }
            }
        }

        output.WriteLine($"{examples} examples as {texts} texts; {catalogue.Entries.Count(entry => entry.Examples.Length > 0)} of {catalogue.Entries.Count()} controls have some.");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {texts}:\n{string.Join('\n', wrong.Take(400))}");
    }

    private static string? Check(Control control, Example example, ExampleText text)
    {
        var tree = SyntaxTree.Read(text.Text);
        if (!tree.Errors.IsEmpty) return $"the text made of it is broken: {tree.Errors[0].Message}\n{text.Text.Content}";
        if (VerdictOf(control, text) is not { } verdict) return "the control was not asked of it";
        if (verdict.Kind != KindOf(example.Is)) return $"it is {verdict.Kind} ({verdict.Reason})";
        if (example.Is != Expectation.Open) return null;
        var expected = example.At.Select(at => (At: at, Place: ExamplePlaces.Find(tree, text.Steps, example.Framework, at))).ToList();
        if (expected.Find(e => e.Place is null) is { At: not null } missing) return $"there is nothing at `{missing.At}`";
        var actual = verdict.Findings.Select(finding => finding.Place.Span).OrderBy(span => span.Start).ToList();
        var wanted = expected.Select(e => e.Place).OfType<ExamplePlace>().OrderBy(place => place.Start).ToList();
        return actual.Count == wanted.Count && actual.Zip(wanted).All(pair => pair.Second.Admits(pair.First)) ? null : $"its findings stand at {string.Join(", ", verdict.Findings.Select(f => ExamplePlaces.Name(tree, text.Steps, example.Framework, f.Place.Span) ?? $"`{f.Place.Text}` (line {f.Place.Start.Line + 1})"))}";
    }

    /// <summary>The condition's truth, whether or not the control applies.</summary>
    private static Truth? Require(Binding binding, ExampleText text)
    {
        var template = TemplateReader.Read([SyntaxTree.Read(text.Text)], new TemplateContext());
        if (template?.Resources.FirstOrDefault(resource => resource.Name == text.ResourceName && resource.Type == binding.Type) is not { } resource) return null;
        var truth = new Evaluator(template, CatalogueFixture.All, resource, new World()) { Defaults = binding.Defaults }.Eval(binding.Require, null);
        return truth == Truth.Unknown && binding.UnknownMeets ? Truth.True : truth;
    }

    private static Truth TruthOf(Expectation expectation) => expectation switch
    {
        Expectation.Met => Truth.True,
        Expectation.Open => Truth.False,
        _ => Truth.Unknown,
    };

    private static Verdict? VerdictOf(Control control, ExampleText text) =>
        CatalogueFixture.Analyse(text.Text, control.Id).Assessment?.Verdicts.FirstOrDefault(v => v.Control.Id == control.Id && v.Resource.Name == text.ResourceName);

    private static VerdictKind KindOf(Expectation expectation) => expectation switch
    {
        Expectation.Met => VerdictKind.Met,
        Expectation.Open => VerdictKind.Open,
        Expectation.Unknown => VerdictKind.Unknown,
        _ => VerdictKind.NotApplicable,
    };
}
