// A real VS Code window: VS Code's own server on this machine with everything in one temporary folder, its workbench in headless Chromium.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { until } from "./until.mjs";

const quiet = {
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "workbench.tips.enabled": false,
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.enabled": false,
  "github.gitAuthentication": false,
  "editor.minimap.enabled": false,
  "editor.hover.delay": 100,
  "workbench.reduceMotion": "on",
  "files.autoSave": "off",
  "window.menuBarVisibility": "compact",
};

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/**
 * Opens a copy of a folder, and a file of it, with a package installed.
 * `workbench` is what ensureWorkbench found; `artifacts` is the folder for the log.
 */
export async function openWindow({ workbench, vsix, folder, open, settings, artifacts, dotnetRoot }) {
  const top = mkdtempSync(path.join(tmpdir(), "onus-editor-"));
  const at = Object.fromEntries(["home", "server", "user", "extensions", "workspace", "chrome"].map((name) => [name, path.join(top, name)]));
  for (const folderName of [...Object.values(at), path.join(at.user, "User"), path.join(at.user, "Machine")]) mkdirSync(folderName, { recursive: true });
  cpSync(folder, at.workspace, { recursive: true });
  writeFileSync(path.join(at.user, "User", "settings.json"), JSON.stringify({ ...quiet, ...settings }));

  const env = cleanEnvironment(at.home, dotnetRoot);
  const main = path.join(workbench.codeServer, "lib", "vscode", "out", "server-main.js");
  const common = [
    main,
    "--accept-server-license-terms",
    "--server-data-dir",
    at.server,
    "--user-data-dir",
    at.user,
    "--extensions-dir",
    at.extensions,
    "--telemetry-level",
    "off",
  ];
  const install = spawnSync(workbench.node, [...common, "--install-extension", vsix], { env, encoding: "utf8" });
  if (install.status !== 0 || !install.stdout.includes("successfully installed"))
    throw new Error(`VS Code did not install ${vsix}: ${install.stdout} ${install.stderr}`);

  const port = await freePort();
  const log = openSync(path.join(artifacts, "vscode-server.log"), "w");
  const serving = [
    "--host",
    "127.0.0.1",
    "--port",
    String(port),
    "--without-connection-token",
    "--disable-telemetry",
    "--disable-workspace-trust",
    "--disable-getting-started-override",
  ];
  const server = spawn(workbench.node, [...common, ...serving], { env, stdio: ["ignore", log, log], detached: true });
  closeSync(log);
  const gone = new Promise((resolve) => server.once("exit", resolve));

  let browser;
  const close = async () => {
    await browser?.close().catch(() => undefined);
    await endGroup(server.pid, gone);
    rmSync(top, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  try {
    const base = `http://127.0.0.1:${port}`;
    await until(
      async () => {
        if (server.exitCode !== null) throw new Error(`VS Code's server ended with ${server.exitCode}; see ${artifacts}/vscode-server.log`);
        return (await fetch(`${base}/version`).catch(() => undefined))?.ok;
      },
      "VS Code's server answers",
      60_000,
    );
    browser = await chromium.launchPersistentContext(at.chrome, {
      executablePath: workbench.chromium,
      headless: true,
      viewport: { width: 1280, height: 800 },
      // The page can reach this server and nothing else.
      args: [
        ...(process.getuid() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      ],
    });
    const page = browser.pages()[0] ?? (await browser.newPage());
    const foreignHosts = new Set();
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (/^(http|ws)/.test(protocol) && hostname !== "127.0.0.1") foreignHosts.add(hostname);
    });
    const file = `vscode-remote://127.0.0.1:${port}${path.join(at.workspace, open)}`;
    const query = new URLSearchParams({ folder: at.workspace, payload: JSON.stringify([["openFile", file]]) });
    await page.goto(`${base}/?${query}`, { waitUntil: "domcontentloaded" });
    await page.locator(".monaco-workbench").waitFor({ timeout: 90_000 });
    return { page, workspace: at.workspace, foreignHosts, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The person's own VS Code must not reach into the window, and the server's .NET must be found although HOME is another. */
function cleanEnvironment(home, dotnetRoot) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("VSCODE_") && !name.startsWith("npm_"));
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, ".config"),
    XDG_DATA_HOME: path.join(home, ".local", "share"),
    XDG_CACHE_HOME: path.join(home, ".cache"),
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...(dotnetRoot ? { DOTNET_ROOT: dotnetRoot } : {}),
  };
}

/** Ends a process and what it started (the extension host, the language server), by the id of its group. */
async function endGroup(pid, gone) {
  const signal = (name) => {
    try {
      process.kill(-pid, name);
    } catch {
      // nothing of the group is left
    }
  };
  signal("SIGTERM");
  let timer;
  await Promise.race([gone, new Promise((resolve) => (timer = setTimeout(resolve, 8_000)))]);
  clearTimeout(timer);
  signal("SIGKILL");
}
