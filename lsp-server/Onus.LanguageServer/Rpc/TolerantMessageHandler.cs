using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace Onus.LanguageServer.Rpc;

/// <summary>
/// Carries messages between the streams and StreamJsonRpc, which closes the connection at the first message that it cannot read.
/// So those are answered here and never reach it, and neither do messages that come at the wrong time.
/// </summary>
internal sealed class TolerantMessageHandler : MessageHandlerBase
{
    private const int NotInitialized = -32002;

    private static readonly ReadOnlyMemory<byte> RoomForHeader = new byte["Content-Length: \r\n\r\n".Length + int.MaxValue.ToString(CultureInfo.InvariantCulture).Length];

    private readonly MessageFrame frame;
    private readonly PipeReader reader;
    private readonly Stream output;
    private readonly ArrayBufferWriter<byte> body = new();
    private readonly Func<string, Task> complain;
    private Phase phase = Phase.New;

    public TolerantMessageHandler(Stream input, Stream output, IJsonRpcMessageFormatter formatter, Func<string, Task> complain)
        : base(formatter)
    {
        reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        frame = new MessageFrame(reader);
        this.output = output;
        this.complain = complain;
    }

    private enum Phase
    {
        New,
        Running,
        ShutDown,
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        while (await frame.ReadAsync(complain, cancellationToken) is { } bytes)
        {
            if (Check(bytes) is { } broken)
            {
                await WriteAsync(broken, cancellationToken);
                continue;
            }

            JsonRpcMessage message;
            try
            {
                message = Formatter.Deserialize(new ReadOnlySequence<byte>(bytes));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                await WriteAsync(Error(RequestId.Null, JsonRpcErrorCode.InvalidRequest, $"The message cannot be understood: {exception.Message}"), cancellationToken);
                continue;
            }

            if (message is not JsonRpcRequest request) return message;
            if (Admit(request, out var refusal)) return message;
            if (refusal is not null) await WriteAsync(refusal, cancellationToken);
        }

        return null;
    }

    protected override async ValueTask WriteCoreAsync(JsonRpcMessage content, CancellationToken cancellationToken)
    {
        // The header tells the body's length, so its place is kept and filled afterwards: one write a message, as each may wait for a thread.
        body.ResetWrittenCount();
        body.Write(RoomForHeader.Span);
        Formatter.Serialize(body, content);
        var header = Encoding.ASCII.GetBytes($"Content-Length: {body.WrittenCount - RoomForHeader.Length}\r\n\r\n");
        var start = RoomForHeader.Length - header.Length;
        header.CopyTo(MemoryMarshal.AsMemory(body.WrittenMemory)[start..]);
        await output.WriteAsync(body.WrittenMemory[start..], cancellationToken);
    }

    protected override async ValueTask FlushAsync(CancellationToken cancellationToken) => await output.FlushAsync(cancellationToken);

    protected override void DisposeReader() => reader.Complete();

    protected override void DisposeWriter() => output.Dispose();

    /// <summary>The answer to a body that is no message; null for one that looks like a message.</summary>
    private static JsonRpcError? Check(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array) return Error(RequestId.Null, JsonRpcErrorCode.InvalidRequest, "Batches are not part of the Language Server Protocol.");
            if (root.ValueKind != JsonValueKind.Object) return Error(RequestId.Null, JsonRpcErrorCode.InvalidRequest, "A message is a JSON object.");
            return CheckMembers(root);
        }
        catch (JsonException exception)
        {
            return Error(RequestId.Null, JsonRpcErrorCode.ParseError, $"The message is not JSON: {exception.Message}");
        }
    }

    private static JsonRpcError? CheckMembers(JsonElement root)
    {
        var id = IdOf(root, out var isIdGood);
        if (!isIdGood) return Error(RequestId.Null, JsonRpcErrorCode.InvalidRequest, "A request's id is a whole number or a string.");
        if (!root.TryGetProperty("method", out var method))
        {
            var isAnswer = root.TryGetProperty("result", out _) || root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object;
            return isAnswer && !id.IsEmpty ? null : Error(id, JsonRpcErrorCode.InvalidRequest, "The message has no method.");
        }

        if (method.ValueKind != JsonValueKind.String) return Error(id, JsonRpcErrorCode.InvalidRequest, "A message's method is a string.");
        var isParamsGood = !root.TryGetProperty("params", out var parameters) || parameters.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null;
        return isParamsGood ? null : Error(id, JsonRpcErrorCode.InvalidParams, "A message's params are an object or a list.");
    }

    private static RequestId IdOf(JsonElement root, out bool isGood)
    {
        isGood = true;
        if (!root.TryGetProperty("id", out var id)) return default;
        if (id.ValueKind == JsonValueKind.String) return new RequestId(id.GetString());
        if (id.ValueKind == JsonValueKind.Null) return RequestId.Null;
        if (id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number)) return new RequestId(number);
        isGood = false;
        return default;
    }

    /// <summary>Whether a message may come now.</summary>
    /// <param name="request">A request or a notification.</param>
    /// <param name="refusal">The answer where it may not; null for a notification, which is dropped.</param>
    private bool Admit(JsonRpcRequest request, out JsonRpcError? refusal)
    {
        refusal = null;
        if (request.Method == "exit") return true;
        if (phase == Phase.New && request is { Method: "initialize", IsResponseExpected: true })
        {
            phase = Phase.Running;
            return true;
        }

        if (phase == Phase.Running && request.Method != "initialize")
        {
            if (request.Method == "shutdown") phase = Phase.ShutDown;
            return true;
        }

        if (!request.IsResponseExpected) return phase == Phase.ShutDown && request.Method == "$/cancelRequest";
        refusal = phase switch
        {
            Phase.New => Error(request.RequestId, (JsonRpcErrorCode)NotInitialized, "The server waits for `initialize`."),
            Phase.Running => Error(request.RequestId, JsonRpcErrorCode.InvalidRequest, "The server is initialized already."),
            _ => Error(request.RequestId, JsonRpcErrorCode.InvalidRequest, "The server is shutting down."),
        };
        return false;
    }

    private static JsonRpcError Error(RequestId id, JsonRpcErrorCode code, string message) => new()
    {
        RequestId = id.IsEmpty ? RequestId.Null : id,
        Error = new JsonRpcError.ErrorDetail { Code = code, Message = message },
    };
}
