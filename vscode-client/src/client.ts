import * as path from "node:path";
import * as vscode from "vscode";
import { DidChangeConfigurationNotification, LanguageClient, RevealOutputChannelOn, State, type LanguageClientOptions } from "vscode-languageclient/node";
import { languages, schemes } from "./templates";
import type { ServerState } from "./statusText";

/** The documents Onus reads, saved or not. */
export const documents = schemes.flatMap((scheme) => languages.map((language) => ({ scheme, language })));

/** Where the server's program stands inside the extension. */
export function serverProgram(extensionPath: string, platform: string): string {
  return path.join(extensionPath, "dist", "server", platform === "win32" ? "onus.exe" : "onus");
}

/** The one server of this window: started when the first template shows up, stopped with the window or by the settings. */
export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private change: Promise<void> = Promise.resolve();
  private readonly stateChanged = new vscode.EventEmitter<ServerState>();
  private current: ServerState = "off";

  readonly onState = this.stateChanged.event;

  constructor(
    private readonly extensionPath: string,
    private readonly output: vscode.LogOutputChannel,
  ) {}

  get state(): ServerState {
    return this.current;
  }

  /** The running client; undefined while there is none. */
  get running(): LanguageClient | undefined {
    return this.current === "running" ? this.client : undefined;
  }

  start(): Promise<void> {
    return this.inTurn(() => this.startNow());
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.stopNow());
  }

  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  /** Tells the server that settings, or the trust in the workspace, changed. */
  async sendSettings(): Promise<void> {
    await this.running?.sendNotification(DidChangeConfigurationNotification.type, { settings: { onus: settings() } });
  }

  dispose(): void {
    void this.stop().finally(() => {
      this.stateChanged.dispose();
    });
  }

  /** Starts and stops happen one after the other, however fast they are asked for. */
  private inTurn(step: () => Promise<void>): Promise<void> {
    this.change = this.change.then(step);
    return this.change;
  }

  private async startNow(): Promise<void> {
    if (this.client) return;
    const program = serverProgram(this.extensionPath, process.platform);
    if (!(await exists(program))) {
      this.show("failed");
      void vscode.window.showErrorMessage(
        `Onus has no server for this machine (${process.platform}-${process.arch}): ${program} is missing. Install the package made for it.`,
      );
      return;
    }
    this.show("starting");
    const client = new LanguageClient("onus", "Onus", { command: program, args: ["lsp"] }, this.options());
    this.client = client;
    client.onDidChangeState((event) => {
      if (this.client === client) this.show(event.newState === State.Running ? "running" : event.newState === State.Starting ? "starting" : "failed");
    });
    try {
      await client.start();
    } catch (error) {
      this.client = undefined;
      this.output.error(`The server did not start: ${String(error)}`);
      this.show("failed");
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client) {
      await client.dispose().catch((error: unknown) => {
        this.output.warn(`The server did not stop as asked: ${String(error)}`);
      });
    }
    this.show("off");
  }

  private show(state: ServerState): void {
    if (this.current === state) return;
    this.current = state;
    void vscode.commands.executeCommand("setContext", "onus.running", state === "running");
    this.stateChanged.fire(state);
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: documents,
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      // `commands` tells the server that its actions may call this extension's commands.
      initializationOptions: { onus: settings(), commands: true },
      synchronize: {
        fileEvents: ["**/.onus.yaml", "**/.onus/controls/*.yaml", "**/*.tf.json", "**/*.tf", "**/*.tfvars.json"].map((glob) =>
          vscode.workspace.createFileSystemWatcher(glob),
        ),
      },
      middleware: {
        provideCodeLenses: (document, token, next) =>
          vscode.workspace.getConfiguration("onus", document).get<boolean>("codeLens", true) ? next(document, token) : [],
      },
    };
  }
}

/** The user's settings, and whether the workspace's own controls may count. */
function settings(): object {
  return { ...vscode.workspace.getConfiguration("onus"), trusted: vscode.workspace.isTrusted };
}

async function exists(file: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(file));
    return true;
  } catch {
    return false;
  }
}
