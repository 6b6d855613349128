using System.Collections.Immutable;
using Onus.Engine.Assessment;
using Onus.Engine.Catalogue;
using Xunit;

namespace Onus.Engine.Tests.Assessment;

public sealed class SuppressorTests
{
    private static readonly string[] Controls =
    [
        Judged.Control("a.b == 1 or Properties.A == 1", "first-control", more: "aliases:\n  checkov: [CKV_AWS_1]\n  cfn_nag: [W1]\n  trivy: [AVD-AWS-0001]\n  guard: [FIRST_RULE]\n  cdk_nag: [AwsSolutions-S1]\n"),
        Judged.Control("Properties.B == 1", "second-control"),
        Judged.Control("Properties.C == 1", "strict-control", more: "profile: strict\n"),
    ];

    private static AssessmentResult Yaml(string comment, string properties = "{B: 1, A: 2}", string rest = "", AssessmentOptions? options = null) =>
        Judged.Text($"Resources:\n  # {comment}\n  Subject:\n    Type: AWS::S3::Bucket\n    Properties: {properties}\n{rest}", options ?? new AssessmentOptions(), Controls).Result;

    private static Verdict First(AssessmentResult result) => result.Verdicts.First(verdict => verdict.Control.Id == "first-control");

    [Theory]
    [InlineData("onus:ignore first-control -- because", "because")]
    [InlineData("onus:ignore FIRST-control", "")]
    [InlineData("onus:ignore second-control, first-control -- because", "because")]
    [InlineData("checkov:skip=CKV_AWS_1:because", "because")]
    [InlineData("checkov:skip=CKV_AWS_9,ckv_aws_1", "")]
    [InlineData("trivy:ignore:AVD-AWS-0001", "")]
    [InlineData("trivy:ignore:avd-aws-0001", "")]
    [InlineData("trivy:ignore:AWS-0001", "")]
    [InlineData("trivy:ignore:aws-0001", "")]
    [InlineData("tfsec:ignore:AVD-AWS-0001", "")]
    public void A_comment_accepts_what_it_names(string comment, string reason)
    {
        var verdict = First(Yaml(comment));
        Assert.Equal((VerdictKind.Accepted, reason), (verdict.Kind, verdict.Suppression?.Reason));
        Assert.Empty(verdict.Findings);
    }

    [Theory]
    [InlineData("onus:ignore second-control")]
    [InlineData("checkov:skip=CKV_AWS_11")]
    [InlineData("trivy:ignore:AVD-AWS-00011")]
    [InlineData("first-control")]
    public void A_comment_accepts_nothing_else(string comment) => Assert.Equal(VerdictKind.Open, First(Yaml(comment)).Kind);

    [Theory]
    [InlineData("onus: {ignore: [{id: first-control, reason: because}]}")]
    [InlineData("checkov: {skip: [{id: CKV_AWS_1, comment: because}]}")]
    [InlineData("cfn_nag: {rules_to_suppress: [{id: W1, reason: because}]}")]
    [InlineData("cdk_nag: {rules_to_suppress: [{id: AwsSolutions-S1, reason: because}]}")]
    [InlineData("cdk_nag: {rules_to_suppress: [{id: 'AwsSolutions-S1[Resource::*]', reason: because}]}")]
    public void Metadata_accepts_with_its_reason(string metadata)
    {
        var verdict = First(Judged.Text($"Resources:\n  Subject:\n    Type: AWS::S3::Bucket\n    Metadata: {{{metadata}}}\n", Controls).Result);
        Assert.Equal((VerdictKind.Accepted, "because"), (verdict.Kind, verdict.Suppression?.Reason));
    }

    [Fact]
    public void A_rule_of_Guard_is_accepted_by_name() =>
        Assert.Equal(VerdictKind.Accepted, First(Judged.Text("Resources:\n  Subject:\n    Type: AWS::S3::Bucket\n    Metadata: {guard: {SuppressedRules: [FIRST_RULE]}}\n", Controls).Result).Kind);

    [Theory]
    [InlineData("onus:ignore first-control -- because")]
    [InlineData("checkov:skip=CKV_AWS_1:because")]
    public void A_comment_key_of_Terraform_accepts(string said)
    {
        foreach (var text in new[]
        {
            $$$$$$"""{"resource": {"aws_thing": {"x": {"//": "{{{{{{said}}}}}}", "a": {"b": 2}}}}}""",
            $$$$$$"""{"//": "{{{{{{said}}}}}}", "resource": {"aws_thing": {"x": {"a": {"b": 2}}}}}""",
            $$$$$$"""{"resource": {"aws_thing": {"x": {"//": ["a note", "{{{{{{said}}}}}}"], "a": {"b": 2}}}}}""",
        })
        {
            var verdict = First(Judged.Text(text, Controls).Result);
            Assert.Equal((VerdictKind.Accepted, "because"), (verdict.Kind, verdict.Suppression?.Reason));
        }
    }

    [Fact]
    public void A_suppression_is_for_its_resource_only()
    {
        var result = Yaml("onus:ignore first-control", rest: "  Next:\n    Type: AWS::S3::Bucket\n    Properties: {A: 2, B: 1}\n");
        Assert.Equal([VerdictKind.Accepted, VerdictKind.Open], result.Verdicts.Where(v => v.Control.Id == "first-control").Select(v => v.Kind));
    }

    [Fact]
    public void A_suppression_of_the_document_is_for_all_its_resources()
    {
        var (result, _) = Judged.Text("# onus:ignore first-control\nResources:\n  A: {Type: 'AWS::S3::Bucket'}\n  B: {Type: 'AWS::S3::Bucket'}\n", Controls);
        Assert.All(result.Verdicts.Where(v => v.Control.Id == "first-control"), verdict => Assert.Equal(VerdictKind.Accepted, verdict.Kind));
        Assert.Empty(result.UnusedSuppressions);
    }

    [Theory]
    [InlineData("onus:ignore first-control", "{A: 1, B: 1}")]
    [InlineData("onus:ignore no-such-control", "{A: 1, B: 1}")]
    [InlineData("onus:ignore second-control", "{A: 2, B: 1}")]
    public void A_suppression_without_effect_is_reported(string comment, string properties) => Assert.Single(Yaml(comment, properties).UnusedSuppressions);

    [Theory]
    [InlineData("onus:ignore first-control", "{A: 2, B: 1}", "it accepts an open verdict")]
    [InlineData("onus:ignore first-control", "{A: !ImportValue X, B: 1}", "whether it is open cannot be told")]
    [InlineData("onus:ignore strict-control", "{A: 1, B: 1}", "the profile does not ask the control")]
    [InlineData("checkov:skip=CKV_AWS_1", "{A: 1, B: 1}", "what another tool found is not ours to know")]
    public void A_suppression_that_may_be_needed_is_not(string comment, string properties, string why) =>
        Assert.True(Yaml(comment, properties).UnusedSuppressions.IsEmpty, why);

    [Fact]
    public void A_suppression_of_a_control_that_is_off_is_not_reported()
    {
        var off = new AssessmentOptions { Severities = ImmutableDictionary<string, Severity?>.Empty.Add("first-control", null) };
        Assert.Empty(Yaml("onus:ignore first-control", "{A: 1, B: 1}", options: off).UnusedSuppressions);
    }
}
