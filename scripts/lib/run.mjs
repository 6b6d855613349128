import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The top folder of the repository; every script works from here. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A failure that is told in one sentence and needs no stack. */
export class Failure extends Error {}

/** What every program is told: be quiet, speak English, leave nothing running. */
export const environment = { DOTNET_CLI_TELEMETRY_OPTOUT: "1", DOTNET_NOLOGO: "1", DOTNET_CLI_UI_LANGUAGE: "en", MSBUILDDISABLENODEREUSE: "1" };
const windows = process.platform === "win32";

const options = (extra) => ({ cwd: root, ...extra, env: { ...process.env, ...environment, ...extra?.env }, shell: windows && extra?.shim === true });

/** Runs a program with its output shown; a failure names what was tried. */
export function run(command, args, extra) {
  const { status, error, signal } = spawnSync(command, args, { stdio: "inherit", ...options(extra) });
  if (error?.code === "ENOENT") throw new Failure(`${command} is not installed (or not on the PATH).`);
  if (error) throw error;
  if (status !== 0) throw new Failure(`\`${[command, ...args].join(" ")}\` failed (${signal ?? `exit code ${status}`}).`);
}

/** Runs a program, shows its output as it comes, and hands back the text and the exit code. */
export function runAndRead(command, args, extra) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options(extra) });
    let text = "";
    const take = (to) => (chunk) => {
      text += chunk;
      to.write(chunk);
    };
    child.stdout.setEncoding("utf8").on("data", take(process.stdout));
    child.stderr.setEncoding("utf8").on("data", take(process.stderr));
    child.on("error", (error) => reject(error.code === "ENOENT" ? new Failure(`${command} is not installed (or not on the PATH).`) : error));
    child.on("close", (code) => resolve({ code, text }));
  });
}

/** The output of a program, or undefined where it is not there or fails. */
export function probe(command, args, extra) {
  const { status, stdout, error } = spawnSync(command, args, { encoding: "utf8", ...options(extra) });
  return error || status !== 0 ? undefined : stdout.trim();
}

/** Says what is being done. */
export function step(text) {
  console.log(`\n== ${text}`);
}

/** Runs a script's main part: a Failure ends it with its sentence and exit code 1. */
export async function main(part) {
  try {
    await part(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
