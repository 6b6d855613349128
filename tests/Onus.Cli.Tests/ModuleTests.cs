using System.Text.Json;
using Xunit;

namespace Onus.Cli.Tests;

/// <summary>A local module is judged as it deploys: with what its callers give it.</summary>
public sealed class ModuleTests : IDisposable
{
    private const string Store = """
        {"variable": {"encrypted": {"default": false}},
         "resource": {"aws_db_instance": {"main": {"engine": "mysql", "storage_encrypted": "${var.encrypted}"}}}}
        """;

    private readonly CommandLine line = new();

    public ModuleTests() => line.Write("infra/modules/store/main.tf.json", Store);

    public void Dispose() => line.Dispose();

    [Theory]
    [InlineData("\"encrypted\": true", "")]
    [InlineData("\"encrypted\": false", "main.tf.json: module.m.aws_db_instance.main")]
    [InlineData("\"tags\": {}", "modules/store/main.tf.json: module.m.aws_db_instance.main")]
    public async Task What_its_caller_gives_decides(string argument, string expected)
    {
        line.Write("infra/main.tf.json", $$"""{"module": {"m": {"source": "./modules/store", {{argument}} } } }""");
        Assert.Equal(expected, await Open("infra"));
    }

    [Theory]
    [InlineData("infra")]
    [InlineData("infra/.")]
    [InlineData("infra/modules/..")]
    [InlineData("other/../infra")]
    public async Task It_goes_by_one_name_however_the_folder_is_called(string path)
    {
        line.Write("other/notes.txt", "");
        line.Write("infra/main.tf.json", """{"module": {"m": {"source": "./modules/store"}}}""");
        Assert.Equal("modules/store/main.tf.json: module.m.aws_db_instance.main", await Open(path));
    }

    [Fact]
    public async Task One_of_several_callers_is_enough_and_each_thing_is_told_once()
    {
        line.Write("infra/a/main.tf.json", """{"module": {"m": {"source": "../modules/store", "encrypted": true}}}""");
        line.Write("infra/b/main.tf.json", """{"module": {"m": {"source": "../modules/store"}, "n": {"source": "../modules/store"}}}""");
        Assert.Equal("modules/store/main.tf.json: module.m.aws_db_instance.main", await Open("infra"));
    }

    [Fact]
    public async Task Modules_that_modules_call_have_what_the_root_gives()
    {
        line.Write("infra/main.tf.json", """{"module": {"m": {"source": "./modules/outer", "secret": true}}}""");
        line.Write("infra/modules/outer/main.tf.json", """{"variable": {"secret": {"default": false}}, "module": {"i": {"source": "../store", "encrypted": "${var.secret}"}}}""");
        Assert.Equal("", await Open("infra"));
    }

    [Theory]
    [InlineData("infra/modules")]
    [InlineData("infra/modules/store/main.tf.json")]
    public async Task Looked_at_alone_it_has_its_defaults(string path)
    {
        line.Write("infra/main.tf.json", """{"module": {"m": {"source": "./modules/store", "encrypted": true}}}""");
        Assert.EndsWith("store/main.tf.json: aws_db_instance.main", await Open(path));
    }

    /// <summary>Where encryption is open, and of what.</summary>
    private async Task<string> Open(string path)
    {
        var outcome = await CommandLine.RunAsync("check", line.Path(path), "--format", "json");
        using var json = JsonDocument.Parse(outcome.Output);
        return string.Join("\n", json.RootElement.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("control").GetString() == "rds-instance-encrypted")
            .Select(finding => $"{Path.GetRelativePath(line.Path("infra"), finding.GetProperty("file").GetString()!).Replace('\\', '/')}: {finding.GetProperty("resource").GetString()}"));
    }
}
