import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { type Entry, faultsOf, platformOf, readZip } from "../../scripts/lib/archive.mjs";

const bytes = (length: number, ...words: [at: number, value: number, size: 2 | 4][]) => {
  const buffer = Buffer.alloc(length);
  for (const [at, value, size] of words) buffer.writeUIntLE(value, at, size);
  return buffer;
};
const elf = (machine: number) => bytes(128, [0, 0x464c457f, 4], [18, machine, 2]);
const windows = bytes(128, [0, 0x5a4d, 2], [60, 64, 4], [64, 0x4550, 4], [68, 0x8664, 2]);
/** One load command: a signature (0x1d) or another. */
const macOS = (command: number) => bytes(128, [0, 0xfeedfacf, 4], [4, 0x0100000c, 4], [16, 1, 4], [32, command, 4], [36, 16, 4]);

const packageFor = (target: string, server: Buffer, changes: Record<string, Entry | undefined> = {}) => {
  const names = ["package.json", "readme.md", "LICENSE.txt", "THIRD-PARTY-NOTICES.txt", "dist/client/extension.js", "docs/controls/README.md"];
  const entry = (content: Buffer | string, mode = 0o644): Entry => ({ mode, read: () => Buffer.from(content) });
  const entries = [...names, "docs/images/icon.png", "schemas/catalogue.schema.json"].map((name): [string, Entry] => [`extension/${name}`, entry("")]);
  entries.push(["extension.vsixmanifest", entry(`<Identity TargetPlatform="${target}"/>`)]);
  entries.push([`extension/dist/server/${target.startsWith("win32") ? "onus.exe" : "onus"}`, entry(server, 0o755)]);
  const all = new Map(entries);
  for (const [name, change] of Object.entries(changes)) {
    if (change) all.set(`extension/${name}`, change);
    else all.delete(`extension/${name}`);
  }
  return all;
};

test("a_program_tells_its_platform_by_its_first_bytes", () => {
  assert.equal(platformOf(elf(0x3e)), "linux-x64");
  assert.equal(platformOf(elf(0xb7)), "linux-arm64");
  assert.equal(platformOf(macOS(0x1d)), "darwin-arm64");
  assert.equal(platformOf(windows), "win32-x64");
  assert.equal(platformOf(Buffer.from("#!/bin/sh\n".repeat(20))), undefined);
  assert.equal(platformOf(Buffer.alloc(0)), undefined);
});

test("a_whole_package_has_no_faults", () => {
  assert.deepEqual(faultsOf(packageFor("linux-x64", elf(0x3e)), "linux-x64"), []);
  assert.deepEqual(faultsOf(packageFor("linux-arm64", elf(0xb7)), "linux-arm64"), []);
  assert.deepEqual(faultsOf(packageFor("darwin-arm64", macOS(0x1d)), "darwin-arm64"), []);
  assert.deepEqual(faultsOf(packageFor("win32-x64", windows), "win32-x64"), []);
});

test("what_would_not_run_or_does_not_belong_is_told", () => {
  const server = (mode: number, content = elf(0x3e)): Entry => ({ mode, read: () => content });
  const faults = (changes: Record<string, Entry | undefined>) => faultsOf(packageFor("linux-x64", elf(0x3e), changes), "linux-x64");
  assert.deepEqual(faults({ "dist/server/onus": server(0o644) }), ["The server in it is not marked as a program."]);
  assert.deepEqual(faults({ "dist/server/onus": server(0o755, elf(0xb7)) }), ["The server in it is for linux-arm64."]);
  assert.deepEqual(faults({ "dist/server/onus": undefined }), ["dist/server/onus is missing."]);
  assert.deepEqual(faults({ "docs/controls/README.md": undefined }), ["docs/controls/README.md is missing."]);
  assert.deepEqual(faults({ "dist/server/onus.dbg": server(0o644) }), ["dist/server/onus.dbg does not belong into it."]);
  assert.deepEqual(faultsOf(packageFor("linux-arm64", elf(0xb7)), "linux-x64").slice(0, 1), ["Its manifest says it is for linux-arm64."]);
  assert.match(faultsOf(packageFor("darwin-arm64", macOS(0x2)), "darwin-arm64").join(""), /not signed/);
});

test("a_zip_is_read_with_modes_and_contents", () => {
  const [name, content] = ["a/é.txt", "x".repeat(100)];
  const packed = deflateRawSync(content);
  const long = Buffer.byteLength(name);
  const local = Buffer.concat([bytes(30, [0, 0x04034b50, 4], [26, long, 2]), Buffer.from(name), packed]);
  const central = Buffer.concat([
    bytes(46, [0, 0x02014b50, 4], [10, 8, 2], [20, packed.length, 4], [28, long, 2], [38, 0o100755 * 0x10000, 4]),
    Buffer.from(name),
  ]);
  const end = bytes(22, [0, 0x06054b50, 4], [10, 1, 2], [16, local.length, 4]);
  const entries = readZip(Buffer.concat([local, central, end]));
  assert.deepEqual([...entries.keys()], [name]);
  assert.equal(entries.get(name)?.mode, 0o100755);
  assert.equal(entries.get(name)?.read().toString(), content);
});
