using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace Onus.LanguageServer.Rpc;

/// <summary>StreamJsonRpc with errors in plain words, and no fault of a handler that ends the connection.</summary>
/// <param name="handler">Carries the messages.</param>
/// <param name="report">Told of each fault that is not the client's.</param>
internal sealed class ServerRpc(IJsonRpcMessageHandler handler, Action<string, Exception> report) : JsonRpc(handler)
{
    private const int RequestFailed = -32803;

    protected override bool IsFatalException(Exception ex) => false;

    protected override JsonRpcError.ErrorDetail CreateErrorDetails(JsonRpcRequest request, Exception exception)
    {
        if (exception is LocalRpcException local)
            return new() { Code = (JsonRpcErrorCode)local.ErrorCode, Message = local.Message, Data = local.ErrorData };
        if (IsParameterFault(exception)) return new() { Code = JsonRpcErrorCode.InvalidParams, Message = $"The params of `{request.Method}` are wrong: {Innermost(exception).Message}" };
        report($"`{request.Method}` failed", exception);
        return new() { Code = (JsonRpcErrorCode)RequestFailed, Message = $"`{request.Method}` failed: {Innermost(exception).Message}" };
    }

    private static bool IsParameterFault(Exception exception) => exception is JsonException or RpcArgumentDeserializationException || exception.InnerException is { } inner && IsParameterFault(inner);

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
