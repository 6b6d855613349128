using Xunit;
using Onus.Engine.Syntax;
using Onus.Engine.Text;

namespace Onus.Engine.Tests.Syntax;

/// <summary>Our reader against YamlDotNet and Newtonsoft.Json over the real samples.</summary>
public class SyntaxDifferentialTests(ITestOutputHelper output)
{
    [Fact]
    public void The_tree_of_every_valid_yaml_sample_equals_that_of_yamldotnet()
    {
        var checkedCount = 0;
        var differing = new List<string>();
        foreach (var sample in Samples.All.Where(sample => sample.IsYaml))
        {
            var expected = TreeText.OfYamlDotNet(sample.Content);
            if (expected is null) continue;
            checkedCount++;
            var tree = SyntaxTree.Read(sample.Text, SyntaxLanguage.Yaml);
            var actual = TreeText.Of(tree);
            if (actual != expected) differing.Add($"{sample.Name}: {FirstDifference(expected, actual)}");
            var real = tree.Errors.Where(error => !error.IsSemantic).ToList();
            if (real.Count > 0) differing.Add($"{sample.Name}: line {sample.Text.PositionOf(real[0].Span.Start).Line + 1}: {real[0].Message}");
        }

        output.WriteLine($"{checkedCount} valid YAML samples compared.");
        Assert.True(checkedCount > 50);
        Assert.True(differing.Count == 0, string.Join('\n', differing));
    }

    [Fact]
    public void The_tree_of_every_valid_json_sample_equals_that_of_newtonsoft()
    {
        var checkedCount = 0;
        var differing = new List<string>();
        foreach (var sample in Samples.All.Where(sample => !sample.IsYaml))
        {
            var expected = TreeText.OfNewtonsoft(sample.Content);
            if (expected is null) continue;
            checkedCount++;
            var tree = SyntaxTree.Read(sample.Text, SyntaxLanguage.Json);
            if (TreeText.OfJson(tree) != expected) differing.Add($"{sample.Name}: {FirstDifference(expected, TreeText.OfJson(tree))}");
            if (tree.Errors.Any(error => !error.IsSemantic)) differing.Add($"{sample.Name}: {tree.Errors[0].Message}");
        }

        output.WriteLine($"{checkedCount} valid JSON samples compared.");
        Assert.True(checkedCount > 20);
        Assert.True(differing.Count == 0, string.Join('\n', differing));
    }

    internal static string FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] != right[i]) return $"node {i}: expected {left[i]}, got {right[i]}";
        }

        return $"expected {left.Length} nodes, got {right.Length}";
    }
}
