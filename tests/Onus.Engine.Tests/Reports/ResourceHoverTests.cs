using System.Text.RegularExpressions;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Reports;
using Onus.Engine.Templates;
using Onus.Engine.Tests.Fixes;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Reports;

public sealed class ResourceHoverTests(ITestOutputHelper output)
{
    public static TheoryData<string> Templates => [.. ReportFixtures.Names];

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_hover_fits_its_box_and_says_nothing_twice(string name)
    {
        foreach (var (resource, markdown) in ReportFixtures.Hovers(ReportFixtures.Analyse(name))) HoverRules.Check(resource.Name, markdown);
    }

    [Fact]
    public void So_does_the_hover_on_every_resource_of_the_samples()
    {
        var (hovers, lines) = (0, 0);
        foreach (var unit in SampleFiles.Units())
        {
            var texts = unit.Select(file => new SourceText(file, File.ReadAllText(file)));
            var analysis = Analysis.Of([.. texts], ReportFixtures.Catalogue, new TemplateContext(), new AssessmentOptions());
            foreach (var (resource, markdown) in ReportFixtures.Hovers(analysis).Where(pair => ReportFixtures.Catalogue.ProfileFor(pair.Resource.Type) is not null))
            {
                HoverRules.Check($"{unit[0]}: {resource.Name}", markdown);
                hovers++;
                lines = Math.Max(lines, markdown.ReplaceLineEndings("\n").Split('\n').Length);
            }
        }

        output.WriteLine($"{hovers} hovers, the longest of {lines} lines");
        Assert.True(hovers > 2000);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void The_line_over_a_resource_counts_what_its_hover_counts(string name)
    {
        var analysis = ReportFixtures.Analyse(name);
        foreach (var summary in ResourceSummaries.Of(analysis, name))
        {
            var rows = ReportFixtures.Hover(analysis, summary.Name).Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToList();
            int Marked(string mark) => rows.Count(row => row.Contains($"| {mark} ", StringComparison.Ordinal));
            Assert.Equal((Marked("✗"), Marked("✓"), Marked("?"), Marked("~")), (summary.Open, summary.Met, summary.Unknown, summary.Accepted));
        }
    }

    [Fact]
    public void A_property_that_moves_the_line_is_seen_to_move_it()
    {
        var containers = ReportFixtures.Analyse("containers.yaml");
        Assert.Contains("**AWS's:** OS patching", ReportFixtures.Hover(containers, "OnFargate"), StringComparison.Ordinal);
        Assert.Contains("On Fargate AWS patches the hosts", ReportFixtures.Hover(containers, "OnFargate"), StringComparison.Ordinal);
        Assert.Contains("| OS patching | On EC2 you patch the container instances", ReportFixtures.Hover(containers, "OnEc2"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_the_template_does_not_settle_is_said_to_be_unsettled() =>
        Assert.Contains(
            "*Cannot be told:* who carries OS patching and hosts depends on `LaunchType`",
            ReportFixtures.Hover(ReportFixtures.Analyse("containers.yaml"), "Anywhere"),
            StringComparison.Ordinal);

    [Fact]
    public void What_moved_the_line_of_a_row_with_verdicts_is_told_below_the_table() =>
        Assert.Contains(
            "*Yours — platform patching:* AWS ships minor versions with fixes; you apply them, since automatic upgrades are off.",
            ReportFixtures.Hover(ReportFixtures.Analyse("databases.yaml"), "OrdersDb"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("compute.yaml", "Sup3rS3cret!")]
    [InlineData("containers.yaml", "hunter2hunter2")]
    [InlineData("serverless.yaml", "correct-horse-battery-9")]
    [InlineData("serverless.tf.json", "3f8a9c1d77e24b0c9d11")]
    [InlineData("identity.yaml", "3f8a9c1d77e24b0c")]
    [InlineData("identity.yaml", "Welcome2Shop!")]
    [InlineData("identity.tf.json", "3f8a9c1d77e24b0c9d11")]
    [InlineData("messaging.tf.json", "Welcome2Orders!")]
    [InlineData("operations.yaml", "wJalrXUtnFEMI")]
    [InlineData("operations.tf.json", "Welcome2Orders!")]
    public void A_secret_in_the_text_is_not_repeated_in_any_report(string name, string secret)
    {
        var analysis = ReportFixtures.Analyse(name);
        var unit = ReportFixtures.Checked(analysis);
        var reports = ReportFixtures.Hovers(analysis).Select(pair => pair.Markdown)
            .Append(MarkdownMap.Write(analysis))
            .Append(HtmlMap.Write(analysis))
            .Append(TextReport.Write(unit, colours: false))
            .Append(ReportFixtures.Written(stream => JsonReport.Write([unit], stream)))
            .Append(ReportFixtures.Written(stream => SarifReport.Write([unit], "1", stream)));
        Assert.All(reports, report => Assert.DoesNotContain(secret, report, StringComparison.Ordinal));
    }

    [Fact]
    public void The_profile_of_a_type_links_a_page_once()
    {
        var types = ReportFixtures.Names.SelectMany(name => ReportFixtures.Analyse(name).Template!.Resources).Select(resource => resource.Type).Distinct();
        foreach (var profile in types.Select(ReportFixtures.Catalogue.ProfileFor).OfType<DutyProfile>())
        {
            var links = Regex.Matches(Explanations.OfType(ReportFixtures.Catalogue, profile), @"\]\(https://[^)]+\)").Select(match => match.Value).ToList();
            Assert.NotEmpty(links);
            Assert.Equal(links.Distinct(), links);
        }
    }

    [Fact]
    public void A_resource_of_no_known_service_has_a_hover_without_duties()
    {
        var analysis = ReportFixtures.AnalyseText("t.yaml", "Resources:\n  Thing:\n    Type: Custom::Thing\n    Properties: {}\n");
        Assert.Equal("**Thing** · `Custom::Thing`  \n**Yours:** nothing here that Onus checks", ReportFixtures.Hover(analysis, "Thing").ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Names_from_the_template_are_shown_and_not_obeyed()
    {
        var analysis = ReportFixtures.AnalyseText("t.tf.json", """{"resource":{"aws_sns_topic":{"a|b<img>*[x](y)":{}}}}""");
        var (_, hover) = ReportFixtures.Hovers(analysis).Single();
        Assert.StartsWith(@"**aws\_sns\_topic.a\|b\<img\>\*\[x\](y)**", hover, StringComparison.Ordinal);
    }
}
