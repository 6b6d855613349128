import { inflateRawSync } from "node:zlib";
import { programName } from "./platforms.mjs";

const always = [
  "package.json",
  "readme.md",
  "LICENSE.txt",
  "THIRD-PARTY-NOTICES.txt",
  "dist/client/extension.js",
  "docs/controls/README.md",
  "docs/images/icon.png",
  "schemas/catalogue.schema.json",
];
const allowed = /^(package\.json|readme\.md|LICENSE\.txt|THIRD-PARTY-NOTICES\.txt|dist\/client\/extension\.js|docs\/.+\.(md|png)|schemas\/.+\.schema\.json)$/;

/** A zip file's entries by name: each with its Unix mode (0 where it was packed without) and its content. */
export function readZip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error("This is no zip file.");
  const entries = new Map();
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const [method, size, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    const mode = bytes.readUInt32LE(at + 38) >>> 16;
    const read = () => {
      const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
      const packed = bytes.subarray(from, from + size);
      return method === 0 ? packed : inflateRawSync(packed);
    };
    entries.set(name, { mode, read });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

const elf = { 0x3e: "linux-x64", 0xb7: "linux-arm64" };
const machO = { 0x01000007: "darwin-x64", 0x0100000c: "darwin-arm64" };
const windows = { 0x8664: "win32-x64", 0xaa64: "win32-arm64" };

/** The platform that a program is for, in VS Code's words, as its first bytes say; undefined for what is no program. */
export function platformOf(program) {
  if (program.length < 64) return undefined;
  const magic = program.readUInt32LE(0);
  if (magic === 0x464c457f) return elf[program.readUInt16LE(18)];
  if (magic === 0xfeedfacf) return machO[program.readUInt32LE(4)];
  const header = program.readUInt32LE(60);
  if ((magic & 0xffff) === 0x5a4d && header + 6 <= program.length) return windows[program.readUInt16LE(header + 4)];
  return undefined;
}

/** Whether a macOS program carries a signature; without one, if only its own, macOS on ARM ends it at once. */
export function isSigned(program) {
  for (let at = 32, left = program.readUInt32LE(16); left > 0; left--) {
    if (program.readUInt32LE(at) === 0x1d) return true;
    at += program.readUInt32LE(at + 4);
  }
  return false;
}

/** What is wrong with a package's entries, in sentences; empty where nothing is. */
export function faultsOf(entries, target) {
  const faults = [];
  const program = `dist/server/${programName(target)}`;
  for (const name of [...always, program]) if (!entries.has(`extension/${name}`)) faults.push(`${name} is missing.`);
  for (const name of entries.keys()) {
    const inside = name.startsWith("extension/") ? name.slice("extension/".length) : undefined;
    if (inside && inside !== program && !allowed.test(inside)) faults.push(`${inside} does not belong into it.`);
  }
  const said = /TargetPlatform="([^"]*)"/.exec(entries.get("extension.vsixmanifest")?.read().toString("utf8") ?? "")?.[1];
  if (said !== target) faults.push(`Its manifest says it is for ${said ?? "every platform"}.`);
  const server = entries.get(`extension/${program}`);
  if (!server) return faults;
  const bytes = server.read();
  const platform = platformOf(bytes);
  if (platform !== target) faults.push(`The server in it is ${platform ? `for ${platform}` : "no program"}.`);
  if (!target.startsWith("win32") && (server.mode & 0o111) !== 0o111) faults.push("The server in it is not marked as a program.");
  if (platform === "darwin-arm64" && !isSigned(bytes)) faults.push("The server in it is not signed, and macOS would not run it.");
  return faults;
}
