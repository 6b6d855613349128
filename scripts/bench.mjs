// npm run bench [-- ARGS]: measures the budgets with the server as it ships.
import { existsSync } from "node:fs";
import path from "node:path";
import { ensureTools } from "./lib/needs.mjs";
import { Failure, main, root, run, step } from "./lib/run.mjs";
import { buildShipped, hostTarget, programName, targets } from "./lib/server.mjs";

await main((args) => {
  const project = path.join("tests", "Onus.Benchmarks");
  if (!existsSync(path.join(root, project))) throw new Failure(`${project} is not there.`);
  ensureTools();
  const out = path.join(root, "dist", "bench");
  const env = {};
  if (targets[hostTarget]) {
    step("Building the server as it ships");
    console.log(buildShipped(hostTarget, out));
    env.ONUS_SERVER = path.join(out, programName(hostTarget));
  }
  step("Measuring");
  run("dotnet", ["run", "-c", "Release", "--project", project, "--", ...args], { env });
});
