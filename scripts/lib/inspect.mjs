import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { faultsOf, readZip } from "./archive.mjs";
import { LanguageServer } from "./lsp.mjs";
import { programName } from "./platforms.mjs";
import { Failure, probe, root } from "./run.mjs";
import { hostTarget } from "./server.mjs";

const sample = path.join(root, "tests", "templates", "samples", "first", "dms-aurora-to-s3.yaml");

/** Checks a package as it lies there, and tries its server where that can run here. Returns what was tried, in a few words. */
export async function inspect(vsix, target) {
  const entries = readZip(readFileSync(vsix));
  const faults = faultsOf(entries, target);
  if (faults.length) throw new Failure(`${path.relative(root, vsix)} is not right. ${faults.join(" ")}`);
  const { before, why } = runner(target);
  if (why) return `not tried: ${why}`;
  const folder = mkdtempSync(path.join(tmpdir(), "onus-package-"));
  try {
    for (const [name, { mode, read }] of entries) {
      const file = path.join(folder, ...name.split("/"));
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, read(), { mode: mode & 0o777 || 0o644 });
    }
    return await tryOut([...before, path.join(folder, "extension", "dist", "server", programName(target))], folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How a program for the target is run here, or why it cannot be. */
function runner(target) {
  if (target === hostTarget) return { before: [] };
  if (hostTarget !== "linux-x64" || target !== "linux-arm64") return { why: `${hostTarget} cannot run it` };
  const emulator = ["qemu-aarch64-static", "qemu-aarch64"].find((name) => probe(name, ["--version"]));
  if (!emulator) return { why: "no emulator is here (Debian: apt-get install qemu-user-static)" };
  const libraries = "/usr/aarch64-linux-gnu";
  if (!existsSync(path.join(libraries, "lib"))) return { why: "the emulator needs ARM's C library (Debian: apt-get install libc6-arm64-cross)" };
  return { before: [emulator, "-L", libraries] };
}

/** A short talk: opens a sample, and looks whether every finding's page is in the package. */
async function tryOut(command, folder) {
  const server = await LanguageServer.start(command, path.dirname(sample), process.env);
  try {
    const { findings } = await server.open(sample);
    const pages = findings.map(({ codeDescription }) => codeDescription?.href).filter((href) => href?.startsWith("file:"));
    const lost = pages.find((href) => !existsSync(fileURLToPath(href)) || path.relative(folder, fileURLToPath(href)).startsWith(".."));
    if (!findings.length || !pages.length) throw new Failure(`The packed server finds ${findings.length} duties open in a sample, with ${pages.length} pages.`);
    if (lost) throw new Failure(`The packed server names a page that is not in the package: ${lost}`);
    await server.stop();
    return `tried${command.length > 1 ? ` under ${path.basename(command[0])}` : ""}: ${findings.length} findings, each with its page`;
  } finally {
    server.kill();
  }
}
