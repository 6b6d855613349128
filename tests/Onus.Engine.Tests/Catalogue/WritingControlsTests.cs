using System.Text.RegularExpressions;
using NJsonSchema;
using Onus.CatalogueCompiler;
using Onus.CatalogueCompiler.Examples;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Catalogue.Expressions;
using Onus.Engine.Catalogue.Reading;
using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Catalogue.Examples;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Catalogue;

/// <summary>What <c>docs/writing-controls.md</c> says is so.</summary>
public sealed class WritingControlsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SchemaFiles.Root, "..", "docs", "writing-controls.md"));

    private static SourceText Worked { get; } = new("worked.yaml", Regex.Match(Page, "```yaml\n(# yaml-language-server.*?)```", RegexOptions.Singleline).Groups[1].Value);

    [Fact]
    public void The_worked_example_would_pass_the_build() => Assert.Empty(Compiler.Compile(SchemaFiles.Root, [Worked]).Problems.Select(problem => problem.ToString()));

    [Fact]
    public void Its_examples_get_their_verdicts_and_their_places()
    {
        var entry = Assert.Single(ServiceFileReader.Read(SyntaxTree.Read(Worked)).File.Controls);
        var own = new LayeredCatalogue(Knowledge.Knowledge.Catalogue, [entry.Control]);
        foreach (var example in entry.Examples)
        {
            foreach (var text in ExampleTexts.Of(example))
            {
                var analysis = Analysis.Of([text.Text], own, new TemplateContext(), new AssessmentOptions { Only = [entry.Control.Id] });
                var verdict = Assert.Single(analysis.Assessment!.Verdicts);
                Assert.Equal(example.Is.ToString(), verdict.Kind.ToString());
                var places = example.At.Select(at => ExamplePlaces.Find(SyntaxTree.Read(text.Text), text.Steps, example.Framework, at)).OfType<ExamplePlace>().ToList();
                Assert.Equal(example.At.Length, places.Count);
                Assert.Equal(places.Count, verdict.Findings.Length);
                Assert.All(verdict.Findings.Zip(places), pair => Assert.True(pair.Second.Admits(pair.First.Place.Span)));
                Assert.All(verdict.Findings, finding => Assert.NotEmpty(analysis.FixesFor(finding)));
            }
        }
    }

    [Fact]
    public void Every_function_is_in_the_table() => Assert.All(FunctionTable.Names, name => Assert.Matches(new Regex(@$"^\|[^|]*`{name}\(", RegexOptions.Multiline), Page));

    [Fact]
    public async Task Every_field_is_named()
    {
        var schema = await JsonSchema.FromJsonAsync(SchemaFiles.Read("catalogue.schema.json"), TestContext.Current.CancellationToken);
        var fields = schema.Definitions.Values.Append(schema).SelectMany(part => part.Properties.Keys).Concat(schema.Definitions["control"].Properties["cloudformation"].Item!.Properties.Keys).Distinct();
        Assert.All(fields, field => Assert.Contains($"`{field}`", Page, StringComparison.Ordinal));
    }
}
