import * as vscode from "vscode";
import { documents, type Server } from "./client";
import { statusText } from "./statusText";

const severities = {
  plain: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
};

/** The findings of Onus in a document, as VS Code holds them. */
export function findingsIn(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === "onus");
}

/** Keeps a line in the language status: is the server well, and how does the file in front stand. */
export function showStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("onus.status", documents);
  item.name = "Onus";
  item.command = { command: "onus.showOutput", title: "Output" };
  const update = (): void => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const words = statusText(server.state, uri ? findingsIn(uri).length : 0);
    item.text = words.text;
    item.detail = words.detail;
    item.severity = severities[words.kind];
    item.busy = words.busy;
  };
  update();
  return vscode.Disposable.from(
    item,
    server.onState(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.languages.onDidChangeDiagnostics(update),
  );
}
