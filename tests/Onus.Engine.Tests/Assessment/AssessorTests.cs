using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Xunit;

namespace Onus.Engine.Tests.Assessment;

public sealed class AssessorTests
{
    private const string Template = "Resources:\n  One:\n    Type: AWS::S3::Bucket\n    Properties: {A: 1}\n  Two:\n    Type: AWS::S3::Bucket\n";

    private static readonly string[] Controls =
    [
        Judged.Control("Properties.A == 1", "a-essential", more: "profile: essential\nduty: patching\n"),
        Judged.Control("Properties.A == 1", "a-recommended", more: "severity: error\n"),
        Judged.Control("Properties.A == 1", "a-strict", more: "profile: strict\n"),
    ];

    private static string Shown(AssessmentOptions options) =>
        string.Join(", ", Judged.Text(Template, options, Controls).Result.Verdicts.Select(v => $"{v.Resource.Name} {v.Control.Id} {v.Kind} {v.Control.Severity}"));

    [Theory]
    [InlineData(Profile.Essential, 2)]
    [InlineData(Profile.Recommended, 4)]
    [InlineData(Profile.Strict, 6)]
    public void A_profile_asks_its_own_controls_and_those_of_the_smaller_ones(Profile profile, int verdicts) =>
        Assert.Equal(verdicts, Judged.Text(Template, new AssessmentOptions { Profile = profile }, Controls).Result.Verdicts.Length);

    [Fact]
    public void Verdicts_come_in_the_order_of_the_text_then_of_the_catalogue() =>
        Assert.Equal(
            "One a-essential Met Warning, One a-recommended Met Error, Two a-essential Open Warning, Two a-recommended Open Error",
            Shown(new AssessmentOptions()));

    [Fact]
    public void Severities_are_set_by_control_or_by_duty_and_off_is_off()
    {
        var severities = ImmutableDictionary<string, Severity?>.Empty.Add("patching", Severity.Hint).Add("a-recommended", null);
        Assert.Equal("One a-essential Met Hint, Two a-essential Open Hint", Shown(new AssessmentOptions { Severities = severities }));
        Assert.Equal(
            "One a-essential Met Error, Two a-essential Open Error",
            Shown(new AssessmentOptions { Severities = severities.Add("a-essential", Severity.Error) }));
    }

    [Fact]
    public void Only_names_the_controls_whatever_the_profile() =>
        Assert.Equal("One a-strict Met Warning, Two a-strict Open Warning", Shown(new AssessmentOptions { Only = ["a-strict"] }));

    [Fact]
    public void A_resource_that_is_never_made_has_no_verdict()
    {
        const string text = "Parameters:\n  P: {Type: String, Default: x}\nConditions:\n  C: !Equals [!Ref P, y]\nResources:\n  One:\n    Type: AWS::S3::Bucket\n    Condition: C\n";
        Assert.Empty(Judged.Text(text, Controls).Result.Verdicts);
    }

    [Theory]
    [InlineData("One", "Do it: no `AWS::S3::BucketPolicy` in this template refers to it, while `P` keeps its default.")]
    [InlineData("Other", "Do it: no `AWS::S3::BucketPolicy` in this template refers to it.")]
    public void A_companion_that_a_default_leaves_out_is_told_with_its_parameter(string bucket, string message)
    {
        var text = $"Parameters:\n  P: {{Type: String, Default: x}}\nConditions:\n  C: !Equals [!Ref P, y]\nResources:\n  One:\n    Type: AWS::S3::Bucket\n  Other:\n    Type: Test::Other\n  Policy:\n    Type: AWS::S3::BucketPolicy\n    Condition: C\n    Properties: {{Bucket: !Ref {bucket}}}\n";
        Assert.Equal(message, Assert.Single(Judged.Text(text, Judged.Control("any related('AWS::S3::BucketPolicy', 'Bucket') as p")).Result.Findings).Message);
    }

    [Fact]
    public void What_is_found_in_a_resource_is_not_told_again_of_the_whole_template()
    {
        var control = Judged.Control("Properties.A != 1", binding: "  - type: Template\n    require: \"all Resources[] as r : r.Properties.A != 1\"\n    missing: { default: depends, verdict: met }\n");
        const string text = "Parameters:\n  P: {Type: String, Default: x}\nConditions:\n  C: !Equals [!Ref P, y]\nResources:\n  Two:\n    Type: AWS::S3::Bucket\n    Properties: {A: !If [C, 1, 2]}\n  One:\n    Type: AWS::S3::Bucket\n    Properties: {A: [|1|]}\n";
        var (result, marked) = Judged.Text(text, control);
        Assert.Equal(marked, [Assert.Single(result.Findings).Place.Span]);
    }

    [Fact]
    public void A_control_of_the_whole_template_is_asked_once()
    {
        const string control = "id: a-whole\nonly: x\ncloudformation:\n  - type: Template\n    require: \"none keys(Parameters) as p : p == 'Bad'\"\n    missing: { default: depends, verdict: met }\n";
        var (result, _) = Judged.Text("Parameters:\n  Bad: {Type: String}\n" + Template, control);
        Assert.Equal(VerdictKind.Open, Assert.Single(result.Verdicts).Kind);
        Assert.Single(result.Findings);
    }

    [Fact]
    public void Met_by_default_is_told_apart_from_met_by_the_template()
    {
        const string control = "id: a-default\nonly: x\ncloudformation:\n  - type: AWS::S3::Bucket\n    require: Properties.A == 1\n    defaults: { Properties.A: 1 }\n    missing: { default: secure, verdict: met }\n    note: AWS sets it.\n";
        var (result, _) = Judged.Text(Template, control);
        Assert.Equal([(false, "`A` is `1`"), (true, "`A` is not set (AWS's default is `1`)")], result.Verdicts.Select(v => (v.ByDefault, v.Reason)));
    }
}
