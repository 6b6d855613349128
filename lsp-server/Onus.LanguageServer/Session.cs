using System.Text.Json;
using Onus.Engine.Catalogue;
using Onus.LanguageServer.Documents;
using Onus.LanguageServer.Features;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Rpc;
using Onus.LanguageServer.Settings;
using StreamJsonRpc;

namespace Onus.LanguageServer;

/// <summary>
/// One client's conversation. Notifications are done within their call, so in their order; a request takes the newest snapshot
/// within its call and is then answered on the pool.
/// </summary>
internal sealed class Session : ILanguageServer, IDisposable
{
    private const int ContentModified = -32801;

    private readonly Client client;
    private readonly Func<ICatalogue> catalogue;
    private readonly Workspace workspace;
    private readonly Housekeeping housekeeping = Housekeeping.OfProcess();
    private readonly CancellationTokenSource ended = new();
    private readonly TaskCompletionSource<int> exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClientAbilities abilities = new();
    private Conversions conversions = new(isUtf8: false);
    private bool isShutDown;
    private int ends;

    public Session(Client client, Func<ICatalogue> catalogue, WorkspaceFiles files)
    {
        this.client = client;
        this.catalogue = catalogue;
        workspace = new Workspace(Snapshot.Empty(catalogue, new Disk(files)));
    }

    /// <summary>The exit code, once the client has said <c>exit</c> or is gone.</summary>
    public Task<int> Exit => exit.Task;

    public Task<InitializeResult> InitializeAsync(InitializeParams parameters, CancellationToken cancellation)
    {
        abilities = ClientAbilities.Of(parameters);
        conversions = new Conversions(abilities.CountsInUtf8);
        workspace.ChangeSettings(ClientSettings.Read(parameters.InitializationOptions));
        workspace.ChangeFolders(parameters.WorkspaceFolders?.Select(folder => folder.Uri) ?? (parameters.RootUri is { } root ? [root] : []), []);
        if (parameters.ProcessId is { } client) _ = ParentProcess.WatchAsync(client, End, ended.Token);
        // The answer does not wait for the knowledge; the first template does.
        _ = Task.Run(WarmUpAsync, CancellationToken.None);
        return Task.FromResult(new InitializeResult
        {
            Capabilities = ServerAbilities.For(conversions),
            ServerInfo = new ServerInfo { Name = "onus", Version = ServerAbilities.Version },
        });
    }

    public Task InitializedAsync()
    {
        if (!abilities.PullsDiagnostics)
        {
            var publisher = new Publisher(workspace, ContextOf, client.PublishAsync, LogFaultAsync);
            _ = Task.Run(() => publisher.RunAsync(ended.Token), CancellationToken.None);
        }

        _ = Task.Run(() => housekeeping.RunAsync(ended.Token), CancellationToken.None);
        if (abilities.RegistersWatchedFiles) _ = client.RegisterAsync(ServerAbilities.WatchedFiles());
        return Task.CompletedTask;
    }

    public Task<object?> ShutdownAsync()
    {
        isShutDown = true;
        return Task.FromResult<object?>(null);
    }

    public Task ExitAsync()
    {
        End();
        return Task.CompletedTask;
    }

    public Task SetTraceAsync(SetTraceParams parameters) => Task.CompletedTask;

    public Task DidOpenAsync(DidOpenTextDocumentParams parameters) => Note(() => workspace.Open(parameters.TextDocument));

    public Task DidChangeAsync(DidChangeTextDocumentParams parameters) => Note(() =>
    {
        if (!workspace.Change(parameters.TextDocument, parameters.ContentChanges, conversions))
            _ = client.LogAsync(MessageType.Warning, $"{parameters.TextDocument.Uri} was changed but is not open; the change was passed over.");
    });

    public Task DidSaveAsync(DidSaveTextDocumentParams parameters) => Note(() => workspace.ChangeFiles([parameters.TextDocument.Uri]));

    public Task DidCloseAsync(DidCloseTextDocumentParams parameters) => Note(() => workspace.Close(parameters.TextDocument.Uri));

    public Task DidChangeConfigurationAsync(DidChangeConfigurationParams parameters) => Note(() =>
    {
        if (ClientSettings.IsGiven(parameters.Settings)) ChangeSettings(parameters.Settings);
        else if (abilities.GivesConfiguration) _ = AskSettingsAsync();
    });

