// npm run docs [-- --check]: the pages of docs/controls from the catalogue; with --check it only says whether they are what the catalogue says.
import path from "node:path";
import { Failure, main, run } from "./lib/run.mjs";

await main((args) => {
  const unknown = args.find((argument) => argument !== "--check");
  if (unknown) throw new Failure(`docs knows only --check, not ${unknown}.`);
  run("dotnet", [
    "run",
    "--project",
    path.join("lsp-server", "Onus.CatalogueCompiler"),
    "-v",
    "q",
    "--",
    "docs",
    "schemas",
    path.join("docs", "controls"),
    ...args,
  ]);
});
