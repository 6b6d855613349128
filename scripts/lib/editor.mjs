import { rmSync } from "node:fs";
import path from "node:path";
import { root, runAndRead } from "./run.mjs";
import { dotnetRoot, hostTarget } from "./server.mjs";
import { totals } from "./tests.mjs";
import { makePackage } from "./vsix.mjs";
import { NotRunnable, ensureWorkbench } from "./workbench.mjs";

/**
 * The test in a real VS Code window. `vsix`: the package to test, made quickly if none is named. `images`: also renew the pictures
 * of the documentation. Where no window can be had it says why and counts nothing, unless it `must` run.
 */
export async function testEditor({ vsix, images, must }) {
  let workbench;
  try {
    workbench = ensureWorkbench();
  } catch (error) {
    if (!(error instanceof NotRunnable) || must) throw error;
    console.log(`The editor test was NOT RUN: ${error.message}`);
    return { passed: 0, failed: 0, notRun: true };
  }
  const artifacts = path.join(root, "artifacts", "editor");
  rmSync(artifacts, { recursive: true, force: true });
  const setup = {
    workbench,
    artifacts,
    dotnetRoot: dotnetRoot(),
    vsix: path.resolve(root, vsix ?? (await makePackage(hostTarget, { quick: true })).vsix),
    images: images ? path.join(root, "docs", "images") : undefined,
  };
  const test = path.join(root, "tests", "extension", "editor.test.mjs");
  const result = await runAndRead(process.execPath, ["--test", "--test-reporter=spec", test], { env: { ONUS_EDITOR_TEST: JSON.stringify(setup) } });
  console.log(`Pictures of the window: ${path.relative(root, artifacts)}/`);
  return totals(result, /^ℹ pass (\d+)/gm, /^ℹ fail (\d+)/gm);
}
