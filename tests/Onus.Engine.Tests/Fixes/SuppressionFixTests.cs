using Onus.Engine.Fixes;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Fixes;

public sealed class SuppressionFixTests
{
    [Theory]
    [InlineData("t.yaml", "Resources:\n  # mine\n  B:\n    Type: AWS::S3::Bucket\n", "Resources:\n  # mine\n  # onus:ignore s3-bucket-versioning -- two words\n  B:\n    Type: AWS::S3::Bucket\n")]
    [InlineData("t.yaml", "Resources: {B: {Type: AWS::S3::Bucket}}\n", "Resources: {B: {Type: AWS::S3::Bucket, Metadata: {onus: {ignore: [{id: s3-bucket-versioning, reason: two words}]}}}}\n")]
    [InlineData("t.json", "{\"Resources\":{\"B\":{\"Type\":\"AWS::S3::Bucket\"}}}", "{\"Resources\":{\"B\":{\"Type\":\"AWS::S3::Bucket\",\"Metadata\":{\"onus\":{\"ignore\":[{\"id\":\"s3-bucket-versioning\",\"reason\":\"two words\"}]}}}}}")]
    [InlineData("t.json", "{\"Resources\":{\"B\":{\"Type\":\"AWS::S3::Bucket\",\"Metadata\":{\"onus\":{\"ignore\":[{\"id\":\"x\"}]}}}}}", "{\"Resources\":{\"B\":{\"Type\":\"AWS::S3::Bucket\",\"Metadata\":{\"onus\":{\"ignore\":[{\"id\":\"x\"},{\"id\":\"s3-bucket-versioning\",\"reason\":\"two words\"}]}}}}}")]
    public void A_reason_is_written_in_CloudFormations_forms(string path, string before, string after) => Check(path, before, "B", after);

    [Theory]
    [InlineData("{\"a\": 1}", "{\"//\": \"onus:ignore s3-bucket-versioning -- two words\", \"a\": 1}")]
    [InlineData("{\"//\": \"mine\", \"a\": 1}", "{\"//\": [\"mine\", \"onus:ignore s3-bucket-versioning -- two words\"], \"a\": 1}")]
    [InlineData("{\"//\": [\"mine\"]}", "{\"//\": [\"mine\", \"onus:ignore s3-bucket-versioning -- two words\"]}")]
    [InlineData("{\"//\": {\"x\": 1}}", "{\"//\": [{\"x\": 1}, \"onus:ignore s3-bucket-versioning -- two words\"]}")]
    public void A_reason_is_written_in_Terraforms_comment_key(string before, string after) =>
        Check("main.tf.json", Wrapped(before), "aws_s3_bucket.b", Wrapped(after));

    private static string Wrapped(string body) => $"{{\"resource\": {{\"aws_s3_bucket\": {{\"b\": {body}}}}}}}";

    private static void Check(string path, string before, string resource, string after)
    {
        var scenario = new FixScenario(path, before);
        var fix = SuppressionFix.For(scenario.Analysis, scenario.Finding("s3-bucket-versioning", resource), " two\n words ");
        Assert.Equal(after, TextEdit.Apply(before, fix.Edits.Select(edit => edit.Edit)));
        var again = new FixScenario(path, after);
        Assert.Contains(again.Analysis.Template!.Suppressions, s => s.Ids.Contains("s3-bucket-versioning") && s.Reason == "two words" && s.Resource == resource);
    }
}
