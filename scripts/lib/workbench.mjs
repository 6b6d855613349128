import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { probe, root, run } from "./run.mjs";

const pins = path.join(root, "tests", "extension", "workbench");
const libraries = ["libkrb5-dev", "libsecret-1-dev", "libx11-dev", "libxkbfile-dev", "ripgrep", "fonts-dejavu-core"];
const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache");

/** Why the editor test cannot run here; the message says what to install. */
export class NotRunnable extends Error {}

/** Debian's Chromium or what CHROMIUM names; undefined where there is none. */
export function chromiumProgram() {
  const candidates = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  return candidates.find((file) => file && existsSync(file));
}

/**
 * A VS Code window to test in: its server with web workbench (version and checksums pinned by a lock file, kept in the user's
 * cache folder), a Node that fits it, and Chromium. Installs what is missing where it may; throws NotRunnable where it may not.
 */
export function ensureWorkbench() {
  if (process.platform !== "linux") throw new NotRunnable("the editor test runs on Linux only");
  const home = path.join(cache, "onus", `workbench-${fingerprint()}`);
  const paths = {
    codeServer: path.join(home, "node_modules", "code-server"),
    node: path.join(home, "node_modules", `node-linux-${process.arch}`, "bin", "node"),
  };
  const installed = existsSync(path.join(home, "complete"));
  ensurePackages(!installed);
  if (!installed) install(home);
  return { ...paths, chromium: chromiumProgram() };
}

/** Debian packages: Chromium always, and what VS Code's native modules are built with when they are to be built. */
function ensurePackages(building) {
  const missing = [
    ...(chromiumProgram() ? [] : ["chromium", "fonts-dejavu-core"]),
    ...(building
      ? ["build-essential", "python3", ...libraries].filter((name) => !/installed$/.test(probe("dpkg-query", ["-W", "-f=${Status}", name]) ?? ""))
      : []),
  ];
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${[...new Set(missing)].join(" ")}`;
  if (process.getuid?.() !== 0 || !probe("apt-get", ["--version"]))
    throw new NotRunnable(`these packages are missing; install them and run it again: sudo ${command}`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  console.log(`Installing for the editor test: ${missing.join(" ")}`);
  run("apt-get", ["update", "-qq"], { env });
  run("apt-get", command.split(" ").slice(1).toSpliced(1, 0, "-qq"), { env });
}

/** What `npm test` tells its scripts about itself, and what another npm with another Node must not take for its own. */
const forgetOuterNpm = Object.fromEntries(["npm_config_user_agent", "npm_node_execpath", "npm_config_local_prefix"].map((name) => [name, undefined]));

function install(home) {
  const name = path.basename(home);
  console.log(`Installing a VS Code window for the editor test in ${home} (once; about 2 minutes, 700 MB)`);
  const draft = `${home}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) copyFileSync(path.join(pins, file), path.join(draft, file));
  // The packages come first, without their scripts: the native modules must be built by the Node that is one of them.
  run("npm", ["ci", "--no-fund", "--no-audit", "--prefer-offline", "--ignore-scripts", "--loglevel", "error"], { cwd: draft });
  const node = path.join(draft, "node_modules", `node-linux-${process.arch}`);
  const headers = path.join(draft, "headers");
  mkdirSync(path.join(headers, "include"), { recursive: true });
  symlinkSync(path.join(node, "include", "node"), path.join(headers, "include", "node"));
  run("npm", ["rebuild", "code-server", "--ignore-scripts=false", "--loglevel", "error"], {
    cwd: draft,
    env: { PATH: `${path.join(node, "bin")}:${process.env.PATH}`, npm_config_nodedir: headers, npm_config_ignore_scripts: "false", ...forgetOuterNpm },
  });
  writeFileSync(path.join(draft, "complete"), `${name}\n`);
  rmSync(home, { recursive: true, force: true });
  renameSync(draft, home);
}

/** Another version is another folder, so that an old one is never taken for it. */
function fingerprint() {
  return createHash("sha256")
    .update(readFileSync(path.join(pins, "package-lock.json")))
    .digest("hex")
    .slice(0, 12);
}
