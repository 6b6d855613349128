using System.Text;
using System.Text.Json;
using Onus.Engine.Syntax;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Syntax;

/// <summary>On slips at random places of the samples, our reader and the authorities agree whether the text is valid.</summary>
public class MutatedTextTests(ITestOutputHelper output)
{
    private static readonly int PerSample = Whole.IsAsked ? 200 : 4;

    [Fact]
    public void Of_yaml_with_a_slip_our_reader_and_yamldotnet_say_the_same()
    {
        var tally = new Tally();
        foreach (var (name, content) in Mutated(isYaml: true))
        {
            var text = new SourceText(name, content);
            var tree = SyntaxTree.Read(text, SyntaxLanguage.Yaml);
            var strict = StrictValidator.Check(text, SyntaxLanguage.Yaml);
            var ours = tree.Errors.FirstOrDefault(error => !error.IsSemantic);
            tally.Add(ours is null, strict.IsEmpty, strict.IsEmpty ? ours?.Message : strict[0].Message);
            if (ours is null && TreeText.OfYamlDotNet(content) is { } expected && tree.Errors.IsEmpty && expected != TreeText.Of(tree))
                tally.Differing.Add($"{name}: {SyntaxDifferentialTests.FirstDifference(expected, TreeText.Of(tree))}");
        }

        tally.Report(output, "YamlDotNet");
        Assert.Empty(tally.Differing);
        Assert.True(tally.Exceptions <= tally.Count * 0.01, $"{tally.Exceptions} of {tally.Count} texts are judged differently.");
    }

    [Fact]
    public void Of_json_with_a_slip_our_reader_says_what_newtonsoft_says_and_where_that_is_lenient_what_the_standard_says()
    {
        var tally = new Tally();
        foreach (var (name, content) in Mutated(isYaml: false))
        {
            if (string.IsNullOrWhiteSpace(content)) continue;
            var text = new SourceText(name, content);
            var tree = SyntaxTree.Read(text, SyntaxLanguage.Json);
            var strict = StrictValidator.Check(text, SyntaxLanguage.Json);
            var ours = tree.Errors.FirstOrDefault(error => !error.IsSemantic);
            var isValid = strict.IsEmpty && IsJson(content, isTerraform: name.EndsWith(".tf.json", StringComparison.Ordinal));
            tally.Add(ours is null, isValid, isValid ? ours?.Message : strict.IsEmpty ? "refused by the standard only" : strict[0].Message);
            if (ours is null && TreeText.OfNewtonsoft(content) is { } expected && tree.Errors.IsEmpty && expected != TreeText.OfJson(tree))
                tally.Differing.Add($"{name}: {SyntaxDifferentialTests.FirstDifference(expected, TreeText.OfJson(tree))}");
        }

        tally.Report(output, "Newtonsoft.Json and System.Text.Json");
        Assert.Empty(tally.Differing);
        Assert.True(tally.Exceptions <= tally.Count * 0.002, $"{tally.Exceptions} of {tally.Count} texts are judged differently.");
    }

    private static IEnumerable<(string Name, string Content)> Mutated(bool isYaml)
    {
        var random = new Random(20);
        foreach (var sample in Samples.All.Where(sample => sample.IsYaml == isYaml && sample.Content.Length < 60_000))
        {
            for (var i = 0; i < PerSample; i++) yield return (sample.Name, Mutation.Of(sample.Content, random));
        }
    }

    /// <summary>By the standard's letter for Terraform; CloudFormation takes a comma after the last entry, and tabs in texts.</summary>
    private static bool IsJson(string content, bool isTerraform)
    {
        var lenient = isTerraform ? content : content.Replace('\t', ' ');
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(lenient), new JsonReaderOptions { AllowTrailingCommas = !isTerraform, MaxDepth = 200 });
        try
        {
            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed class Tally
    {
        private readonly SortedDictionary<string, int> exceptions = new(StringComparer.Ordinal);
        private int valid, broken;

        public List<string> Differing { get; } = [];

        public int Exceptions => exceptions.Values.Sum();

        public int Count => valid + broken + Exceptions;

        public void Add(bool oursIsValid, bool theirsIsValid, string? message)
        {
            if (oursIsValid && theirsIsValid) valid++;
            else if (!oursIsValid && !theirsIsValid) broken++;
            else
            {
                var key = $"{(oursIsValid ? "only the authority objects" : "only our reader objects")}: {Pattern(message ?? "")}";
                exceptions[key] = exceptions.GetValueOrDefault(key) + 1;
            }
        }

        public void Report(ITestOutputHelper output, string authority)
        {
            output.WriteLine($"{Count} texts against {authority}: {valid} valid and {broken} broken for both, {Exceptions} exceptions:");
            foreach (var (key, count) in exceptions.OrderByDescending(e => e.Value)) output.WriteLine($"{count,6} {key}");
        }

        /// <summary>The message without what it quotes.</summary>
        private static string Pattern(string message) =>
            System.Text.RegularExpressions.Regex.Replace(message, "`[^`]*`", "`…`");
    }
}
