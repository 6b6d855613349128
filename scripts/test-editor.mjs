// npm run test:editor [-- --vsix FILE] [-- --images]: the packed extension in a real VS Code window.
import { parseArgs } from "node:util";
import { testEditor } from "./lib/editor.mjs";
import { ensureTools } from "./lib/needs.mjs";
import { Failure, main } from "./lib/run.mjs";

await main(async (args) => {
  const { values } = parseArgs({ args, options: { vsix: { type: "string" }, images: { type: "boolean" } } });
  ensureTools();
  const { passed, failed } = await testEditor({ ...values, must: true });
  console.log(`${passed} passed, ${failed} failed`);
  if (failed) throw new Failure("The editor test failed.");
});
