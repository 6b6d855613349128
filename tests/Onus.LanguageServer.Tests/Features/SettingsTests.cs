using System.Text.Json.Nodes;
using Xunit;

namespace Onus.LanguageServer.Tests.Features;

public class SettingsTests
{
    private const string Uri = "file:///work/inner/app.yaml";

    private const string Template = "Resources:\n  A:\n    Type: AWS::EC2::Volume\n    Properties: {AvailabilityZone: a, Size: 1, Encrypted: false}\n";

    [Fact]
    public async Task A_changed_setting_counts_at_once()
    {
        await using var server = await InProcess.StartAsync();
        await server.OpenAsync(Uri, Template);
        var code = (string?)(await DiagnosticsAsync(server, found => found.Count > 0))[0]?["code"] ?? "";
        await ConfigureAsync(server, new JsonObject { ["onus"] = new JsonObject { ["severity"] = new JsonObject { [code] = "off" } } });
        await DiagnosticsAsync(server, found => found.All(diagnostic => (string?)diagnostic?["code"] != code));
    }

    [Fact]
    public async Task Switched_off_it_says_nothing()
    {
        await using var server = await InProcess.StartAsync(options: """{"enable":false}""");
        await server.OpenAsync(Uri, Template);
        Assert.Null(await server.Client.AskAsync("textDocument/hover", InProcess.At(Uri, 1, 3)));
        await ConfigureAsync(server, JsonNode.Parse("""{"onus":{"enable":true}}"""));
        Assert.NotNull(await server.Client.AskAsync("textDocument/hover", InProcess.At(Uri, 1, 3)));
    }

    [Fact]
    public async Task A_client_that_sends_no_settings_is_asked_for_them()
    {
        await using var server = await InProcess.StartAsync(capabilities: """{"workspace":{"configuration":true}}""");
        server.Client.OnRequest = (method, _) => method == "workspace/configuration" ? new JsonArray(JsonNode.Parse("""{"enable":false}""")) : null;
        await server.OpenAsync(Uri, Template);
        await DiagnosticsAsync(server, found => found.Count > 0);
        await ConfigureAsync(server, null);
        await DiagnosticsAsync(server, found => found.Count == 0);
    }

    [Fact]
    public async Task The_folders_settings_win_and_an_edit_of_them_counts_at_once()
    {
        await using var server = await InProcess.StartAsync();
        await server.OpenAsync(Uri, Template);
        var found = await DiagnosticsAsync(server, found => found.Count > 0);
        await server.OpenAsync("file:///work/.onus.yaml", "exclude: [inner]\n");
        await DiagnosticsAsync(server, found => found.Count == 0);
        await server.ChangeAsync("file:///work/.onus.yaml", 2, new JsonObject { ["text"] = "exclude: [outer]\n" });
        Assert.Equal(found.Count, (await DiagnosticsAsync(server, found => found.Count > 0)).Count);
    }

    [Fact]
    public async Task What_is_wrong_in_the_folders_settings_is_said_there()
    {
        await using var server = await InProcess.StartAsync();
        await server.OpenAsync("file:///work/.onus.yaml", "profile: lax\n");
        var published = await server.Client.NotificationAsync("textDocument/publishDiagnostics");
        Assert.Contains("profile", (string?)published["diagnostics"]?[0]?["message"]);
    }

    [Fact]
    public async Task Settings_files_changed_on_disk_count_once_that_is_said()
    {
        var files = new Dictionary<string, string>();
        await using var server = await InProcess.StartAsync(files: files);
        await server.OpenAsync(Uri, Template);
        await DiagnosticsAsync(server, found => found.Count > 0);
        files["/work/.onus.yaml"] = "exclude: ['*.yaml']\n";
        await server.Client.NotifyAsync("workspace/didChangeWatchedFiles", JsonNode.Parse("""{"changes":[{"uri":"file:///work/.onus.yaml","type":1}]}"""));
        await DiagnosticsAsync(server, found => found.Count == 0);
    }

    [Fact]
    public async Task Nonsense_in_the_settings_counts_as_not_said()
    {
        await using var server = await InProcess.StartAsync(options: """{"enable":"perhaps","profile":7,"severity":[1],"parameters":"x"}""");
        await server.OpenAsync(Uri, Template);
        await DiagnosticsAsync(server, found => found.Count > 0);
    }

    [Fact]
    public async Task The_workspaces_templates_are_reported_open_or_not_and_then_only_when_something_changes()
    {
        var files = new Dictionary<string, string> { ["/work/deep/down/closed.yaml"] = Template, ["/work/other.yaml"] = "a: b\n" };
        await using var server = await InProcess.StartAsync(files: files, capabilities: """{"textDocument":{"diagnostic":{}}}""");
        await server.OpenAsync(Uri, Template);
        var first = (await server.Client.AskAsync("workspace/diagnostic", JsonNode.Parse("""{"previousResultIds":[]}""")))!["items"]!.AsArray();
        Assert.Equal(["file:///work/deep/down/closed.yaml", Uri], first.Select(item => (string?)item?["uri"]).Order());
        Assert.All(first, item => Assert.NotEmpty(item!["items"]!.AsArray()));

        var known = new JsonArray([.. first.Select(item => new JsonObject { ["uri"] = (string?)item!["uri"], ["value"] = (string?)item["resultId"] })]);
        var (_, second) = await server.Client.BeginAsync("workspace/diagnostic", new JsonObject { ["previousResultIds"] = known });
        // An answer to a later request shows that the earlier one waits.
        await server.Client.AskAsync("textDocument/hover", InProcess.At(Uri, 1, 3));
        Assert.False(second.IsCompleted);
        await server.ChangeAsync(Uri, 2, InProcess.Change(0, 0, 0, "# more\n"));
        var changed = (await second)["result"]!["items"]!.AsArray();
        Assert.Equal("full", (string?)changed.Single(item => (string?)item?["uri"] == Uri)?["kind"]);
        Assert.Equal("unchanged", (string?)changed.Single(item => (string?)item?["uri"] != Uri)?["kind"]);
    }

    private static Task ConfigureAsync(InProcess server, JsonNode? settings) =>
        server.Client.NotifyAsync("workspace/didChangeConfiguration", new JsonObject { ["settings"] = settings });

    private static async Task<JsonArray> DiagnosticsAsync(InProcess server, Func<JsonArray, bool> isWanted)
    {
        var published = await server.Client.NotificationAsync(
            "textDocument/publishDiagnostics", diagnostics => (string?)diagnostics["uri"] == Uri && isWanted(diagnostics["diagnostics"]!.AsArray()));
        return published["diagnostics"]!.AsArray();
    }
}
