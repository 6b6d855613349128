import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { root, runAndRead } from "./run.mjs";

const count = (text, pattern) => [...text.matchAll(pattern)].reduce((sum, match) => sum + Number(match[1]), 0);

/** A part that broke before it could count counts as one failure, so that it can never look like a pass. */
export function totals({ code, text }, passedPattern, failedPattern) {
  const passed = count(text, passedPattern);
  const failed = count(text, failedPattern);
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}

/** All C# test projects. */
export async function testDotnet() {
  const result = await runAndRead("dotnet", ["test", "--solution", "Server.sln", "--no-build", "--no-progress", "--no-ansi", "--output", "Normal"]);
  return totals(result, /^\s*succeeded: (\d+)/gm, /^\s*failed: (\d+)/gm);
}

/** The client's parts that need no window, bundled with a stand-in for VS Code's own module. */
export async function testClient() {
  const { build } = await import("esbuild");
  const out = path.join(root, "dist", "client-tests");
  rmSync(out, { recursive: true, force: true });
  const tests = readdirSync(path.join(root, "tests", "client")).filter((name) => name.endsWith(".test.ts"));
  await build({
    absWorkingDir: root,
    entryPoints: tests.map((name) => `tests/client/${name}`),
    outdir: out,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const files = tests.map((name) => path.join(out, name.replace(/\.ts$/, ".cjs")));
  const result = await runAndRead(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=spec", ...files]);
  return totals(result, /^ℹ pass (\d+)/gm, /^ℹ fail (\d+)/gm);
}
