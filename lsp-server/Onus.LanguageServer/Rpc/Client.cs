using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Onus.LanguageServer.Protocol;
using StreamJsonRpc;

namespace Onus.LanguageServer.Rpc;

/// <summary>The messages that the server sends. A client that is gone is not told anything, and that is no fault.</summary>
internal sealed class Client(JsonRpc rpc)
{
    public Task PublishAsync(PublishDiagnosticsParams diagnostics) => NotifyAsync("textDocument/publishDiagnostics", diagnostics);

    public Task LogAsync(MessageType type, string message) => NotifyAsync("window/logMessage", new LogMessageParams { Type = type, Message = message });

    public Task RefreshDiagnosticsAsync() => AskAsync<object>("workspace/diagnostic/refresh", null);

    public Task RefreshCodeLensesAsync() => AskAsync<object>("workspace/codeLens/refresh", null);

    public Task RegisterAsync(RegistrationParams registrations) => AskAsync<object>("client/registerCapability", registrations);

    public async Task<JsonElement?> ConfigurationAsync(string section)
    {
        var question = new ConfigurationParams { Items = [new ConfigurationItem { Section = section }] };
        return await AskAsync<IReadOnlyList<JsonElement>>("workspace/configuration", question) is [var answer] ? answer : null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The formatter writes the object with a source-generated contract.")]
    private async Task NotifyAsync(string method, object parameters)
    {
        try
        {
            await rpc.NotifyWithParameterObjectAsync(method, parameters);
        }
        catch (Exception exception) when (IsGone(exception))
        {
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The formatter writes the object with a source-generated contract.")]
    private async Task<T?> AskAsync<T>(string method, object? parameters)
        where T : class
    {
        try
        {
            return await rpc.InvokeWithParameterObjectAsync<T?>(method, parameters);
        }
        catch (Exception exception) when (exception is RemoteRpcException || IsGone(exception))
        {
            return null;
        }
    }

    private static bool IsGone(Exception exception) => exception is ConnectionLostException or ObjectDisposedException or IOException or OperationCanceledException;
}
