using Onus.Engine.Syntax;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Syntax;

/// <summary>The corners of YAML and JSON that people do use.</summary>
public class OddTextTests
{
    [Fact]
    public void Odd_yaml_is_read_as_yamldotnet_reads_it_and_refused_where_it_refuses()
    {
        var differing = new List<string>();
        foreach (var piece in Pieces.Of("odd-yaml.txt"))
        {
            var tree = SyntaxTree.Read(new SourceText("odd.yaml", piece), SyntaxLanguage.Yaml);
            var errors = tree.Errors.Where(error => !error.IsSemantic).ToList();
            if (TreeText.OfYamlDotNet(piece) is not { } expected)
            {
                if (errors.Count == 0) differing.Add($"{piece}\n→ YamlDotNet refuses this");
            }
            else if (errors.Count > 0 || TreeText.Of(tree) != expected)
            {
                differing.Add($"{piece}\n→ {(errors.Count > 0 ? errors[0].Message : SyntaxDifferentialTests.FirstDifference(expected, TreeText.Of(tree)))}");
            }
        }

        Assert.True(differing.Count == 0, string.Join("\n\n", differing));
    }

    [Theory]
    [InlineData("{\"a\":\t1,\r\n\t\"b\":\t[\t2\t]}", "a", 6, 7)]
    [InlineData("\uFEFF{\"a\": 1}", "a", 7, 8)]
    [InlineData("{\"\u00E9\U0001F600\": \"\U0001F600\"}", "\u00E9\U0001F600", 8, 12)]
    [InlineData("{\"a\\u0062\\\"\\/\": -1.5e+3}", "ab\"/", 16, 23)]
    public void Json_spans_count_every_utf_16_unit(string json, string key, int start, int end)
    {
        var tree = SyntaxTree.Read(new SourceText("odd.json", json));
        Assert.Empty(tree.Errors);
        var entry = Assert.IsType<MappingNode>(tree.Root).Entries[0];
        Assert.Equal(key, entry.Name);
        Assert.Equal(TextSpan.FromBounds(start, end), entry.Value.Span);
    }

    [Theory]
    [InlineData("\uFEFFa: 1\n", 4)]
    [InlineData("a:\r\n  b: c\r\n", 9)]
    [InlineData("\U0001F600: c\n", 4)]
    public void Yaml_spans_count_every_utf_16_unit(string yaml, int start)
    {
        var tree = SyntaxTree.Read(new SourceText("odd.yaml", yaml));
        Assert.Empty(tree.Errors);
        Assert.Empty(SyntaxProblems.Of(tree));
        var value = Assert.IsType<MappingNode>(tree.Root).Entries[0].Value;
        Assert.Equal(start, (value as MappingNode)?.Entries[0].Value.Span.Start ?? value.Span.Start);
    }

    [Fact]
    public void Comments_are_kept_with_their_places()
    {
        const string yaml = "# top\na: 1 # one\nb: # two\n  - x#y\n  - 'q' # three\nc: |\n  # text\n# end\n";
        var tree = SyntaxTree.Read(new SourceText("odd.yaml", yaml));
        Assert.Equal(["# top", "# one", "# two", "# three", "# end"], tree.Comments.Select(c => yaml.Substring(c.Span.Start, c.Span.Length)));
    }

    [Theory]
    [InlineData("template.json", "{\"a\": [1, 2,], \"b\": {\"c\": 1,},}", 0)]
    [InlineData("main.tf.json", "{\"a\": [1, 2,], \n\"b\": {\"c\": 1}}", 1)]
    [InlineData("main.tf.json", "{\"resource\": {}, \"resource\": {}}", 0)]
    [InlineData("main.tf.json", "{\"locals\": {\"a\": 1, \"a\": 2}}", 1)]
    [InlineData("template.json", "{\"Resources\": {}, \"Resources\": {\"a\": 1}}", 1)]
    public void A_comma_at_the_end_and_a_key_that_stands_twice_are_judged_as_the_deploying_tool_does(string path, string json, int errors) =>
        Assert.Equal(errors, SyntaxProblems.Of(SyntaxTree.Read(new SourceText(path, json))).Length);

    [Theory]
    [InlineData("a: [x, y\nb: 1\n")]
    [InlineData("a: {x: y\nb: 1\n")]
    public void A_bracket_still_open_at_the_next_key_is_one_error(string yaml) =>
        Assert.Single(SyntaxProblems.Of(SyntaxTree.Read(new SourceText("odd.yaml", yaml))));

    [Fact]
    public void An_alias_without_its_anchor_is_told_though_yaml_parsers_take_it() =>
        Assert.Single(SyntaxProblems.Of(SyntaxTree.Read(new SourceText("odd.yaml", "a: *b\n"))));

    [Fact]
    public void A_key_that_stands_twice_does_not_hide_what_else_is_wrong() =>
        Assert.Equal(2, SyntaxProblems.Of(SyntaxTree.Read(new SourceText("odd.yaml", "a: 1\na: 2\nb: [\n"))).Length);
}
