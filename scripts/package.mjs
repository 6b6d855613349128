// npm run package [-- --target T ...]: installable packages with the server inside, one for each platform; this machine's if none is named.
import path from "node:path";
import { parseArgs } from "node:util";
import { inspect } from "./lib/inspect.mjs";
import { ensureTools } from "./lib/needs.mjs";
import { Failure, main, root, step } from "./lib/run.mjs";
import { hostTarget, targets } from "./lib/server.mjs";
import { makePackage } from "./lib/vsix.mjs";

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

await main(async (args) => {
  const { values } = parseArgs({ args, options: { target: { type: "string", multiple: true }, quick: { type: "boolean" } } });
  const wanted = values.target ?? [hostTarget];
  const known = Object.keys(targets);
  for (const target of wanted)
    if (!known.includes(target)) throw new Failure(`There is no package for ${target}; name one of ${known.join(", ")} with --target.`);
  ensureTools();
  const made = [];
  for (const target of wanted) {
    step(`Packing for ${target}`);
    const package_ = await makePackage(target, { quick: values.quick });
    made.push({ target, ...package_, tried: values.quick ? "not tried" : await inspect(package_.vsix, target) });
  }
  console.log();
  for (const { vsix, how, serverBytes, bytes, tried } of made) {
    console.log(`${path.relative(root, vsix)}  ${megabytes(bytes)}  (server ${megabytes(serverBytes)}, ${how}; ${tried})`);
  }
});
