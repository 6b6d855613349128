using System.Text.RegularExpressions;
using Onus.Engine.Reports;
using Xunit;

namespace Onus.Engine.Tests.Reports;

public sealed class MarkdownMapTests
{
    [Theory]
    [InlineData("databases.yaml")]
    [InlineData("containers.tf.json")]
    public void The_map_reads_as_reviewed(string name) =>
        Snapshot.Matches($"maps/{name}.md", MarkdownMap.Write(ReportFixtures.Analyse(name)).ReplaceLineEndings("\n"));

    [Fact]
    public void The_customers_layers_stand_above_AWSs_and_each_layer_once()
    {
        foreach (var name in ReportFixtures.Names)
        {
            var map = ResponsibilityMap.Of(ReportFixtures.Analyse(name));
            var order = ReportFixtures.Catalogue.Layers.Select(layer => layer.Id).ToList();
            var rows = map.Yours.Concat(map.Aws).Select(row => row.Layer.Id).ToList();
            Assert.Equal(rows.Distinct(), rows);
            Assert.Equal(map.Yours.Select(row => row.Layer.Id), order.Where(id => map.Yours.Any(row => row.Layer.Id == id)));
            Assert.All(map.Aws.SelectMany(row => row.Cells), cell => Assert.True(cell.IsAws));
        }
    }

    [Fact]
    public void Every_finding_is_listed_with_its_line_and_a_link()
    {
        var analysis = ReportFixtures.Analyse("databases.yaml");
        var lines = MarkdownMap.Write(analysis).Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).ToList();
        Assert.Equal(analysis.Assessment!.Findings.Count(), lines.Count);
        Assert.All(lines, line => Assert.Matches(new Regex(@"^- `[^`]+`, line \d+: .+\. \(\[[a-z0-9-]+\]\(https://docs\.aws\.amazon\.com/[^)]+\)\)\s*$"), line));
    }

    [Fact]
    public void What_AWS_carries_for_one_service_is_not_shown_as_the_customers()
    {
        var row = MarkdownMap.Write(ReportFixtures.Analyse("identity.yaml")).Split('\n').Single(line => line.StartsWith("| Encryption in transit", StringComparison.Ordinal));
        Assert.Contains("AWS's: AWS IAM", row, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_on_the_template_as_a_whole_names_no_resource()
    {
        var analysis = ReportFixtures.AnalyseText("t.yaml", "Parameters:\n  Password:\n    Type: String\n    Default: Welcome2Shop!\nResources:\n  T:\n    Type: AWS::SNS::Topic\n");
        Assert.Contains("- the template, line", MarkdownMap.Write(analysis), StringComparison.Ordinal);
    }
}
