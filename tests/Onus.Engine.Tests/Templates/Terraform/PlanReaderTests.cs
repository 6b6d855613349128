using Onus.Engine.Syntax;
using Onus.Engine.Templates;
using Onus.Engine.Templates.Terraform;
using Onus.Engine.Text;
using Xunit;

namespace Onus.Engine.Tests.Templates.Terraform;

public class PlanReaderTests
{
    private const string Plan = """
        {
          "format_version": "1.2", "terraform_version": "1.9.0",
          "planned_values": {"root_module": {
            "resources": [
              {"address": "aws_s3_bucket.b", "mode": "managed", "type": "aws_s3_bucket", "name": "b", "values": {"bucket": "logs", "tags": null, "logging": [], "force_destroy": false}, "sensitive_values": {}},
              {"address": "aws_db.d", "mode": "managed", "type": "aws_db", "name": "d", "values": {"password": "hunter2", "token": "abc"}, "sensitive_values": {"password": true, "token": true}},
              {"address": "aws_v.v[0]", "mode": "managed", "type": "aws_v", "name": "v", "index": 0, "values": {"conf": [{"status": "On"}]}},
              {"address": "aws_v.v[1]", "mode": "managed", "type": "aws_v", "name": "v", "index": 1, "values": {}},
              {"address": "aws_w.w[1]", "mode": "managed", "type": "aws_w", "name": "w", "index": 1, "values": {}},
              {"address": "data.aws_ami.a", "mode": "data", "type": "aws_ami", "name": "a", "values": {}}
            ],
            "child_modules": [{"address": "module.m", "resources": [
              {"address": "module.m.aws_v.c", "mode": "managed", "type": "aws_v", "name": "c", "values": {}}
            ]}]
          }},
          "resource_changes": [
            {"address": "aws_s3_bucket.b", "change": {"actions": ["create"], "after": {}, "after_unknown": {"arn": true, "tags": {}, "versioning": [{"mfa": true}]}}},
            {"address": "aws_v.v[0]", "change": {"after_unknown": {"bucket": true, "conf": [{"since": true}]}}},
            {"address": "aws_w.w[1]", "change": {"after_unknown": {"v": true}}},
            {"address": "module.m.aws_v.c", "change": {"after_unknown": {"bucket": true}}}
          ],
          "configuration": {
            "provider_config": {"aws": {"name": "aws", "expressions": {"region": {"constant_value": "eu-west-1"}, "access_key": {"references": ["var.k"]}}}},
            "root_module": {
              "variables": {"k": {"default": "x"}},
              "resources": [
                {"address": "aws_db.d", "expressions": {"password": {"constant_value": "hunter2"}, "token": {"references": ["var.k"]}}},
                {"address": "aws_v.v", "expressions": {"bucket": {"references": ["aws_s3_bucket.b.id", "aws_s3_bucket.b"]}}},
                {"address": "aws_w.w", "expressions": {"v": {"references": ["aws_v.v", "count.index"]}}}
              ],
              "module_calls": {"m": {"expressions": {"target": {"references": ["aws_s3_bucket.b.arn", "aws_s3_bucket.b"]}}, "module": {
                "resources": [{"address": "aws_v.c", "expressions": {"bucket": {"references": ["var.target"]}}}]
              }}}
            }
          }
        }
        """;

    private static Template Read(string json) =>
        PlanReader.Read(SyntaxTree.Read(new SourceText("plan.json", json), SyntaxLanguage.Json), new TemplateContext(), CancellationToken.None) ?? throw new InvalidOperationException();

    [Theory]
    [InlineData("aws_s3_bucket.b", "{bucket: 'logs', tags: absent, logging: absent, force_destroy: false, arn: Attribute(${aws_s3_bucket.b.arn}), versioning: [{mfa: Attribute(${aws_s3_bucket.b.mfa})}]}")]
    [InlineData("aws_v.v[0]", "{conf: [{status: 'On', since: Attribute(${aws_v.v[0].since})}], bucket: Attribute(${aws_s3_bucket.b.id})→aws_s3_bucket.b#id}")]
    [InlineData("aws_w.w[1]", "{v: Attribute(${aws_v.v[1]})→aws_v.v[1]}")]
    [InlineData("module.m.aws_v.c", "{bucket: Attribute(${aws_s3_bucket.b.arn})→aws_s3_bucket.b#arn}")]
    [InlineData("provider.aws", "{region: 'eu-west-1', access_key: Expression()}")]
    [InlineData("variable.k", "{default: 'x'}")]
    public void A_plan_has_known_values_and_says_what_comes_after_apply(string name, string expected) =>
        Assert.Equal(expected, Folder.Show(Folder.Resource(Read(Plan), name).Body));

    [Fact]
    public void Resources_have_their_places_in_the_file()
    {
        var template = Read(Plan);
        var bucket = Folder.Resource(template, "aws_s3_bucket.b");

        Assert.Equal("\"b\"", bucket.NamePlace.Text);
        Assert.Equal("\"aws_s3_bucket\"", bucket.TypePlace.Text);
        Assert.Equal("\"logs\"", bucket.Body.Get("bucket").Place.Text);
        Assert.True(bucket.IsDeployed);
        Assert.Equal("data.aws_ami", Folder.Resource(template, "data.aws_ami.a").Type);
        Assert.False(Folder.Resource(template, "data.aws_ami.a").IsDeployed);
        Assert.True(template.IsWhole);
    }

    [Fact]
    public void A_hidden_value_is_a_secret_only_where_it_was_written_out()
    {
        var body = Folder.Resource(Read(Plan), "aws_db.d").Body;

        Assert.False(Assert.IsType<ScalarValue>(body.Get("password")).IsSensitive);
        Assert.True(Assert.IsType<ScalarValue>(body.Get("token")).IsSensitive);
    }

    [Fact]
    public void A_state_is_read_by_its_values()
    {
        var template = Read("""{"format_version": "1.0", "values": {"root_module": {"resources": [{"address": "aws_a.x[\"k.1\"]", "mode": "managed", "type": "aws_a", "name": "x", "values": {"id": "i", "on": true}}]}}}""");

        Assert.Equal("{id: 'i', on: true}", Folder.Show(Folder.Resource(template, "aws_a.x[\"k.1\"]").Body));
    }

    [Fact]
    public void Other_json_is_no_plan() =>
        Assert.Null(PlanReader.Read(SyntaxTree.Read(new SourceText("x.json", "{\"a\": 1}"), SyntaxLanguage.Json), new TemplateContext(), CancellationToken.None));
}
