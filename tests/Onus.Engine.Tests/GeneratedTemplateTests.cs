using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Onus.TemplateGenerator;
using Xunit;

namespace Onus.Engine.Tests;

/// <summary>What the benchmark measures with must be templates, else it measures how fast we say no.</summary>
public sealed class GeneratedTemplateTests
{
    [Theory]
    [InlineData(GeneratedFormat.Yaml)]
    [InlineData(GeneratedFormat.Json)]
    [InlineData(GeneratedFormat.Terraform)]
    public void A_generated_template_is_valid_and_every_resource_of_it_is_read(GeneratedFormat format)
    {
        foreach (var (lines, seed) in (ReadOnlySpan<(int, int)>)[(100, 1), (2_000, 2), (5_000, 3)])
        {
            var generated = GeneratedTemplate.Make(format, lines, seed);
            var tree = SyntaxTree.Read(new SourceText(generated.Name, generated.Text));
            Assert.Empty(tree.Errors);
            Assert.Empty(StrictValidator.Check(tree.Text, tree.Language));
            var template = TemplateReader.Read([tree], new TemplateContext());
            Assert.NotNull(template);
            Assert.Empty(template.Problems);
            Assert.Equal(generated.ResourceCount, template.Resources.Count(resource => resource.IsDeployed));
            Assert.InRange(generated.LineCount, lines, lines + 80);
        }
    }

    [Fact]
    public void Yaml_and_JSON_of_one_seed_hold_the_same_resources()
    {
        var (yaml, json) = (Resources(GeneratedFormat.Yaml), Resources(GeneratedFormat.Json));
        var count = Math.Min(yaml.Count, json.Count);
        Assert.True(count > 20);
        Assert.Equal(yaml.Take(count), json.Take(count));
    }

    [Fact]
    public void A_seed_gives_the_same_template_again()
    {
        Assert.Equal(GeneratedTemplate.Make(GeneratedFormat.Yaml, 500, 7), GeneratedTemplate.Make(GeneratedFormat.Yaml, 500, 7));
        Assert.NotEqual(GeneratedTemplate.Make(GeneratedFormat.Yaml, 500, 7), GeneratedTemplate.Make(GeneratedFormat.Yaml, 500, 8));
    }

    private static List<(string, string)> Resources(GeneratedFormat format)
    {
        var generated = GeneratedTemplate.Make(format, 1_000);
        var template = TemplateReader.Read([SyntaxTree.Read(new SourceText(generated.Name, generated.Text))], new TemplateContext());
        return [.. template?.Resources.Select(resource => (resource.Name, resource.Type)) ?? []];
    }
}
