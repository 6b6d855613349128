import * as vscode from "vscode";
import type { Server } from "./client";
import { withContentPolicy } from "./contentPolicy";
import { reportRequest } from "./requests";

/** The map of one template, in a panel beside it; drawn anew whenever the template's findings change. */
export class ResponsibilityMap implements vscode.Disposable {
  private readonly panels = new Map<string, vscode.WebviewPanel>();
  private readonly watch: vscode.Disposable;

  constructor(private readonly server: Server) {
    const redraw = (uris: Iterable<string>): void => {
      for (const uri of uris) {
        const panel = this.panels.get(uri);
        if (panel) void this.draw(uri, panel);
      }
    };
    this.watch = vscode.Disposable.from(
      vscode.languages.onDidChangeDiagnostics((event) => {
        redraw(event.uris.map(String));
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        redraw([document.uri.toString()]);
      }),
      server.onState((state) => {
        if (state === "running") redraw(this.panels.keys());
      }),
    );
  }

  async show(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const open = this.panels.get(key);
    if (open) {
      open.reveal(undefined, true);
      return;
    }
    const title = `Responsibility map: ${vscode.workspace.asRelativePath(uri)}`;
    const panel = vscode.window.createWebviewPanel(
      "onus.responsibilityMap",
      title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: false, enableCommandUris: ["onus.reveal"], enableFindWidget: true, localResourceRoots: [] },
    );
    this.panels.set(key, panel);
    panel.onDidDispose(() => this.panels.delete(key));
    await this.draw(key, panel);
  }

  dispose(): void {
    this.watch.dispose();
    for (const panel of this.panels.values()) panel.dispose();
  }

  private async draw(uri: string, panel: vscode.WebviewPanel): Promise<void> {
    const client = this.server.running;
    if (!client) return;
    const report = await client.sendRequest(reportRequest, { uri });
    if (this.panels.get(uri) !== panel) return;
    panel.webview.html = withContentPolicy(report?.html ?? "<p>This file is not a template that Onus knows.</p>");
  }
}
