using Xunit;

namespace Onus.Engine.Tests.Reports;

public sealed class PropertyHoverTests
{
    [Fact]
    public void It_says_which_duty_it_discharges_what_meets_it_and_what_leaving_it_out_means()
    {
        var hover = ReportFixtures.HoverOn(ReportFixtures.Analyse("databases.yaml"), "StorageEncrypted: !Ref Encrypted");
        Assert.StartsWith("`StorageEncrypted` — yours: Encryption at rest", hover, StringComparison.Ordinal);
        Assert.Contains("It is met by `true`. Left out, it is open, as AWS's default is `false`.", hover, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Encrypted: true", "Left out, it is open")]
    [InlineData("Encrypted: true\n      KmsKeyId: alias/k", "Left out, it is open")]
    public void Leaving_out_is_judged_on_the_resource_as_it_is(string properties, string expected)
    {
        var analysis = ReportFixtures.AnalyseText("t.yaml", $"Resources:\n  V:\n    Type: AWS::EC2::Volume\n    Properties:\n      {properties}\n");
        Assert.Contains(expected, ReportFixtures.HoverOn(analysis, "Encrypted"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_AWSs_default_meets_the_duty_leaving_it_out_meets_it() =>
        Assert.Contains(
            "Left out, it is met, as AWS's default is `true`.",
            ReportFixtures.HoverOn(ReportFixtures.Analyse("databases.yaml"), "AutoMinorVersionUpgrade: false"),
            StringComparison.Ordinal);

    [Fact]
    public void Of_a_list_only_the_item_that_is_hovered_is_spoken_of()
    {
        var analysis = ReportFixtures.Analyse("network.yaml");
        var text = analysis.Trees[0].Text;
        var second = text.Content.IndexOf("CidrIp: 0.0.0.0/0", text.Content.IndexOf("FromPort: 5432", StringComparison.Ordinal), StringComparison.Ordinal);
        var hover = analysis.ExplainAt(text.Path, second)!.Markdown;
        Assert.Contains("Keep database ports closed to the internet", hover, StringComparison.Ordinal);
        Assert.DoesNotContain("Keep SSH", hover, StringComparison.Ordinal);
        Assert.DoesNotContain("Ingress[0]", hover, StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_beside_those_that_a_condition_looks_at_is_left_out()
    {
        var hover = ReportFixtures.HoverOn(ReportFixtures.Analyse("containers.yaml"), "Privileged: true");
        Assert.Contains("Do not run privileged containers", hover, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", hover, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_property_that_moves_the_line_says_so_also_where_no_control_looks_at_it() =>
        Assert.Equal(
            "`DBClusterIdentifier`\n\n*AWS's — encryption at rest:* The cluster decides on encryption; this instance follows it. "
            + "[Encrypting Amazon Aurora resources](https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html)\n\n"
            + "*Shared — backup and durability:* AWS backs up the cluster as it says and fails over to another instance; running one in a second zone is yours.",
            ReportFixtures.HoverOn(ReportFixtures.Analyse("databases.yaml"), "DBClusterIdentifier").ReplaceLineEndings("\n"));

    [Theory]
    [InlineData("DBInstanceClass")]
    [InlineData("Properties:")]
    [InlineData("GroupDescription")]
    public void A_property_that_matters_to_no_duty_has_no_hover(string written) =>
        Assert.Equal("", ReportFixtures.HoverOn(ReportFixtures.Analyse(written == "GroupDescription" ? "network.yaml" : "databases.yaml"), written));

    [Theory]
    [InlineData("storage.yaml", "Resources:")]
    [InlineData("storage.tf.json", "resource\":")]
    public void The_block_of_resources_speaks_of_the_file(string name, string written) =>
        Assert.Contains("| your duty | open | met | cannot be told |", ReportFixtures.HoverOn(ReportFixtures.Analyse(name), written), StringComparison.Ordinal);
}
