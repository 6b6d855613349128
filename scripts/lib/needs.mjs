import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Failure, probe, root, run, step } from "./run.mjs";

/** Says at once when the machine lacks what no script can install, and installs the npm packages when they are missing or old. */
export function ensureTools() {
  if (Number(process.versions.node.split(".")[0]) < 20) throw new Failure(`Node 20 or newer is needed; this is ${process.version}.`);
  const { version } = JSON.parse(readFileSync(path.join(root, "global.json"), "utf8")).sdk;
  if (!probe("dotnet", ["--version"]))
    throw new Failure(`The .NET SDK ${version} or newer of the same major version is needed, and \`dotnet\` does not offer it.`);
  // Told by content, not by time: git touches files without changing them.
  const lock = readFileSync(path.join(root, "package-lock.json"), "utf8");
  const installed = path.join(root, "node_modules", ".installed-lock.json");
  if (existsSync(installed) && readFileSync(installed, "utf8") === lock) return;
  step("Installing npm packages");
  // The lock file says what is wanted, so what npm has in its cache need not be asked for again; without network it then works too.
  run("npm", ["ci", "--no-fund", "--no-audit", "--prefer-offline"], { shim: true });
  writeFileSync(installed, lock);
}
