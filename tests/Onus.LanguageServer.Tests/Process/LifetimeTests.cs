using System.Text.Json.Nodes;
using Xunit;

namespace Onus.LanguageServer.Tests.Process;

public class LifetimeTests
{
    private const string Uri = "file:///work/app.yaml";

    private const string Template = "Resources:\n  A:\n    Type: AWS::EC2::Volume\n    Properties:\n      AvailabilityZone: a\n      Size: 1\n      Encrypted: false\n";

    [Fact]
    public async Task Shutdown_and_exit_end_it_with_code_0_and_nothing_on_the_error_stream()
    {
        await using var server = await OnusProcess.InitializeAsync();
        Assert.Null(await server.Client.AskAsync("shutdown"));
        await server.Client.NotifyAsync("exit");
        Assert.Equal(0, await server.ExitCodeAsync());
        Assert.Equal("", await server.ErrorsAsync());
    }

    [Fact]
    public async Task Exit_alone_ends_it_with_code_1()
    {
        await using var server = await OnusProcess.InitializeAsync();
        await server.Client.NotifyAsync("exit");
        Assert.Equal(1, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task The_end_of_its_input_ends_it()
    {
        await using var server = await OnusProcess.InitializeAsync();
        server.CloseInput();
        Assert.Equal(1, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task A_killed_client_ends_it_though_its_streams_are_held_open()
    {
        using var editor = OnusProcess.StartOnus();
        await using var server = await OnusProcess.InitializeAsync(editor.Id);
        editor.Kill();
        Assert.Equal(1, await server.ExitCodeAsync());
    }

    [Fact]
    public async Task Broken_messages_are_answered_and_requests_before_initialize_refused()
    {
        await using var server = OnusProcess.Start();
        await server.Client.SendRawAsync("Content-Length: 5\r\n\r\n{\"a\":");
        Assert.Equal(-32700, (int?)(await server.Client.OrphanAsync())["error"]?["code"]);
        Assert.Equal(-32002, await server.Client.ErrorCodeAsync("textDocument/hover", InProcess.At(Uri, 1, 3)));
        await server.Client.SendRawAsync("hello?\r\n\r\n");
        Assert.NotNull(await server.Client.AskAsync("initialize", JsonNode.Parse("""{"processId":null,"rootUri":null,"capabilities":{}}""")));
    }

    [Fact]
    public async Task After_a_thousand_changes_the_last_text_is_the_one_that_counts()
    {
        await using var server = await OnusProcess.InitializeAsync();
        await OpenAsync(server);
        for (var version = 2; version <= 1001; version++)
        {
            var change = InProcess.Change(0, 0, 0, version % 2 == 0 ? "#\n" : "");
            if (version % 2 == 1) change = new JsonObject { ["range"] = Lines(0, 1), ["text"] = "" };
            await ChangeAsync(server, version, change);
        }

        var hover = await server.Client.AskAsync("textDocument/hover", InProcess.At(Uri, 1, 3));
        Assert.Equal(1, (int?)hover?["range"]?["start"]?["line"]);
        var last = await server.Client.NotificationAsync("textDocument/publishDiagnostics", diagnostics => (int?)diagnostics["version"] == 1001);
        Assert.Contains(last["diagnostics"]!.AsArray(), diagnostic => (int?)diagnostic?["range"]?["start"]?["line"] == 6);
    }

    [Fact]
    public async Task Each_request_of_a_burst_sees_the_changes_before_it_and_none_after()
    {
        await using var server = await OnusProcess.InitializeAsync();
        await OpenAsync(server);
        var hovers = new List<(int Line, Task<JsonObject> Answer)>();
        for (var step = 1; step <= 100; step++)
        {
            await ChangeAsync(server, step + 1, InProcess.Change(0, 0, 0, "#\n"));
            hovers.Add((step + 1, (await server.Client.BeginAsync("textDocument/hover", InProcess.At(Uri, step + 1, 3))).Answer));
        }

        foreach (var (line, answer) in hovers) Assert.Equal(line, (int?)(await answer)["result"]?["range"]?["start"]?["line"]);
    }

    [Fact]
    public async Task A_storm_of_cancelled_requests_is_answered_to_the_last_one()
    {
        await using var server = await OnusProcess.InitializeAsync();
        await OpenAsync(server);
        var answers = new List<Task<JsonObject>>();
        for (var count = 0; count < 500; count++)
        {
            var (id, answer) = await server.Client.BeginAsync("textDocument/codeLens", InProcess.Document(Uri));
            await server.Client.NotifyAsync("$/cancelRequest", new JsonObject { ["id"] = id });
            answers.Add(answer);
        }

        foreach (var answer in await Task.WhenAll(answers)) Assert.True(answer["result"] is not null || (int?)answer["error"]?["code"] == -32800, answer.ToJsonString());
        Assert.NotNull(await server.Client.AskAsync("textDocument/hover", InProcess.At(Uri, 1, 3)));
    }

    private static JsonObject Lines(int first, int end) => new()
    {
        ["start"] = new JsonObject { ["line"] = first, ["character"] = 0 },
        ["end"] = new JsonObject { ["line"] = end, ["character"] = 0 },
    };

    private static Task OpenAsync(OnusProcess server) => server.Client.NotifyAsync("textDocument/didOpen", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = Uri, ["languageId"] = "yaml", ["version"] = 1, ["text"] = Template },
    });

    private static Task ChangeAsync(OnusProcess server, int version, JsonObject change) => server.Client.NotifyAsync("textDocument/didChange", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = Uri, ["version"] = version },
        ["contentChanges"] = new JsonArray(change),
    });
}
