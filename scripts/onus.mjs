// npm run onus -- ARGS: the command line tool, built first if it is not there.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { main, root } from "./lib/run.mjs";
import { buildQuick, dotnetRoot, serverProgram } from "./lib/server.mjs";

await main((args) => {
  if (!existsSync(serverProgram)) buildQuick(path.join(root, "dist", "server"));
  // Paths on the command line are meant from where npm was called.
  const { status } = spawnSync(serverProgram, args, {
    stdio: "inherit",
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: { ...process.env, DOTNET_ROOT: dotnetRoot() },
  });
  process.exitCode = status ?? 1;
});
