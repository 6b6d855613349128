// npm run format [-- --check]: the one layout of every C#, TypeScript and script file.
import { ensureTools } from "./lib/needs.mjs";
import { main, run } from "./lib/run.mjs";

await main((args) => {
  ensureTools();
  const check = args.includes("--check");
  run("npx", ["--no-install", "prettier", check ? "--check" : "--write", "--log-level", "warn", "."], { shim: true });
  run("dotnet", ["format", "whitespace", "Server.sln", ...(check ? ["--verify-no-changes"] : [])]);
});
