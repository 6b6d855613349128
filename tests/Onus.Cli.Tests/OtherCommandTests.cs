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
