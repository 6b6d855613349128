// npm run bench [-- ARGS]: measures the budgets with the server as it ships; docs/performance.md says what else it can do.
import path from "node:path";
import { ensureTools } from "./lib/needs.mjs";
import { main, root, run, step } from "./lib/run.mjs";
import { buildShipped, hostTarget, programName, targets } from "./lib/server.mjs";

await main((args) => {
  ensureTools();
  const out = path.join(root, "dist", "bench");
  const env = {};
  const needsServer = !["micro", "template"].includes(args[0]) && !args.includes("--server");
  if (needsServer && targets[hostTarget]) {
    step("Building the server as it ships");
    console.log(buildShipped(hostTarget, out));
    env.ONUS_SERVER = path.join(out, programName(hostTarget));
    step("Measuring");
  }
  run("dotnet", ["run", "-c", "Release", "--project", path.join("tests", "Onus.Benchmarks"), "--", ...args], { env });
});