    public Task DidChangeWatchedFilesAsync(DidChangeWatchedFilesParams parameters) => Note(() =>
    {
        workspace.ChangeFiles(parameters.Changes.Select(change => change.Uri));
        Refresh();
    });

    public Task DidChangeWorkspaceFoldersAsync(DidChangeWorkspaceFoldersParams parameters) => Note(() =>
        workspace.ChangeFolders(parameters.Event.Added.Select(folder => folder.Uri), parameters.Event.Removed.Select(folder => folder.Uri)));

    public Task<Hover?> HoverAsync(HoverParams parameters, CancellationToken cancellation) =>
        Answer(context => HoverFeature.Answer(context, parameters), cancellation);

    public Task<IReadOnlyList<CodeAction>> CodeActionAsync(CodeActionParams parameters, CancellationToken cancellation) =>
        Answer(context => CodeActionFeature.Answer(context, parameters), cancellation);

    public Task<CodeAction> ResolveCodeActionAsync(CodeAction action, CancellationToken cancellation) => Answer(
        context => CodeActionFeature.Resolve(context, action)
            ?? throw new LocalRpcException("The document has changed since the action was offered.") { ErrorCode = ContentModified },
        cancellation);

    public Task<IReadOnlyList<CodeLens>> CodeLensAsync(CodeLensParams parameters, CancellationToken cancellation) =>
        Answer(context => CodeLensFeature.Answer(context, parameters), cancellation);

    public Task<IReadOnlyList<DocumentSymbol>> DocumentSymbolAsync(DocumentSymbolParams parameters, CancellationToken cancellation) =>
        Answer(context => DocumentSymbolFeature.Answer(context, parameters), cancellation);

    public Task<DocumentDiagnosticReport> DiagnosticAsync(DocumentDiagnosticParams parameters, CancellationToken cancellation) =>
        Answer(context => DocumentDiagnosticFeature.Answer(context, parameters), cancellation);

    public Task<WorkspaceDiagnosticReport> WorkspaceDiagnosticAsync(WorkspaceDiagnosticParams parameters, CancellationToken cancellation) =>
        Task.Run(() => WorkspaceDiagnosticFeature.AnswerAsync(workspace, ContextOf, parameters, cancellation), cancellation);

    public Task<ReportResult?> ReportAsync(ReportParams parameters, CancellationToken cancellation) =>
        Answer(context => ReportFeature.Answer(context, parameters), cancellation);

    public Task<WorkspaceEdit?> IgnoreEditAsync(IgnoreEditParams parameters, CancellationToken cancellation) =>
        Answer(context => IgnoreEditFeature.Answer(context, parameters), cancellation);

    /// <summary>Ends the conversation: the client has said so, or is gone.</summary>
    public void End()
    {
        if (Interlocked.Exchange(ref ends, 1) == 1) return;
        ended.Cancel();
        exit.TrySetResult(isShutDown ? 0 : 1);
    }

    public void Dispose() => ended.Dispose();

    public Task LogFaultAsync(string what, Exception exception) => client.LogAsync(MessageType.Error, $"{what}: {exception}");

    private FeatureContext ContextOf(Snapshot snapshot) => new(snapshot, abilities, conversions);

    private Task<T> Answer<T>(Func<FeatureContext, T> answer, CancellationToken cancellation)
    {
        housekeeping.Note();
        var context = ContextOf(workspace.Current);
        return Task.Run(() => answer(context), cancellation);
    }

    /// <summary>Nobody waits for a notification's answer, so its fault is logged.</summary>
    private Task Note(Action change)
    {
        housekeeping.Note();
        try
        {
            change();
        }
        catch (Exception exception)
        {
            _ = LogFaultAsync("A notification could not be followed", exception);
        }

        return Task.CompletedTask;
    }

    private async Task AskSettingsAsync()
    {
        if (await client.ConfigurationAsync("onus") is { } answer) ChangeSettings(answer);
    }

    private void ChangeSettings(JsonElement? section)
    {
        workspace.ChangeSettings(ClientSettings.Read(section));
        Refresh();
    }

    private void Refresh()
    {
        if (abilities is { PullsDiagnostics: true, RefreshesDiagnostics: true }) _ = client.RefreshDiagnosticsAsync();
        if (abilities.RefreshesCodeLenses) _ = client.RefreshCodeLensesAsync();
    }

    private async Task WarmUpAsync()
    {
        try
        {
            _ = catalogue();
        }
        catch (Exception exception)
        {
            await LogFaultAsync("The catalogue could not be loaded", exception);
        }
    }
}
