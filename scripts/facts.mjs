// npm run facts [-- --check]: writes schemas/resource-facts anew from the packages that scripts/resource-facts pins; with --check it
// only says whether the files are as those packages make them.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Failure, main, root, run, step } from "./lib/run.mjs";

const files = ["cloudformation.txt", "terraform.txt"];

await main((args) => {
  const unknown = args.find((arg) => arg !== "--check");
  if (unknown) throw new Failure(`${unknown} is not an option; there is --check.`);
  const generator = path.join(root, "scripts", "resource-facts");
  const kept = path.join(root, "schemas", "resource-facts");
  step("Installing the specifications");
  run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: generator, shim: true });
  const check = args.includes("--check");
  const target = check ? mkdtempSync(path.join(tmpdir(), "onus-facts-")) : kept;
  try {
    step(check ? "Making the facts again" : "Writing the facts");
    run("node", ["generate.mjs", target], { cwd: generator });
    if (!check) return;
    for (const file of files) {
      const same = existsSync(path.join(kept, file)) && readFileSync(path.join(target, file)).equals(readFileSync(path.join(kept, file)));
      if (!same) throw new Failure(`schemas/resource-facts/${file} is not what the pinned packages make; run \`npm run facts\` and look at the difference.`);
    }
    console.log("The facts are as the pinned packages make them.");
  } finally {
    if (check) rmSync(target, { recursive: true, force: true });
  }
});
