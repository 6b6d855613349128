// npm run lint: types and rules of the TypeScript and the scripts. The C# analyzers run in every build, warnings as errors.
import { ensureTools } from "./lib/needs.mjs";
import { main, run } from "./lib/run.mjs";

await main(() => {
  ensureTools();
  run("npx", ["--no-install", "tsc", "-p", "vscode-client"], { shim: true });
  run("npx", ["--no-install", "eslint", "--max-warnings", "0", "."], { shim: true });
});
