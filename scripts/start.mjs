// npm start [-- FILE]: builds, opens VS Code if it is here, and shows in the terminal what the language server says of the samples or of FILE.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { styleText } from "node:util";
import { buildClient } from "./lib/client.mjs";
import { ensureTools } from "./lib/needs.mjs";
import { Failure, main, probe, root, step } from "./lib/run.mjs";
import { buildQuick, dotnetRoot, serverProgram } from "./lib/server.mjs";

const samples = ["dms-aurora-to-s3.yaml", "rds-read-replica.json", "public-alb/alb.tf.json"].map((name) =>
  path.join(root, "tests", "templates", "samples", "first", name),
);
const severities = ["", "error", "warning", "information", "hint"];
const colours = ["", "red", "yellow", "blue", "gray"];
const style = (format, text) => (process.stdout.isTTY && !process.env.NO_COLOR ? styleText(format, text) : text);

await main(async (args) => {
  const files = args.length ? args.map((file) => path.resolve(process.env.INIT_CWD ?? ".", file)) : samples;
  for (const file of files) if (!existsSync(file)) throw new Failure(`There is no file ${file}.`);
  ensureTools();
  step("Building");
  buildQuick(path.join(root, "dist", "server"));
  await buildClient(path.join(root, "dist", "client"));
  openVsCode(files);
  for (const file of files) await show(file);
});

/** Opens the files in a VS Code window that runs this extension, where `code` is on the PATH. */
function openVsCode(files) {
  if (!probe("code", ["--version"], { shim: true })) {
    console.log("\nVS Code's `code` is not on the PATH, so no window is opened; the same follows here in the terminal.");
    return;
  }
  step("Opening VS Code");
  spawn("code", [`--extensionDevelopmentPath=${root}`, path.dirname(files[0]), ...files], {
    detached: true,
    stdio: "ignore",
    shell: process.platform === "win32",
  }).unref();
}

async function show(file) {
  const { LanguageServer } = await import("./lib/lsp.mjs");
  const server = await LanguageServer.start(serverProgram, path.dirname(file), { ...process.env, DOTNET_ROOT: dotnetRoot() });
  try {
    console.log(`\n${style(["bold", "inverse"], ` ${path.relative(root, file)} `)}`);
    const { uri, text, findings } = await server.open(file);
    const gravest = findings.toSorted((a, b) => a.severity - b.severity);
    await showHover(server, uri, gravest);
    showFindings(findings);
    await showFix(server, uri, text, gravest);
    await server.stop();
  } finally {
    server.kill();
  }
}

/** The hover of the resource with the gravest finding, or of the first resource. */
async function showHover(server, uri, findings) {
  const resources = flatten((await server.symbols(uri)) ?? []);
  const first = findings[0]?.range.start.line;
  const holding = resources.filter(({ range }) => first !== undefined && range.start.line <= first && first <= range.end.line);
  // The resource is the innermost symbol around the finding that has a hover; the section that holds it has none.
  const candidates = [...holding.reverse(), ...resources];
  for (const { name, selectionRange } of candidates.slice(0, 20)) {
    const hover = await server.hover(uri, selectionRange.start);
    if (!hover) continue;
    console.log(`\n${style("bold", `Hover on ${name}`)}\n`);
    console.log(markdownToTerminal(hover.contents.value ?? String(hover.contents)));
    return;
  }
  console.log("\nNothing to hover over: Onus does not take this file for a template.");
}

function flatten(symbols) {
  return symbols.flatMap((symbol) => [symbol, ...flatten(symbol.children ?? [])]);
}

function showFindings(findings) {
  console.log(`\n${style("bold", `Diagnostics (${findings.length})`)}\n`);
  for (const { range, severity, code, message } of findings) {
    const place = `${range.start.line + 1}:${range.start.character + 1}`;
    console.log(`  ${place.padEnd(8)} ${style(colours[severity], severities[severity].padEnd(11))} ${message}  ${style("gray", String(code ?? ""))}`);
  }
}

/** The first fix there is, safe ones first, as the lines it would change. The file itself stays as it is. */
async function showFix(server, uri, text, findings) {
  const { applyEdits, diffLines } = await import("./lib/diff.mjs");
  const offers = [];
  for (const finding of findings) offers.push(...(await server.fixes(uri, finding)).filter(({ title }) => !/^ignore/i.test(title)));
  const fix = offers.find(({ isPreferred }) => isPreferred) ?? offers[0];
  const edits = fix && editsFor(fix.edit, uri);
  if (edits?.length) {
    console.log(`\n${style("bold", `Quick fix: ${fix.title}`)} (shown, not applied)\n`);
    for (const line of diffLines(text, applyEdits(text, edits))) {
      console.log(`  ${line.startsWith("+") ? style("green", line) : line.startsWith("-") ? style("red", line) : style("gray", line)}`);
    }
    return;
  }
  console.log("\nNo quick fix is offered here.");
}

function editsFor(edit, uri) {
  const changed = edit?.documentChanges?.filter(({ textDocument }) => textDocument?.uri === uri).flatMap(({ edits }) => edits);
  return changed ?? edit?.changes?.[uri];
}

/** Markdown made pleasant for a terminal: bold, code and links as plain words. */
function markdownToTerminal(markdown) {
  return markdown
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+.!|~<>-])/g, "$1")
    .replace(/\*\*([^*]+)\*\*/g, (_, words) => style("bold", words))
    .replace(/`([^`]+)`/g, (_, words) => style("cyan", words))
    .split("\n")
    .filter((line) => !/^\s*\|[\s|:-]+\|\s*$/.test(line))
    .map((line) => `  ${line}`)
    .join("\n");
}
