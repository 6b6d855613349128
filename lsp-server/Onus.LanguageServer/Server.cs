using System.Diagnostics.CodeAnalysis;
using Onus.Engine.Catalogue;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Rpc;
using StreamJsonRpc;

namespace Onus.LanguageServer;

/// <summary>The language server: speaks LSP over the streams it is given.</summary>
public static class Server
{
    /// <summary>Serves one client until it says <c>exit</c>, closes its end, or is gone.</summary>
    /// <param name="input">What the client sends.</param>
    /// <param name="output">What it receives; nothing else may write to it.</param>
    /// <param name="catalogue">Gives the knowledge; called from any thread, after <c>initialize</c> has been answered.</param>
    /// <param name="files">The disk.</param>
    /// <param name="cancellation">Ends the conversation.</param>
    /// <returns>The exit code: 0 after <c>shutdown</c>, else 1.</returns>
    public static async Task<int> RunAsync(
        Stream input, Stream output, Func<ICatalogue> catalogue, WorkspaceFiles files, CancellationToken cancellation)
    {
        // A fault before the client is there to be told has nobody to tell.
        Func<string, Task> complain = static _ => Task.CompletedTask;
        Action<string, Exception> report = static (_, _) => { };
        var handler = new TolerantMessageHandler(input, output, CreateFormatter(), message => complain(message));
        using var rpc = new ServerRpc(handler, (what, exception) => report(what, exception)) { CancelLocallyInvokedMethodsWhenConnectionIsClosed = true };
        var client = new Client(rpc);
        using var session = new Session(client, catalogue, files);
        complain = message => client.LogAsync(MessageType.Warning, message);
        report = (what, exception) => _ = session.LogFaultAsync(what, exception);
        rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<ILanguageServer>(), session, null);
        rpc.Disconnected += (_, _) => session.End();
        rpc.StartListening();
        await using var stop = cancellation.Register(session.End);
        return await session.Exit;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The options name source-generated contracts only.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The options name source-generated contracts only.")]
    private static SystemTextJsonFormatter CreateFormatter() => new() { JsonSerializerOptions = RpcJson.CreateOptions() };
}
