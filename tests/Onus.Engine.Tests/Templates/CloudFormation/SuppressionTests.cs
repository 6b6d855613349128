using Onus.Engine.Templates;
using Xunit;

namespace Onus.Engine.Tests.Templates.CloudFormation;

public class SuppressionTests
{
    private static string Shown(Suppression s) => $"{s.Tool} {string.Join('+', s.Ids)} for {s.Resource ?? "all"}: {s.Reason}";

    [Theory]
    [InlineData("# onus:ignore a-b, c-d -- known and fine", "onus a-b+c-d for Data: known and fine")]
    [InlineData("#onus:ignore a-b", "onus a-b for Data: ")]
    [InlineData("# checkov:skip=CKV_AWS_1:said so", "checkov CKV_AWS_1 for Data: said so")]
    [InlineData("#checkov:skip=CKV_AWS_1,CKV_AWS_2", "checkov CKV_AWS_1+CKV_AWS_2 for Data: ")]
    [InlineData("# trivy:ignore:AVD-AWS-0001", "trivy AVD-AWS-0001 for Data: ")]
    [InlineData("#tfsec:ignore:aws-s3-a", "trivy aws-s3-a for Data: ")]
    [InlineData("#trivy:ignore:A-1:exp:2030-01-02", "trivy A-1 for Data: ")]
    public void A_comment_ignores_on_its_resource(string comment, string expected)
    {
        foreach (var text in new[]
        {
            $"Resources:\n  Data:\n    Type: AWS::S3::Bucket {comment}\n    Properties: {{}}\n",
            $"Resources:\n  Data:\n    Type: AWS::S3::Bucket\n    Properties:\n      {comment}\n      A: 1\n",
            $"Resources:\n  Before: {{Type: 'AWS::S3::Bucket'}}\n  {comment}\n  # and so on\n  Data:\n    Type: AWS::S3::Bucket\n",
        })
        {
            Assert.Equal(expected, Shown(Assert.Single(Reads.Template(text).Suppressions)));
        }
    }

    [Fact]
    public void A_comment_at_the_top_is_for_the_whole_document() =>
        Assert.Equal(
            "onus a-b for all: why",
            Shown(Assert.Single(Reads.Template("# onus:ignore a-b -- why\nResources:\n  Data:\n    Type: AWS::S3::Bucket\n").Suppressions)));

    [Fact]
    public void A_comment_below_the_contents_of_a_resource_is_still_its_own() =>
        Assert.Equal(
            "onus a-b for Data: ",
            Shown(Assert.Single(Reads.Template("Resources:\n  Data:\n    Type: AWS::S3::Bucket\n    # onus:ignore a-b\n  Next:\n    Type: AWS::S3::Bucket\n").Suppressions)));

    [Fact]
    public void A_comment_on_a_loop_is_for_all_that_it_makes() =>
        Assert.Equal(
            ["Ba", "Bc"],
            Reads.Template("Resources:\n  'Fn::ForEach::L':\n    - N\n    - [a, c]\n    # onus:ignore a-b\n    - 'B${N}': {Type: 'AWS::S3::Bucket'}\n")
                .Suppressions.Select(s => s.Resource));

    [Fact]
    public void A_comment_that_belongs_to_nothing_is_a_problem()
    {
        var template = Reads.Template("Resources:\n  # onus:ignore a-b\n\n  Data:\n    Type: AWS::S3::Bucket\n");
        Assert.Empty(template.Suppressions);
        Assert.Contains("no resource", Assert.Single(template.Problems).Message);
    }

    [Fact]
    public void Other_comments_say_nothing() =>
        Assert.Empty(Reads.Template("Resources:\n  # note: ignore this\n  Data:\n    Type: AWS::S3::Bucket # onus:ignored x\n").Suppressions);

    [Theory]
    [InlineData("onus: {ignore: [{id: a-b, reason: why}]}", "onus a-b for Data: why")]
    [InlineData("onus: {ignore: [a-b]}", "onus a-b for Data: ")]
    [InlineData("checkov: {skip: [{id: CKV_1, comment: why}]}", "checkov CKV_1 for Data: why")]
    [InlineData("cfn_nag: {rules_to_suppress: [{id: W1, reason: why}]}", "cfn_nag W1 for Data: why")]
    [InlineData("cdk_nag: {rules_to_suppress: [{id: AwsSolutions-S1, reason: why}]}", "cdk_nag AwsSolutions-S1 for Data: why")]
    [InlineData("guard: {SuppressedRules: [S3_BUCKET_X]}", "guard S3_BUCKET_X for Data: ")]
    public void Metadata_ignores_on_its_resource(string metadata, string expected) =>
        Assert.Equal(
            expected,
            Shown(Assert.Single(Reads.Template($"Resources:\n  Data:\n    Type: AWS::S3::Bucket\n    Metadata:\n      {metadata}\n").Suppressions)));

    [Fact]
    public void Metadata_of_the_template_is_for_the_whole_document() =>
        Assert.Null(Assert.Single(Reads.Template("Metadata: {onus: {ignore: [a]}}\nResources:\n  D: {Type: 'AWS::S3::Bucket'}\n").Suppressions).Resource);
}
