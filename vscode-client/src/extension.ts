import * as vscode from "vscode";
import { Server } from "./client";
import { registerCommands } from "./commands";
import { ResponsibilityMap } from "./responsibilityMap";
import { showStatus } from "./status";
import { mayBeTemplate } from "./templates";

/** Waits for the first document that may be a template, and starts the server for it. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("Onus", { log: true });
  const server = new Server(context.extensionPath, output);
  const map = new ResponsibilityMap(server);

  const consider = (document: vscode.TextDocument | undefined): void => {
    if (!document || server.state !== "off" || !enabled(document) || !isCandidate(document)) return;
    void server.start();
  };
  const showContext = (editor: vscode.TextEditor | undefined): void => {
    void vscode.commands.executeCommand("setContext", "onus.templateShown", editor !== undefined && isCandidate(editor.document));
  };
  const reconsider = async (): Promise<void> => {
    if (server.state !== "off" && !enabled()) await server.stop();
    vscode.workspace.textDocuments.forEach(consider);
  };

  context.subscriptions.push(
    output,
    map,
    server,
    showStatus(server),
    registerCommands(server, map, output),
    vscode.workspace.onDidOpenTextDocument(consider),
    vscode.workspace.onDidChangeTextDocument((event) => {
      consider(event.document);
    }),
    vscode.window.onDidChangeActiveTextEditor(showContext),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      void server.sendSettings();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("onus.enable")) void reconsider();
      else if (event.affectsConfiguration("onus")) void server.sendSettings();
    }),
  );
  vscode.workspace.textDocuments.forEach(consider);
  showContext(vscode.window.activeTextEditor);
}

function enabled(document?: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration("onus", document).get<boolean>("enable", true);
}

function isCandidate(document: vscode.TextDocument): boolean {
  return mayBeTemplate({ fileName: document.fileName, languageId: document.languageId, scheme: document.uri.scheme, text: () => document.getText() });
}
