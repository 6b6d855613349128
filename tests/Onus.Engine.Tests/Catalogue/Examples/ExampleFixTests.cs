using Onus.CatalogueCompiler.Examples;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Fixes;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Catalogue.Examples;

/// <summary>The fix of every open example mends it in every style and harms nothing, or the control says in a sentence why it has none.</summary>
public class ExampleFixTests(CatalogueFixture catalogue, ITestOutputHelper output) : IClassFixture<CatalogueFixture>
{
    [Fact]
    public void Every_open_example_is_mended_or_says_why_not()
    {
        var wrong = new List<string>();
        var (mended, open, fixes) = (0, 0, 0);
        foreach (var entry in catalogue.Entries)
        {
            foreach (var example in entry.Examples.Where(example => example.Is == Expectation.Open))
            {
                foreach (var text in ExampleTexts.Of(example))
                {
                    open++;
                    var analysis = CatalogueFixture.Analyse(text.Text, controlId: null);
                    var finding = analysis.Assessment?.Findings.FirstOrDefault(finding => finding.Control.Id == entry.Control.Id && finding.Resource.Name == text.ResourceName);
                    if (finding is null) continue; // The verdict is another test's.
                    var offered = analysis.FixesFor(finding);
                    fixes += offered.Length;
                    if (!offered.IsEmpty) mended++;
                    var problem = offered.IsEmpty ? WhyNone(entry.Control, example) : offered.Select(fix => Problem(analysis, finding, fix)).FirstOrDefault(found => found is not null);
                    problem ??= example.Fixed is { } expected && !offered.Any(fix => Becomes(analysis, fix, text, example, expected)) ? "no fix gives what `fixed` shows" : null;
                    if (problem is not null) wrong.Add($"{entry.Control.Id}, \"{example.Name}\" ({example.Type}, {text.Style.Name}): {problem}");
                }
            }
        }

        output.WriteLine($"{open} open texts, {mended} with a fix, {fixes} fixes.");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {open}:\n{string.Join('\n', wrong.Take(60))}");
    }

    [Fact]
    public void At_least_four_of_five_controls_have_a_fix_and_the_rest_say_why_not()
    {
        var all = catalogue.Entries.Select(entry => entry.Control).ToList();
        var without = all.Where(control => control.Fix.Steps.IsEmpty && control.Fix.Alternatives.IsEmpty).ToList();
        output.WriteLine($"{all.Count - without.Count} of {all.Count} controls have a fix; without: {string.Join(", ", without.Select(control => control.Id))}");
        Assert.Empty(without.Where(control => control.Fix.Note.Length == 0).Select(control => control.Id));
        Assert.True((all.Count - without.Count) * 5 >= all.Count * 4, "Fewer than four of five controls have a fix.");
    }

    private static string? WhyNone(Control control, Example example)
    {
        var steps = control.Fix.Steps.Concat(control.Fix.Alternatives.SelectMany(alternative => alternative.Steps));
        if (steps.Any(step => step.For == example.Type && step.Framework == example.Framework)) return "its recipe offers no fix here";
        return control.Fix.Note.Length == 0 ? "it has no fix and no `note` that says why" : null;
    }

    private static string? Problem(Analysis before, Finding finding, Fix fix)
    {
        var after = before.After(fix);
        if (after.Trees.Any(tree => !tree.Errors.IsEmpty)) return $"`{fix.Title}` leaves a broken text:\n{after.Trees[0].Text.Content}";
        if (!fix.Placeholders.IsDefaultOrEmpty) return null;
        if (Of(after, finding).Count() >= Of(before, finding).Count()) return $"`{fix.Title}` does not mend it:\n{after.Trees[0].Text.Content}";
        var asked = before.Assessment!.Verdicts.Where(verdict => verdict.Kind != VerdictKind.NotApplicable).Select(verdict => (verdict.Control.Id, verdict.Resource.Name)).ToHashSet();
        var known = before.Assessment.Findings.Select(other => (other.Control.Id, other.Resource.Name)).ToHashSet();
        var fresh = after.Assessment!.Findings.FirstOrDefault(other => asked.Contains((other.Control.Id, other.Resource.Name)) && !known.Contains((other.Control.Id, other.Resource.Name)));
        return fresh is null ? null : $"`{fix.Title}` makes a new finding: {fresh.Message}";
    }

    private static IEnumerable<Finding> Of(Analysis analysis, Finding finding) =>
        analysis.Assessment!.Findings.Where(other => other.Control.Id == finding.Control.Id && other.Resource.Name == finding.Resource.Name);

    /// <summary>Whether the resource's properties after the fix say what the example shows.</summary>
    private static bool Becomes(Analysis analysis, Fix fix, ExampleText text, Example example, SyntaxNode expected)
    {
        var after = analysis.After(fix).Trees[0];
        var node = after.Root;
        foreach (var step in example.Framework == Framework.CloudFormation ? [.. text.Steps, "Properties"] : text.Steps)
        {
            if (node is SequenceNode { Items: [var only] }) node = only;
            node = (node as MappingNode)?.Find(step)?.Value;
        }

        if (node is SequenceNode { Items: [var single] }) node = single;
        var plain = new Style("plain", IsJson: true, 0);
        return node is not null && Unlisted(PartWriter.Write(Part.Of(node), plain)) == Unlisted(PartWriter.Write(Part.Of(expected), plain));

        // Where blocks stand in lists, so do those that a fix writes.
        string Unlisted(string written) => example.Framework == Framework.Terraform
            ? written.Replace("[{", "{", StringComparison.Ordinal).Replace("}]", "}", StringComparison.Ordinal)
            : written;
    }
}
