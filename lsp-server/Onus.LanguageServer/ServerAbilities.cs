using System.Text.Json;
using Onus.LanguageServer.Features;
using Onus.LanguageServer.Protocol;
using Onus.LanguageServer.Rpc;

namespace Onus.LanguageServer;

/// <summary>What the server tells the client it can do.</summary>
internal static class ServerAbilities
{
    public static string Version { get; } = typeof(ServerAbilities).Assembly.GetName().Version?.ToString(3) ?? "";

    public static ServerCapabilities For(Conversions conversions) => new()
    {
        PositionEncoding = conversions.Encoding,
        TextDocumentSync = new TextDocumentSyncOptions { OpenClose = true, Change = TextDocumentSyncKind.Incremental, Save = new SaveOptions { IncludeText = false } },
        HoverProvider = true,
        CodeActionProvider = new CodeActionOptions { CodeActionKinds = [CodeActionKind.QuickFix, CodeActionFeature.FixAllKind], ResolveProvider = true },
        CodeLensProvider = new CodeLensOptions { ResolveProvider = false },
        DocumentSymbolProvider = true,
        DiagnosticProvider = new DiagnosticOptions { Identifier = "onus", InterFileDependencies = true, WorkspaceDiagnostics = true },
        Workspace = new WorkspaceOptions { WorkspaceFolders = new WorkspaceFoldersServerCapabilities { Supported = true, ChangeNotifications = true } },
    };

    /// <summary>The files that have a part in an analysis without being open.</summary>
    public static RegistrationParams WatchedFiles() => new()
    {
        Registrations =
        [
            new Registration
            {
                Id = "onus-files",
                Method = "workspace/didChangeWatchedFiles",
                RegisterOptions = JsonSerializer.SerializeToElement(
                    new WatchedFiles { Watchers = [new WatchedGlob { GlobPattern = "**/{.onus.yaml,.onus/controls/*.yaml,*.tf,*.tf.json,*.tfvars.json}" }] },
                    RpcJson.Default.WatchedFiles),
            },
        ],
    };
}
