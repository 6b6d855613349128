import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { programName, targets } from "./platforms.mjs";
import { Failure, environment, probe, root, run } from "./run.mjs";

export { programName, targets };

const project = path.join("lsp-server", "Onus.Cli");

/** The target that this machine can run, in VS Code's words. */
export const hostTarget = `${process.platform}-${process.arch}`;

/** The program of the last build for this machine. */
export const serverProgram = path.join(root, "dist", "server", programName(hostTarget));

/** Where .NET is installed, told to programs that need its runtime in case it is not in the usual place. */
export function dotnetRoot() {
  const runtimes = probe("dotnet", ["--list-runtimes"]) ?? "";
  const shared = /^Microsoft\.NETCore\.App 10\..*\[(.+)\]$/m.exec(runtimes)?.[1];
  return shared && path.dirname(path.dirname(shared));
}

/** The server for this machine as fast as it builds: needs the .NET runtime, shares its compilation with the tests. */
export function buildQuick(out) {
  rmSync(out, { recursive: true, force: true });
  run("dotnet", ["publish", project, "-c", "Debug", "-o", out, "-v", "q"]);
}

/**
 * The server as it ships: one file that needs no .NET. NativeAOT where this machine can link for the target, else ReadyToRun,
 * trimmed. Returns which of the two.
 */
export function buildShipped(target, out) {
  rmSync(out, { recursive: true, force: true });
  const linker = nativeLinker(target);
  // A shipped build restores more (a compiler, runtimes), which must not change the checked-in lock files.
  const common = [
    "publish",
    project,
    "-c",
    "Release",
    "-r",
    targets[target],
    "-o",
    out,
    "-v",
    "q",
    "-p:DebugType=none",
    `-p:RuntimeIdentifiers=${targets[target]}`,
    "-p:NuGetLockFilePath=obj/packages.shipped.lock.json",
  ];
  if (linker.ready) {
    publish(target, [...common, "-p:PublishAot=true", "-p:StripSymbols=true", "-p:IlcFoldIdenticalMethodBodies=true", ...linker.properties]);
  } else {
    console.log(linker.why);
    publish(target, [...common, "--self-contained", "-p:PublishReadyToRun=true", "-p:PublishTrimmed=true", "-p:PublishSingleFile=true"]);
  }
  // Symbols, and what the tool that packs the catalogue leaves beside the program it was built for.
  const leftOver = /\.(dbg|pdb|xml|dSYM)$|^Onus\.CatalogueCompiler/;
  for (const name of readdirSync(out).filter((name) => leftOver.test(name))) rmSync(path.join(out, name), { recursive: true });
  return linker.ready ? "NativeAOT" : "ReadyToRun";
}

/** Publishes; where the package registry lacks a part of .NET for the target, that is the whole message. */
function publish(target, args) {
  const { status, stdout, error } = spawnSync("dotnet", args, {
    cwd: root,
    env: { ...process.env, ...environment },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 26,
  });
  if (error) throw error;
  const [, lacking, version] =
    /error NU110[0-3]: (?:Unable to find (?:a stable )?package |Unable to resolve ')(\S+?)[.']?(?:\s(?:with version )?(\([^)]*\))|\s|$)/.exec(stdout) ?? [];
  if (status !== 0 && lacking) {
    const part = version ? `${lacking} ${version}` : lacking;
    throw new Failure(`No server for ${target} can be built, since the NuGet registry does not offer ${part}, a part of .NET for it.`);
  }
  process.stdout.write(stdout);
  if (status !== 0) throw new Failure(`No server for ${target} was built, for what is said above.`);
}

/** Whether a native program for the target can be linked here, with what, and if not, why. */
function nativeLinker(target) {
  if (process.platform !== "linux" || !target.startsWith("linux-")) {
    const own = target === hostTarget;
    return {
      ready: own && process.platform === "win32" && Boolean(probe("where", ["link.exe"])),
      properties: [],
      why: `${target}: ReadyToRun, since a native program for it is not linked on ${hostTarget}.`,
    };
  }
  if (target === hostTarget) {
    const compiler = ["clang", "gcc"].find((name) => probe(name, ["--version"]));
    if (!compiler)
      return {
        ready: false,
        why: `${target}: ReadyToRun, since neither clang nor gcc is here to link a native program (Debian: apt-get install gcc zlib1g-dev).`,
      };
    if (!existsSync("/usr/include/zlib.h"))
      return { ready: false, why: `${target}: ReadyToRun, since the zlib headers are missing (Debian: apt-get install zlib1g-dev).` };
    return { ready: true, properties: compiler === "clang" ? [] : ["-p:CppCompilerAndLinker=gcc", "-p:LinkerFlavor="] };
  }
  const cross = target === "linux-arm64" ? "aarch64-linux-gnu" : undefined;
  if (!cross || !probe(`${cross}-gcc`, ["--version"])) {
    return { ready: false, why: `${target}: ReadyToRun, since no cross compiler for it is here (Debian: apt-get install gcc-aarch64-linux-gnu).` };
  }
  const wrapper = path.join(root, "scripts", "lib", "cross-gcc.sh");
  return { ready: true, properties: [`-p:CppCompilerAndLinker=${wrapper}`, `-p:ObjCopyName=${cross}-objcopy`, "-p:LinkerFlavor="] };
}
