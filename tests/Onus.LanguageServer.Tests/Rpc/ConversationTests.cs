using System.Text.Json.Nodes;
using Xunit;

namespace Onus.LanguageServer.Tests.Rpc;

public class ConversationTests
{
    [Fact]
    public async Task A_request_before_initialize_is_refused_and_initialize_then_works()
    {
        await using var server = InProcess.Fresh();
        Assert.Equal(-32002, await server.Client.ErrorCodeAsync("textDocument/hover", InProcess.At("file:///work/a.yaml", 0, 0)));
        Assert.NotNull(await server.Client.AskAsync("initialize", JsonNode.Parse("""{"processId":null,"rootUri":null,"capabilities":{}}""")));
    }

    [Fact]
    public async Task Initialize_is_answered_while_the_catalogue_is_still_loading()
    {
        using var loaded = new ManualResetEventSlim();
        await using var server = await InProcess.StartAsync(catalogue: () =>
        {
            loaded.Wait(TimeSpan.FromSeconds(20));
            return TestCatalogue.Shipped;
        });
        Assert.NotNull(server.Capabilities?["hoverProvider"]);
        loaded.Set();
    }

    [Fact]
    public async Task A_second_initialize_is_refused()
    {
        await using var server = await InProcess.StartAsync();
        Assert.Equal(-32600, await server.Client.ErrorCodeAsync("initialize", JsonNode.Parse("""{"processId":null,"rootUri":null,"capabilities":{}}""")));
    }

    [Fact]
    public async Task An_unknown_method_is_answered_as_such()
    {
        await using var server = await InProcess.StartAsync();
        Assert.Equal(-32601, await server.Client.ErrorCodeAsync("textDocument/nonsense", new JsonObject()));
    }

    [Fact]
    public async Task Params_that_lack_what_is_required_are_named_wrong_without_a_stack_trace()
    {
        await using var server = await InProcess.StartAsync();
        var answer = await server.Client.AskWholeAsync("textDocument/hover", JsonNode.Parse("""{"textDocument":{}}"""));
        Assert.Equal(-32602, answer["error"]?["code"]?.GetValue<int>());
        Assert.DoesNotContain("   at ", answer.ToJsonString());
    }

    [Theory]
    [InlineData("{", -32700)]
    [InlineData("", -32700)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"textDocument/hover\",\"params\":{\"a\":", -32700)]
    [InlineData("[]", -32600)]
    [InlineData("42", -32600)]
    [InlineData("{}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"shutdown\"}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":4}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":901,\"method\":\"shutdown\",\"params\":3}", -32602)]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":902,\"error\":4}", -32600)]
    public async Task A_message_that_cannot_be_read_is_answered_and_the_server_goes_on(string body, int code)
    {
        await using var server = await InProcess.StartAsync();
        await server.Client.SendBodyAsync(body);
        Assert.Equal(code, (await server.Client.OrphanAsync())["error"]?["code"]?.GetValue<int>());
        await AssertAliveAsync(server);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("Content-Length: -3\r\n\r\n")]
    [InlineData("Content-Length: many\r\n\r\n")]
    [InlineData("\r\n\r\n\n\n")]
    [InlineData("{\"jsonrpc\":\"2.0\"}")]
    public async Task Headers_that_cannot_be_read_are_skipped(string text)
    {
        await using var server = await InProcess.StartAsync();
        await server.Client.SendRawAsync(text);
        await AssertAliveAsync(server);
    }

    [Fact]
    public async Task Headers_may_be_written_in_lower_case_and_end_without_carriage_returns()
    {
        await using var server = await InProcess.StartAsync();
        const string Body = """{"jsonrpc":"2.0","id":"x","method":"shutdown"}""";
        await server.Client.SendRawAsync($"content-type: a\ncontent-length: {Body.Length}\n\n{Body}");
        var answer = await server.Client.OrphanAsync();
        Assert.Equal("x", (string?)answer["id"]);
        Assert.True(answer.ContainsKey("result"));
    }

    [Fact]
    public async Task An_answer_of_nothing_is_written_as_null()
    {
        await using var server = await InProcess.StartAsync();
        var answer = await server.Client.AskWholeAsync("textDocument/hover", InProcess.At("file:///work/not-open.yaml", 0, 0));
        Assert.True(answer.ContainsKey("result"));
        Assert.Null(answer["result"]);
    }

    [Fact]
    public async Task Exit_after_shutdown_ends_with_code_0()
    {
        await using var server = await InProcess.StartAsync();
        await server.Client.AskAsync("shutdown");
        Assert.Equal(-32600, await server.Client.ErrorCodeAsync("textDocument/hover", InProcess.At("file:///work/a.yaml", 0, 0)));
        await server.Client.NotifyAsync("exit");
        Assert.Equal(0, await server.Exit.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Exit_without_shutdown_ends_with_code_1()
    {
        await using var server = await InProcess.StartAsync();
        await server.Client.NotifyAsync("exit");
        Assert.Equal(1, await server.Exit.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_client_that_closes_its_end_ends_the_server()
    {
        var server = await InProcess.StartAsync();
        await server.DisposeAsync();
        Assert.Equal(1, await server.Exit);
    }

    [Fact]
    public async Task A_client_process_that_is_not_there_ends_the_server()
    {
        await using var server = InProcess.Fresh();
        await server.Client.BeginAsync("initialize", JsonNode.Parse("""{"processId":2147483647,"rootUri":null,"capabilities":{}}"""));
        Assert.Equal(1, await server.Exit.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_fault_in_a_handler_answers_an_error_and_is_logged()
    {
        await using var server = await InProcess.StartAsync(catalogue: () => throw new InvalidOperationException("no catalogue today"));
        await server.OpenAsync("file:///work/a.yaml", "Resources:\n  A:\n    Type: AWS::S3::Bucket\n");
        var answer = await server.Client.AskWholeAsync("textDocument/hover", InProcess.At("file:///work/a.yaml", 1, 3));
        Assert.Contains("no catalogue today", (string?)answer["error"]?["message"]);
        await server.Client.NotificationAsync("window/logMessage", log => ((string?)log["message"])?.Contains("no catalogue today") == true);
        await AssertAliveAsync(server);
    }

    [Fact]
    public async Task A_request_that_is_cancelled_is_answered_as_cancelled()
    {
        await using var server = await InProcess.StartAsync(capabilities: """{"textDocument":{"diagnostic":{}}}""");
        await server.OpenAsync("file:///work/a.yaml", "Resources:\n  A:\n    Type: AWS::S3::Bucket\n");
        var first = await server.Client.AskAsync("workspace/diagnostic", JsonNode.Parse("""{"previousResultIds":[]}"""));
        var known = new JsonArray([.. first!["items"]!.AsArray().Select(item => new JsonObject { ["uri"] = (string?)item!["uri"], ["value"] = (string?)item["resultId"] })]);
        var (id, answer) = await server.Client.BeginAsync("workspace/diagnostic", new JsonObject { ["previousResultIds"] = known });
        await server.Client.NotifyAsync("$/cancelRequest", new JsonObject { ["id"] = id });
        Assert.Equal(-32800, (await answer)["error"]?["code"]?.GetValue<int>());
        await AssertAliveAsync(server);
    }

    private static async Task AssertAliveAsync(InProcess server) =>
        Assert.Equal(-32601, await server.Client.ErrorCodeAsync("are/you/alive", new JsonObject()));
}
