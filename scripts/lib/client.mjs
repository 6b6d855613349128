import { rmSync } from "node:fs";
import path from "node:path";
import { root } from "./run.mjs";

/** Bundles the client into one file. Shipped: small and without a source map. Returns what went into it. */
export async function buildClient(out, { shipped = false } = {}) {
  const { build } = await import("esbuild");
  rmSync(out, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["vscode-client/src/extension.ts"],
    outfile: path.join(out, "extension.js"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    minify: shipped,
    sourcemap: !shipped,
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}
