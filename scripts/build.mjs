// npm run build [-- --native]: the server into dist/server, the client into dist/client.
import path from "node:path";
import { buildClient } from "./lib/client.mjs";
import { ensureTools } from "./lib/needs.mjs";
import { Failure, main, root, step } from "./lib/run.mjs";
import { buildQuick, buildShipped, hostTarget, targets } from "./lib/server.mjs";

await main(async (args) => {
  const unknown = args.find((argument) => argument !== "--native");
  if (unknown) throw new Failure(`build knows only --native, not ${unknown}.`);
  ensureTools();
  const server = path.join(root, "dist", "server");
  step("Building the server");
  if (!args.includes("--native")) buildQuick(server);
  else if (targets[hostTarget]) console.log(buildShipped(hostTarget, server));
  else throw new Failure(`There is no native build for ${hostTarget}; \`npm run build\` makes one that needs the .NET runtime.`);
  step("Building the client");
  await buildClient(path.join(root, "dist", "client"));
});
