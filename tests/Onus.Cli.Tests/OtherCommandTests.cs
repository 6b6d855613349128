using System.Text.Json;
using Xunit;

namespace Onus.Cli.Tests;

public sealed class OtherCommandTests : IDisposable
{
    private const string Template = """
        Parameters:
          Encrypt:
            Type: String
            Default: 'false'
        Resources:
          Database:   # the shop's
            Type: AWS::RDS::DBInstance
            Properties:
              Engine: mysql
              StorageEncrypted: !Ref Encrypt
              DeletionProtection: false

        """;

    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task Rules_lists_every_control_as_json()
    {
        var outcome = await CommandLine.RunAsync("rules", "--format", "json");
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(Knowledge.Knowledge.Catalogue.AllControls.Select(control => control.Id), json.RootElement.EnumerateArray().Select(rule => rule.GetProperty("id").GetString()));
        foreach (var name in new[] { "id", "title", "duty", "severity", "frameworks", "types", "aliases", "references" })
            Assert.True(json.RootElement[0].TryGetProperty(name, out _), name);
    }

    [Fact]
    public async Task Explain_shows_the_duties_of_a_file_a_place_and_a_type()
    {
        var file = line.Write("t.yaml", Template);
        Assert.Contains("your duty", (await CommandLine.RunAsync("explain", file)).Output);
        Assert.Contains("Database", (await CommandLine.RunAsync("explain", file + ":6")).Output);
        Assert.Contains("Amazon S3", (await CommandLine.RunAsync("explain", "AWS::S3::Bucket")).Output);
        Assert.Contains("AWS's:", (await CommandLine.RunAsync("explain", "aws_db_instance")).Output);
    }

    [Fact]
    public async Task Explain_why_shows_where_a_value_comes_from()
    {
        var outcome = await CommandLine.RunAsync("explain", "--why", line.Write("t.yaml", Template) + ":10");
        Assert.Contains("default of parameter Encrypt", outcome.Output);
    }

    [Fact]
    public async Task Fix_writes_the_safe_fixes_and_a_dry_run_writes_nothing()
    {
        var file = line.Write("t.yaml", Template);
        var dry = await CommandLine.RunAsync("fix", file, "--dry-run");
        Assert.Contains("+++ b/", dry.Output);
        Assert.Equal(Template, File.ReadAllText(file));
        await CommandLine.RunAsync("fix", file);
        var mended = File.ReadAllText(file);
        Assert.Contains("DeletionProtection: true", mended);
        Assert.Contains("# the shop's", mended);
        Assert.DoesNotContain("rds-deletion-protection", (await CommandLine.RunAsync("check", file)).Output);
    }

    [Fact]
    public async Task A_dry_run_prints_what_git_can_apply()
    {
        var file = line.Write("t.yaml", Template);
        var dry = await CommandLine.RunAsync("fix", file, "--dry-run", "--unsafe");
        Assert.StartsWith($"--- a/{file.TrimStart('/')}\n+++ b/{file.TrimStart('/')}\n@@ ", dry.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fixes_of_one_text_keep_what_those_of_another_did_to_it()
    {
        var first = line.Write("a.tf.json", "{\n  \"resource\": {\n    \"aws_db_instance\": {\n      \"a\": {\n        \"storage_encrypted\": \"${var.encrypt}\"\n      }\n    }\n  }\n}\n");
        var second = line.Write(
            "b.tf.json",
            "{\n  \"variable\": {\n    \"encrypt\": {\n      \"default\": false\n    }\n  },\n  \"resource\": {\n    \"aws_kms_key\": {\n      \"k\": {\n        \"description\": \"k\"\n      }\n    }\n  }\n}\n");
        await CommandLine.RunAsync("fix", line.Folder, "--unsafe");
        Assert.Contains("\"deletion_protection\": true", File.ReadAllText(first));
        Assert.Contains("\"default\": true", File.ReadAllText(second));
        Assert.Contains("\"enable_key_rotation\": true", File.ReadAllText(second));
    }

    [Fact]
    public async Task Byte_order_mark_line_endings_and_a_missing_last_one_stay()
    {
        var file = line.Write("t.yaml", "\uFEFF" + Template.TrimEnd().Replace("\n", "\r\n", StringComparison.Ordinal));
        await CommandLine.RunAsync("fix", file);
        var bytes = File.ReadAllBytes(file);
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.EndsWith("DeletionProtection: true", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_draws_the_map_as_markdown_and_as_html_without_scripts()
    {
        var file = line.Write("t.yaml", Template);
        Assert.Contains("## Yours", (await CommandLine.RunAsync("report", file)).Output);
        var html = (await CommandLine.RunAsync("report", file, "--format", "html")).Output;
        Assert.Contains("<h1>", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("src=", html);
    }
}
