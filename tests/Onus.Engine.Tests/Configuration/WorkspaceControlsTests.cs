using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Onus.Engine.Configuration;
using Onus.Engine.Reports;
using Onus.Engine.Templates;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Configuration;

public sealed class WorkspaceControlsTests
{
    private const string Good = """
        service: ours
        name: Our own
        controls:
          - id: ours-bucket-named
            title: Name buckets as we do
            duty: configuration
            severity: error
            why: Our tools find buckets by name.
            only: We use CloudFormation.
            cloudformation:
              - type: AWS::S3::Bucket
                require: Properties.BucketName matches '^ours-'
                missing: { default: insecure, verdict: open }
            fix: { apply: manual, note: A name is a decision. }

        """;

    private static ICatalogue Shipped => Knowledge.Knowledge.Catalogue;

    private static WorkspaceControls Read(string text) => WorkspaceControls.Read([new SourceText("/work/.onus/controls/ours.yaml", text)], Shipped);

    [Fact]
    public void A_workspaces_control_is_asked_like_ours()
    {
        var own = Read(Good);
        Assert.Empty(own.Problems);
        var template = new SourceText("t.yaml", "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: theirs}\n");
        var analysis = Analysis.Of([template], own.Over(Shipped), new TemplateContext(), new AssessmentOptions { Only = ["ours-bucket-named"] });
        var finding = Assert.Single(analysis.Assessment!.Findings);
        Assert.Equal("Name buckets as we do: `BucketName` is `theirs`.", finding.Message);
        Assert.Equal("file:///work/.onus/controls/ours.yaml", Links.Here(analysis.Catalogue, finding.Control));
    }

    [Fact]
    public void The_shipped_controls_stay()
    {
        var layered = Read(Good).Over(Shipped);
        Assert.Equal(Shipped.AllControls.Length + 1, layered.AllControls.Length);
        Assert.Equal(Shipped.ControlsFor(Framework.CloudFormation, "AWS::S3::Bucket").Length + 1, layered.ControlsFor(Framework.CloudFormation, "AWS::S3::Bucket").Length);
        Assert.NotNull(layered.FindControl("ours-bucket-named"));
        Assert.Same(Shipped, WorkspaceControls.None.Over(Shipped));
    }

    [Theory]
    [InlineData("require: Properties.BucketName matches '^ours-'", "require: Properties.BucketName matched '^ours-'", "cannot be read")]
    [InlineData("'^ours-'", "'^(ours-'", "the pattern '^(ours-'")]
    [InlineData("matches '^ours-'", "in @our_names", "there is no list `@our_names`")]
    [InlineData("duty: configuration", "duty: naming", "there is no duty `naming`")]
    [InlineData("id: ours-bucket-named", "id: s3-bucket-versioning", "Onus has a control of this id")]
    [InlineData("    severity: error\n", "", "`severity` is missing")]
    [InlineData("severity: error", "severity: loud", "`severity` is `loud`")]
    [InlineData("why: Our", "because: Our", "`because` is not a field here")]
    public void A_control_with_a_fault_is_named_and_left_out_and_the_others_hold(string right, string wrong, string message)
    {
        var second = Good[(Good.IndexOf("  - id", StringComparison.Ordinal))..];
        var own = Read(Good + second.Replace("ours-bucket-named", "ours-second", StringComparison.Ordinal).Replace(right.Replace("ours-bucket-named", "ours-second", StringComparison.Ordinal), wrong, StringComparison.Ordinal));
        Assert.Contains(own.Problems, problem => problem.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(own.Problems, problem => Assert.True(problem.Place.Start.Line >= 14));
        Assert.Equal("ours-bucket-named", Assert.Single(own.Controls).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("- 1\n- 2\n")]
    [InlineData("service: x\nname: y\ncontrols: z\n")]
    [InlineData("service: x\nname: y\ncontrols:\n  - just a text\n  -\n")]
    [InlineData("{[}")]
    public void Nonsense_gives_problems_and_no_controls(string text)
    {
        var own = Read(text);
        Assert.Empty(own.Controls);
        if (text.Length > 0) Assert.NotEmpty(own.Problems);
    }

    [Theory]
    [InlineData("/work/.onus/controls/a.yaml", true)]
    [InlineData(".onus/controls/a.yaml", true)]
    [InlineData("C:\\work\\.onus\\controls\\a.yaml", true)]
    [InlineData("/work/.onus/controls/deeper/a.yaml", false)]
    [InlineData("/work/my.onus/controls/a.yaml", false)]
    [InlineData("/work/.onus/controls/a.json", false)]
    [InlineData("/work/.onus.yaml", false)]
    public void Only_files_right_in_the_folder_are_control_files(string path, bool expected) => Assert.Equal(expected, WorkspaceControls.IsControlFile(path));
}
