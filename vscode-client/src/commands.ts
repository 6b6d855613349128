import * as vscode from "vscode";
import type { Position } from "vscode-languageclient/node";
import type { Server } from "./client";
import { ignoreRequest } from "./requests";
import type { ResponsibilityMap } from "./responsibilityMap";
import { findingsIn } from "./status";

/** What the server's "ignore" action hands over; from the palette there is nothing, and the cursor decides. */
interface IgnoreArguments {
  readonly uri: string;
  readonly control: string;
  readonly position: Position;
}

/** The commands of the palette, of the server's actions, and of the map's links. */
export function registerCommands(server: Server, map: ResponsibilityMap, output: vscode.LogOutputChannel): vscode.Disposable {
  const register = vscode.commands.registerCommand.bind(vscode.commands);
  return vscode.Disposable.from(
    register("onus.restart", () => server.restart()),
    register("onus.showOutput", () => {
      output.show(true);
    }),
    register("onus.showResponsibilityMap", (target?: unknown) => showMap(map, target)),
    register("onus.ignoreWithReason", (target?: IgnoreArguments) => ignore(server, target)),
    register("onus.fixAll", () => vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.onus", apply: "first" })),
    register("onus.reveal", (uri: string, position: Position) => reveal(uri, position)),
  );
}

async function showMap(map: ResponsibilityMap, target: unknown): Promise<void> {
  const uri = target instanceof vscode.Uri ? target : typeof target === "string" ? vscode.Uri.parse(target) : vscode.window.activeTextEditor?.document.uri;
  if (uri) await map.show(uri);
}

async function ignore(server: Server, target: IgnoreArguments | undefined): Promise<void> {
  const client = server.running;
  const chosen = target ?? (await chooseAtCursor());
  if (!client || !chosen) return;
  const reason = await vscode.window.showInputBox({
    title: `Ignore ${chosen.control}`,
    prompt: "Why does this finding not count here? The reason is written into the template.",
    // Whoever looks elsewhere for the reason finds the box, and what is in it, again.
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() ? undefined : "Write a reason, so that the next reader knows."),
  });
  if (!reason) return;
  const edit = await client.sendRequest(ignoreRequest, { ...chosen, reason: reason.trim() });
  if (edit) await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  else void vscode.window.showInformationMessage(`${chosen.control} is not open here any more; nothing was changed.`);
}

async function chooseAtCursor(): Promise<IgnoreArguments | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const uri = editor.document.uri;
  const here = findingsIn(uri).filter((finding) => finding.range.intersection(editor.selection));
  const pick =
    here.length < 2
      ? here[0]
      : (await vscode.window.showQuickPick(here.map((finding) => ({ label: controlOf(finding), detail: finding.message, finding }))))?.finding;
  if (!pick) {
    if (here.length === 0) void vscode.window.showInformationMessage("Put the cursor on a finding of Onus first.");
    return undefined;
  }
  const { line, character } = pick.range.start;
  return { uri: uri.toString(), control: controlOf(pick), position: { line, character } };
}

function controlOf(finding: vscode.Diagnostic): string {
  return String(typeof finding.code === "object" ? finding.code.value : (finding.code ?? ""));
}

async function reveal(uri: string, position: Position): Promise<void> {
  const place = new vscode.Range(position.line, position.character, position.line, position.character);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: place, viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One });
}
