import { existsSync, readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { root } from "./run.mjs";

/** The licences of everything that ships inside the package: the bundled npm packages and the server's NuGet packages. */
export function notices(bundledFiles) {
  const parts = [...npmPackages(bundledFiles), ...nugetPackages()];
  const entries = parts.map(({ name, version, licence, text }) => `${name} ${version}\nLicence: ${licence}\n${text ? `\n${text.trim()}\n` : ""}`);
  return `Onus contains parts by others, under these licences.\n\n${entries.join(`\n${"-".repeat(80)}\n\n`)}`;
}

function npmPackages(files) {
  const names = new Set(files.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]).filter(Boolean));
  return [...names].sort().map((name) => {
    const folder = path.join(root, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    return { name, version, licence: license, text: licenceText(folder) };
  });
}

function nugetPackages() {
  const lock = JSON.parse(readFileSync(path.join(root, "lsp-server", "Onus.Cli", "packages.lock.json"), "utf8"));
  const cache = process.env.NUGET_PACKAGES ?? path.join(homedir(), ".nuget", "packages");
  const [own] = Object.values(lock.dependencies);
  const packages = Object.entries(own).filter(([name, { type }]) => type !== "Project" && !/ILLink|ILCompiler|Analyzers/.test(name));
  return [
    { name: ".NET runtime", version: "10", licence: "MIT", text: "Copyright (c) .NET Foundation and Contributors" },
    ...packages.map(([name, { resolved }]) => {
      const folder = path.join(cache, name.toLowerCase(), resolved);
      const nuspec = path.join(folder, `${name.toLowerCase()}.nuspec`);
      const text = existsSync(nuspec) ? readFileSync(nuspec, "utf8") : "";
      const licence = /<license type="expression">([^<]+)</.exec(text)?.[1] ?? "see the package";
      return { name, version: resolved, licence, text: /<copyright>([^<]+)</.exec(text)?.[1] ?? licenceText(folder) };
    }),
  ];
}

function licenceText(folder) {
  const name = existsSync(folder) ? readdirSync(folder).find((file) => /^licen[cs]e(\.|$)/i.test(file)) : undefined;
  return name ? readFileSync(path.join(folder, name), "utf8") : "";
}
