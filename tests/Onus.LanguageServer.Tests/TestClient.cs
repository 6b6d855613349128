using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Onus.LanguageServer.Tests;

/// <summary>A client that speaks raw LSP, so that tests see what goes over the wire.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Stream toServer;
    private readonly Stream fromServer;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> waiting = new();
    private readonly Channel<JsonObject> notifications = Channel.CreateUnbounded<JsonObject>();
    private readonly Channel<JsonObject> orphans = Channel.CreateUnbounded<JsonObject>();
    private readonly Task reading;
    private int lastId;

    public TestClient(Stream toServer, Stream fromServer)
    {
        this.toServer = toServer;
        this.fromServer = fromServer;
        reading = Task.Run(ReadAllAsync);
    }

    /// <summary>Answers the server's own requests; by default with null.</summary>
    public Func<string, JsonNode?, JsonNode?> OnRequest { get; set; } = static (_, _) => null;

    public Task SendRawAsync(string text) => SendBytesAsync(Encoding.UTF8.GetBytes(text));

    public Task SendBodyAsync(string body) => SendRawAsync($"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public Task NotifyAsync(string method, JsonNode? parameters = null) => SendBodyAsync(Message(method, parameters).ToJsonString());

    /// <returns>The id, and the whole answer to come.</returns>
    public async Task<(int Id, Task<JsonObject> Answer)> BeginAsync(string method, JsonNode? parameters = null)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = waiting.GetOrAdd(id.ToString(), _ => new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously));
        var message = Message(method, parameters);
        message["id"] = id;
        await SendBodyAsync(message.ToJsonString());
        return (id, answer.Task.WaitAsync(Patience));
    }

    public async Task<JsonObject> AskWholeAsync(string method, JsonNode? parameters = null) => await (await BeginAsync(method, parameters)).Answer;

    /// <returns>The result; an error answer throws.</returns>
    public async Task<JsonNode?> AskAsync(string method, JsonNode? parameters = null)
    {
        var answer = await AskWholeAsync(method, parameters);
        if (answer["error"] is { } error) throw new InvalidOperationException(error.ToJsonString());
        return answer["result"];
    }

    public async Task<int> ErrorCodeAsync(string method, JsonNode? parameters = null) =>
        (await AskWholeAsync(method, parameters))["error"]?["code"]?.GetValue<int>() ?? 0;

    /// <summary>The next notification of a method that is as asked for; others are passed over.</summary>
    public async Task<JsonNode> NotificationAsync(string method, Func<JsonNode, bool>? isWanted = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var message = await notifications.Reader.ReadAsync(patience.Token);
            if ((string?)message["method"] == method && message["params"] is { } parameters && (isWanted?.Invoke(parameters) ?? true)) return parameters;
        }
    }

    /// <summary>The notifications of a method that have come so far.</summary>
    public IReadOnlyList<JsonNode> NotificationsSoFar(string method)
    {
        var found = new List<JsonNode>();
        while (notifications.Reader.TryRead(out var message))
        {
            if ((string?)message["method"] == method && message["params"] is { } parameters) found.Add(parameters);
        }

        return found;
    }

    /// <summary>The next answer that belongs to no request of ours, such as one to a message that could not be read.</summary>
    public async Task<JsonObject> OrphanAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await orphans.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await toServer.DisposeAsync();
        await reading.WaitAsync(Patience);
        await fromServer.DisposeAsync();
    }

    private static JsonObject Message(string method, JsonNode? parameters)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method };
        if (parameters is not null) message["params"] = parameters;
        return message;
    }

    private async Task SendBytesAsync(byte[] bytes)
    {
        await toServer.WriteAsync(bytes);
        await toServer.FlushAsync();
    }

    private async Task ReadAllAsync()
    {
        var reader = PipeReader.Create(fromServer);
        while (await ReadAsync(reader) is { } body)
        {
            var message = JsonNode.Parse(body)?.AsObject() ?? [];
            if (message["method"] is { } method)
            {
                if (message["id"] is { } id) await AnswerAsync(id, OnRequest((string?)method ?? "", message["params"]));
                else notifications.Writer.TryWrite(message);
            }
            else if (waiting.TryRemove(message["id"]?.ToJsonString() ?? "", out var asked)) asked.TrySetResult(message);
            else orphans.Writer.TryWrite(message);
        }

        notifications.Writer.TryComplete();
        orphans.Writer.TryComplete();
    }

    private Task AnswerAsync(JsonNode id, JsonNode? result) =>
        SendBodyAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), ["result"] = result }.ToJsonString());

    private static async Task<string?> ReadAsync(PipeReader reader)
    {
        var header = new StringBuilder();
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await reader.ReadAtLeastAsync(1);
            if (read.Buffer.IsEmpty) return null;
            header.Append((char)read.Buffer.FirstSpan[0]);
            reader.AdvanceTo(read.Buffer.GetPosition(1));
        }

        var length = int.Parse(header.ToString()["Content-Length:".Length..]);
        var body = await reader.ReadAtLeastAsync(length);
        if (body.Buffer.Length < length) return null;
        var text = Encoding.UTF8.GetString(body.Buffer.Slice(0, length));
        reader.AdvanceTo(body.Buffer.GetPosition(length));
        return text;
    }
}
