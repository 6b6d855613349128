using Onus.LanguageServer.Protocol;
using PolyType;
using StreamJsonRpc;

namespace Onus.LanguageServer.Rpc;

/// <summary>The messages that the server takes.</summary>
[JsonRpcContract]
[GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface ILanguageServer
{
    [JsonRpcMethod("initialize", UseSingleObjectParameterDeserialization = true)]
    Task<InitializeResult> InitializeAsync(InitializeParams parameters, CancellationToken cancellation);

    [JsonRpcMethod("initialized")]
    Task InitializedAsync();

    [JsonRpcMethod("shutdown")]
    Task<object?> ShutdownAsync();

    [JsonRpcMethod("exit")]
    Task ExitAsync();

    [JsonRpcMethod("$/setTrace", UseSingleObjectParameterDeserialization = true)]
    Task SetTraceAsync(SetTraceParams parameters);

    [JsonRpcMethod("textDocument/didOpen", UseSingleObjectParameterDeserialization = true)]
    Task DidOpenAsync(DidOpenTextDocumentParams parameters);

    [JsonRpcMethod("textDocument/didChange", UseSingleObjectParameterDeserialization = true)]
    Task DidChangeAsync(DidChangeTextDocumentParams parameters);

    [JsonRpcMethod("textDocument/didSave", UseSingleObjectParameterDeserialization = true)]
    Task DidSaveAsync(DidSaveTextDocumentParams parameters);

    [JsonRpcMethod("textDocument/didClose", UseSingleObjectParameterDeserialization = true)]
    Task DidCloseAsync(DidCloseTextDocumentParams parameters);

    [JsonRpcMethod("workspace/didChangeConfiguration", UseSingleObjectParameterDeserialization = true)]
    Task DidChangeConfigurationAsync(DidChangeConfigurationParams parameters);

    [JsonRpcMethod("workspace/didChangeWatchedFiles", UseSingleObjectParameterDeserialization = true)]
    Task DidChangeWatchedFilesAsync(DidChangeWatchedFilesParams parameters);

    [JsonRpcMethod("workspace/didChangeWorkspaceFolders", UseSingleObjectParameterDeserialization = true)]
    Task DidChangeWorkspaceFoldersAsync(DidChangeWorkspaceFoldersParams parameters);

    [JsonRpcMethod("textDocument/hover", UseSingleObjectParameterDeserialization = true)]
    Task<Hover?> HoverAsync(HoverParams parameters, CancellationToken cancellation);

    [JsonRpcMethod("textDocument/codeAction", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<CodeAction>> CodeActionAsync(CodeActionParams parameters, CancellationToken cancellation);

    [JsonRpcMethod("codeAction/resolve", UseSingleObjectParameterDeserialization = true)]
    Task<CodeAction> ResolveCodeActionAsync(CodeAction action, CancellationToken cancellation);

    [JsonRpcMethod("textDocument/codeLens", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<CodeLens>> CodeLensAsync(CodeLensParams parameters, CancellationToken cancellation);

    [JsonRpcMethod("textDocument/documentSymbol", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<DocumentSymbol>> DocumentSymbolAsync(DocumentSymbolParams parameters, CancellationToken cancellation);

    [JsonRpcMethod("textDocument/diagnostic", UseSingleObjectParameterDeserialization = true)]
    Task<DocumentDiagnosticReport> DiagnosticAsync(DocumentDiagnosticParams parameters, CancellationToken cancellation);

    [JsonRpcMethod("workspace/diagnostic", UseSingleObjectParameterDeserialization = true)]
    Task<WorkspaceDiagnosticReport> WorkspaceDiagnosticAsync(WorkspaceDiagnosticParams parameters, CancellationToken cancellation);

    [JsonRpcMethod("onus/report", UseSingleObjectParameterDeserialization = true)]
    Task<ReportResult?> ReportAsync(ReportParams parameters, CancellationToken cancellation);

    [JsonRpcMethod("onus/ignoreEdit", UseSingleObjectParameterDeserialization = true)]
    Task<WorkspaceEdit?> IgnoreEditAsync(IgnoreEditParams parameters, CancellationToken cancellation);
}
