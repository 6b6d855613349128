import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import protocol from "vscode-languageserver-protocol/node";
import { Failure } from "./run.mjs";

const languageOf = (file) => (file.endsWith(".json") || file.endsWith(".template") ? "json" : "yaml");

/** The real language server over stdio, as an editor drives it. */
export class LanguageServer {
  #findings = new Map();
  #waiting = new Map();

  /** Starts the program (or a command line before it, as a list) and shakes hands. */
  static async start(program, folder, env) {
    const server = new LanguageServer();
    const [command, ...before] = [program].flat();
    server.process = spawn(command, [...before, "lsp"], { stdio: ["pipe", "pipe", "inherit"], env });
    await new Promise((resolve, reject) => {
      server.process.once("spawn", resolve);
      server.process.once("error", (error) => reject(new Failure(`The server did not start: ${error.message}`)));
    });
    server.gone = new Promise((resolve) => server.process.once("exit", resolve));
    server.connection = protocol.createMessageConnection(server.process.stdout, server.process.stdin);
    server.connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => server.#publish(uri, diagnostics));
    server.connection.onRequest("workspace/configuration", ({ items }) => items.map(() => null));
    server.connection.onRequest("client/registerCapability", () => null);
    server.connection.onRequest("window/workDoneProgress/create", () => null);
    server.connection.onRequest("workspace/codeLens/refresh", () => null);
    server.connection.onRequest("workspace/diagnostic/refresh", () => null);
    server.connection.listen();
    const uri = pathToFileURL(folder).href;
    server.hello = await server.#ask("initialize", {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: path.basename(folder) }],
      capabilities,
    });
    await server.connection.sendNotification("initialized", {});
    return server;
  }

  /** Opens a file and waits for what the server has to say of it. */
  async open(file) {
    const uri = pathToFileURL(file).href;
    const text = readFileSync(file, "utf8");
    const findings = new Promise((resolve) => this.#waiting.set(uri, resolve));
    await this.connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: languageOf(file), version: 1, text } });
    return { uri, text, findings: this.#findings.get(uri) ?? (await this.#soon(findings, `findings for ${path.basename(file)}`)) };
  }

  symbols(uri) {
    return this.#ask("textDocument/documentSymbol", { textDocument: { uri } });
  }

  hover(uri, position) {
    return this.#ask("textDocument/hover", { textDocument: { uri }, position });
  }

  /** The quick fixes for a finding, whole: with their edits. */
  async fixes(uri, finding) {
    const actions =
      (await this.#ask("textDocument/codeAction", { textDocument: { uri }, range: finding.range, context: { diagnostics: [finding], only: ["quickfix"] } })) ??
      [];
    return Promise.all(
      actions.filter(({ command, edit, data }) => edit || (data && !command)).map((action) => (action.edit ? action : this.#ask("codeAction/resolve", action))),
    );
  }

  /** Ends the server as the protocol says, and waits until it is gone. */
  async stop() {
    await this.#ask("shutdown");
    await this.connection.sendNotification("exit");
    return this.#soon(this.gone, "the server to end");
  }

  /** Ends it without asking, when something went wrong. */
  kill() {
    this.process.kill();
  }

  #publish(uri, findings) {
    this.#findings.set(uri, findings);
    this.#waiting.get(uri)?.(findings);
  }

  #ask(method, params) {
    return this.#soon(params === undefined ? this.connection.sendRequest(method) : this.connection.sendRequest(method, params), method);
  }

  async #soon(answer, what) {
    let timer;
    const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Failure(`The server gave no answer within 30 s: ${what}.`)), 30_000)));
    const ended = this.gone.then((code) =>
      what === "the server to end" ? code : Promise.reject(new Failure(`The server ended (exit code ${code}) while it was asked for: ${what}.`)),
    );
    try {
      return await Promise.race([answer, late, ended]);
    } finally {
      clearTimeout(timer);
    }
  }
}

const capabilities = {
  workspace: { workspaceEdit: { documentChanges: true }, configuration: true },
  textDocument: {
    synchronization: { didSave: true },
    hover: { contentFormat: ["markdown"] },
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ["edit"] },
    },
  },
};
