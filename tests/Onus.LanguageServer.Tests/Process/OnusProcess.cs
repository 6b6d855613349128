using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Onus.LanguageServer.Tests.Process;

/// <summary>The built program, spoken to over its standard streams.</summary>
internal sealed class OnusProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly System.Diagnostics.Process process;
    private readonly Task<string> errors;

    private OnusProcess(System.Diagnostics.Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        Client = new TestClient(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
    }

    public TestClient Client { get; }

    /// <summary>
    /// A server that has not been asked to initialize yet: the one built with the tests, or the program that the environment
    /// names, so that a shipped one can be put through the same.
    /// </summary>
    public static OnusProcess Start() => new(StartOnus());

    public static System.Diagnostics.Process StartOnus() => Environment.GetEnvironmentVariable("ONUS_PROGRAM") is { Length: > 0 } program
        ? StartProgram(program, "lsp")
        : StartProgram("dotnet", Path.Combine(AppContext.BaseDirectory, "onus.dll"), "lsp");

    /// <summary>A server ready for documents.</summary>
    /// <param name="client">The process that stands for the client; null for none.</param>
    public static async Task<OnusProcess> InitializeAsync(int? client = null)
    {
        var server = Start();
        await server.Client.AskAsync("initialize", new JsonObject { ["processId"] = client, ["rootUri"] = null, ["capabilities"] = new JsonObject() });
        await server.Client.NotifyAsync("initialized", new JsonObject());
        return server;
    }

    private static System.Diagnostics.Process StartProgram(string program, params string[] arguments) =>
        System.Diagnostics.Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException($"{program} did not start.");

    public async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    /// <summary>What was said on the error stream; only to be asked once the process has ended.</summary>
    public Task<string> ErrorsAsync() => errors.WaitAsync(Patience);

    public void CloseInput() => process.StandardInput.Close();

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
        process.Dispose();
    }
}
