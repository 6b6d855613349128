using System.Text.Json;
using Xunit;

namespace Onus.Cli.Tests;

public sealed class CheckCommandTests : IDisposable
{
    private const string OpenDatabase = """
        Resources:
          Database:
            Type: AWS::RDS::DBInstance
            Properties:
              Engine: mysql
              StorageEncrypted: false

        """;

    private const string Topic = """
        Resources:
          Nothing:
            Type: AWS::CloudFormation::WaitConditionHandle

        """;

    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task An_open_duty_is_printed_with_its_place_and_makes_the_exit_code_one()
    {
        var file = line.Write("db.yaml", OpenDatabase);
        var outcome = await CommandLine.RunAsync("check", file);
        Assert.Equal(1, outcome.Code);
        Assert.Contains("6:25", outcome.Output);
        Assert.Contains("[rds-instance-encrypted]", outcome.Output);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task A_template_with_nothing_open_exits_with_zero()
    {
        var outcome = await CommandLine.RunAsync("check", line.Write("ok.yaml", Topic));
        Assert.Equal((0, ""), (outcome.Code, outcome.Error));
    }

    [Theory]
    [InlineData("never", 0)]
    [InlineData("error", 1)]
    [InlineData("hint", 1)]
    public async Task The_threshold_decides_the_exit_code(string threshold, int code) =>
        Assert.Equal(code, (await CommandLine.RunAsync("check", line.Write("db.yaml", OpenDatabase), "--fail-on", threshold)).Code);

    [Fact]
    public async Task Folders_are_walked_for_templates_only()
    {
        line.Write("infra/db.yaml", OpenDatabase);
        line.Write("infra/notes.yaml", "a: 1\n");
        line.Write("infra/node_modules/x.yaml", OpenDatabase);
        line.Write("infra/.hidden/x.yaml", OpenDatabase);
        var outcome = await CommandLine.RunAsync("check", line.Path("infra"), "--format", "json");
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(1, json.RootElement.GetProperty("summary").GetProperty("templates").GetInt32());
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task Sarif_names_rule_region_and_logical_location()
    {
        var outcome = await CommandLine.RunAsync("check", line.Write("db.yaml", OpenDatabase), "--format", "sarif");
        using var sarif = JsonDocument.Parse(outcome.Output);
        var run = sarif.RootElement.GetProperty("runs")[0];
        var result = run.GetProperty("results").EnumerateArray().First(r => r.GetProperty("ruleId").GetString() == "rds-instance-encrypted");
        var location = result.GetProperty("locations")[0];
        Assert.Equal(6, location.GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal("Database", location.GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString());
        var index = result.GetProperty("ruleIndex").GetInt32();
        Assert.Equal("rds-instance-encrypted", run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[index].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Sarif_names_a_terraform_resource_by_type_and_name()
    {
        var file = line.Write("main.tf.json", """{"resource": {"aws_db_instance": {"main": {"engine": "mysql", "storage_encrypted": false}}}}""");
        var outcome = await CommandLine.RunAsync("check", file, "--format", "sarif");
        Assert.Contains("\"fullyQualifiedName\": \"aws_db_instance.main\"", outcome.Output);
    }

    [Fact]
    public async Task Output_goes_to_a_file_when_asked()
    {
        var outcome = await CommandLine.RunAsync("check", line.Write("db.yaml", OpenDatabase), "--format", "json", "--output", line.Path("out.json"));
        Assert.Equal("", outcome.Output);
        Assert.Contains("rds-instance-encrypted", File.ReadAllText(line.Path("out.json")));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    public async Task A_reference_to_nothing_is_printed_and_leaves_the_exit_code_alone(string format)
    {
        var file = line.Write("topic.yaml", "Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties: {TopicName: !Ref Nothing}\n");
        var outcome = await CommandLine.RunAsync("check", file, "--format", format);
        Assert.Equal((0, ""), (outcome.Code, outcome.Error));
        Assert.Contains("Nothing is called `Nothing`", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameter_values_decide_where_defaults_do_not()
    {
        var file = line.Write("db.yaml", """
            Parameters:
              Encrypt: {Type: String}
            Resources:
              Database:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: mysql, StorageEncrypted: !Ref Encrypt}

            """);
        Assert.DoesNotContain("rds-instance-encrypted", (await CommandLine.RunAsync("check", file)).Output);
        Assert.Contains("rds-instance-encrypted", (await CommandLine.RunAsync("check", file, "--parameter", "Encrypt=false")).Output);
        var values = line.Write("values.json", """[{"ParameterKey": "Encrypt", "ParameterValue": "false"}]""");
        Assert.Contains("rds-instance-encrypted", (await CommandLine.RunAsync("check", file, "--parameters", values)).Output);
    }

    [Fact]
    public async Task The_settings_file_tunes_severity_profile_and_exclusion()
    {
        var file = line.Write("db.yaml", OpenDatabase);
        line.Write("old/db.yaml", OpenDatabase);
        line.Write(".onus.yaml", "severity:\n  rds-instance-encrypted: off\nexclude:\n  - old\n");
        Assert.DoesNotContain("rds-instance-encrypted", (await CommandLine.RunAsync("check", file)).Output);
        Assert.DoesNotContain("old/db.yaml", (await CommandLine.RunAsync("check", line.Folder)).Output);
        Assert.Contains("rds-instance-encrypted", (await CommandLine.RunAsync("check", file, "--no-config")).Output);
    }
}
