// npm test: everything. The last line counts it all; the exit code is 1 when anything failed.
import { testEditor } from "./lib/editor.mjs";
import { ensureTools } from "./lib/needs.mjs";
import { main, run, step } from "./lib/run.mjs";
import { testClient, testDotnet } from "./lib/tests.mjs";

/** A part that breaks down is one failure; the others still run. */
async function part(name, test) {
  step(name);
  try {
    return { name, ...(await test()) };
  } catch (error) {
    console.error(error);
    return { name, passed: 0, failed: 1 };
  }
}

await main(async () => {
  ensureTools();
  step("Building");
  run("dotnet", ["build", "Server.sln", "-v", "q"]);
  const parts = [
    await part("Engine, server and command line", testDotnet),
    await part("Client", testClient),
    await part("Editor", () => testEditor({ vsix: process.env.ONUS_VSIX, must: Boolean(process.env.CI) })),
  ];
  const sum = (of) => parts.reduce((total, { [of]: count }) => total + count, 0);
  console.log();
  for (const { name, passed, failed, notRun } of parts) console.log(`${name}: ${notRun ? "not run, see above" : `${passed} passed, ${failed} failed`}`);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") ? 1 : 0;
});
