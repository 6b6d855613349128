import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildClient } from "./client.mjs";
import { notices } from "./notices.mjs";
import { root, run } from "./run.mjs";
import { buildQuick, buildShipped, programName } from "./server.mjs";

/** What ships as it is; the pages, since findings link to them where the server finds them beside it. */
const shipped = [
  "README.md",
  "LICENSE",
  "docs/controls",
  "docs/profiles.md",
  "docs/writing-controls.md",
  "docs/images/icon.png",
  "schemas/catalogue.schema.json",
];
const developmentOnly = ["scripts", "devDependencies", "private"];

/**
 * Makes an installable package for one platform from a folder that holds only what ships. Quick: with the server of the inner loop,
 * which needs the .NET runtime, for tests. Returns the file and the sizes in bytes.
 */
export async function makePackage(target, { quick = false } = {}) {
  const stage = path.join(root, "dist", "package", target);
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  for (const key of developmentOnly) delete manifest[key];
  delete manifest.engines.node;
  writeFileSync(path.join(stage, "package.json"), JSON.stringify(manifest, undefined, 2));
  for (const file of shipped) ship(file, stage);

  const server = path.join(stage, "dist", "server");
  const kind = quick ? "needs the .NET runtime" : undefined;
  const how = kind ?? buildShipped(target, server);
  if (quick) buildQuick(server);
  const bundled = await buildClient(path.join(stage, "dist", "client"), { shipped: true });
  writeFileSync(path.join(stage, "THIRD-PARTY-NOTICES.txt"), notices(bundled));

  const vsix = path.join(root, "dist", `onus-${target}-${manifest.version}${quick ? "-quick" : ""}.vsix`);
  rmSync(vsix, { force: true });
  const vsce = path.join(root, "node_modules", "@vscode", "vsce", "vsce");
  run(
    process.execPath,
    [
      vsce,
      "package",
      "--no-dependencies",
      "--target",
      target,
      "--out",
      vsix,
      "--allow-missing-repository",
      "--no-rewrite-relative-links",
      "--allow-unused-files-pattern",
    ],
    { cwd: stage },
  );
  return { vsix, how, serverBytes: statSync(path.join(server, programName(target))).size, bytes: statSync(vsix).size };
}

function ship(file, stage) {
  const to = path.join(stage, file);
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(path.join(root, file), to, { recursive: true });
}
