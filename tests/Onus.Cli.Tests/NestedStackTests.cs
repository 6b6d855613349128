using System.Text.Json;
using Xunit;

namespace Onus.Cli.Tests;

/// <summary>A nested stack is judged as it deploys: with what the templates around it give its parameters.</summary>
public sealed class NestedStackTests : IDisposable
{
    private const string Store = """
        Parameters:
          Encrypted: {Type: String, Default: 'false'}
        Resources:
          Main: {Type: AWS::RDS::DBInstance, Properties: {Engine: mysql, StorageEncrypted: !Ref Encrypted}}

        """;

    private readonly CommandLine line = new();

    public NestedStackTests() => line.Write("stacks/store.yaml", Store);

    public void Dispose() => line.Dispose();

    [Theory]
    [InlineData("Encrypted: 'true'", 0)]
    [InlineData("Encrypted: !Ref On", 0)]
    [InlineData("Encrypted: !Ref Asked", 0)]
    [InlineData("Encrypted: !Ref AWS::NoValue", 1)]
    [InlineData("Encrypted: 'false'", 1)]
    [InlineData("Other: x", 1)]
    public async Task What_is_given_decides(string given, int open)
    {
        line.Write("top.yaml", Nesting("./stacks/store.yaml", given));
        Assert.Equal(open, (await Open("")).Count);
    }

    [Fact]
    public async Task One_of_several_that_nest_it_is_enough_and_each_thing_is_told_once()
    {
        line.Write("a.yaml", Nesting("stacks/store.yaml", "Encrypted: 'true'"));
        line.Write("b.yaml", Nesting("stacks/store.yaml", "Encrypted: 'false'"));
        line.Write("stacks/c.yaml", Nesting("store.yaml", "Encrypted: 'false'"));
        Assert.EndsWith("(value given for parameter `Encrypted`).", Assert.Single(await Open("")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looked_at_alone_it_has_its_defaults()
    {
        line.Write("top.yaml", Nesting("./stacks/store.yaml", "Encrypted: 'true'"));
        Assert.EndsWith("(default of parameter `Encrypted`).", Assert.Single(await Open("stacks")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stage: live", 0)]
    [InlineData("Stage: test", 1)]
    [InlineData("Other: x", 1)]
    public async Task What_is_wrong_with_it_is_what_is_wrong_as_it_deploys(string given, int problems)
    {
        var mapped = "Parameters: {Stage: {Type: String, Default: none}}\nMappings: {Names: {live: {queue: orders}}}\nResources:\n  Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [Names, !Ref Stage, queue]}}\n";
        line.Write("stacks/store.yaml", mapped);
        line.Write("a.yaml", Nesting("./stacks/store.yaml", given));
        line.Write("b.yaml", Nesting("./stacks/store.yaml", given + ", More: x"));
        var outcome = await CommandLine.RunAsync("check", line.Folder, "--format", "json");
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(problems, json.RootElement.GetProperty("problems").GetArrayLength());
    }

    private static string Nesting(string path, string given) =>
        $"Parameters:\n  On: {{Type: String, Default: 'true'}}\n  Asked: {{Type: String}}\nResources:\n  Store:\n    Type: AWS::CloudFormation::Stack\n    Properties: {{TemplateURL: {path}, Parameters: {{{given}}}}}\n";

    private async Task<List<string>> Open(string path)
    {
        var outcome = await CommandLine.RunAsync("check", line.Path(path), "--format", "json");
        using var json = JsonDocument.Parse(outcome.Output);
        return [.. json.RootElement.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("control").GetString() == "rds-instance-encrypted")
            .Select(finding => finding.GetProperty("message").GetString()!)];
    }
}
