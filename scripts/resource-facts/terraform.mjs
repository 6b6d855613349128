import { readFileSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";

/** Data sources that conditions of the catalogue follow references to. */
const dataSources = new Set(["aws_ami", "aws_iam_policy_document", "aws_ssm_parameter"]);

/** Resource types of the provider bindings in `root`, each as the lines of its block, and the provider's version. */
export function terraformFacts(root) {
  const lib = join(root, "lib");
  const types = [];
  const providers = new Set();
  for (const folder of readdirSync(lib).sort()) {
    const path = join(lib, folder, "index.js");
    if (!existsSync(path)) continue;
    const source = [path, ...structs(join(lib, folder, "index-structs"))].map((file) => original(readFileSync(file, "utf8"))).join("\n");
    const name = source.match(/static readonly tfResourceType = "([^"]+)"/)?.[1];
    if (!name?.startsWith("aws_")) continue; // the provider's own configuration
    const isData = folder.startsWith("data-aws-");
    if (isData && !dataSources.has(name)) continue;
    const provider = source.match(/providers\/hashicorp\/aws\/([\d.]+)\/docs/)?.[1];
    if (provider) providers.add(provider);
    const type = (isData ? "data." : "") + name;
    types.push({ type, lines: block(type, source) });
  }
  return { types, provider: [...providers].join(", ") };
}

/** Files that the shapes of the largest types are split into. */
function structs(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^structs\d+\.js$/.test(file))
    .sort()
    .map((file) => join(folder, file));
}

/** The typed source, which the bindings carry in their source map: only it says what the provider computes. */
function original(script) {
  const at = script.lastIndexOf("sourceMappingURL=data:application/json;base64,");
  const encoded = script.slice(script.indexOf(",", at) + 1).trim();
  return JSON.parse(Buffer.from(encoded, "base64").toString("utf8")).sourcesContent[0];
}

function block(type, source) {
  const interfaces = new Map();
  let config = null;
  for (const [, name, parent, body] of source.matchAll(/^export interface (\w+)( extends [\w.]+)? \{\n([\s\S]*?)^\}/gm)) {
    if (parent) config = name;
    interfaces.set(name, fields(body));
  }
  if (!config) throw new Error(`${type}: no configuration found`);
  const main = source.match(/^export class (\w+) extends cdktf\.Terraform(?:Resource|DataSource)/m)[1];

  for (const [, name, body] of source.matchAll(/^export class (\w+) extends [\w.]+ \{\n([\s\S]*?)^\}/gm)) {
    const owner = name === main ? config : name.replace(/OutputReference$/, "");
    const known = interfaces.get(owner);
    if (known) addComputed(known, body, interfaces);
  }
  const short = (name) => name.replace(new RegExp(`^${main}`), "") || name;
  const kind = (type) => type.replace(/\.(\w+)/g, (_, name) => `.${short(name)}`);
  const properties = (of) =>
    [...of.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, type, required, computed, only, isBlock }) => {
        const repeated = type.startsWith("[]");
        const flags = `${required ? "!" : ""}${only ? "=" : computed ? "%" : ""}${isBlock ? (repeated ? "$" : "*") : ""}`;
        return ` ${name} ${kind(type)}${flags && ` ${flags}`}`;
      });

  const lines = [type, ...properties(interfaces.get(config))];
  const seen = new Set([config]);
  const waiting = [config];
  const bodies = [];
  while (waiting.length > 0) {
    for (const { type: used } of interfaces.get(waiting.shift()).values()) {
      const name = used.match(/\.(\w+)/)?.[1];
      if (!name || seen.has(name)) continue;
      if (!interfaces.has(name)) throw new Error(`${type}: no shape ${name} (from ${used})`);
      seen.add(name);
      waiting.push(name);
      bodies.push([`.${short(name)}`, ...properties(interfaces.get(name))]);
    }
  }
  bodies.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return [...lines, ...bodies.flat()];

  function fields(body) {
    const found = new Map();
    for (const [, doc, camel, optional, written] of body.matchAll(/(\/\*\*[\s\S]*?\*\/)?\s*readonly (\w+)(\??): ([^;]+(?:; \}[^;]*)?);/g)) {
      const name = doc?.match(/#(\w+) \w+#\w+\}/)?.[1] ?? camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const isBlock = doc !== undefined && new RegExp(`\\* ${name} block$`, "m").test(doc);
      found.set(name, { name, type: kindOf(written), required: optional === "", isBlock });
    }
    return found;
  }
}

function kindOf(written) {
  const text = written
    .replace(/\s*\|\s*cdktf\.IResolvable/g, "")
    .replace(/cdktf\.IResolvable\s*\|\s*/g, "")
    .trim();
  const map = text.match(/^\{ \[key: string\]: ([\s\S]+?);? \}(\[\])?$/);
  if (map) return `${map[2] ? "[]" : ""}{}${kindOf(map[1].replace(/[()]/g, ""))}`;
  const list = text.match(/^(?:Array<(.+)>|\(?(.+?)\)?\[\])$/s);
  if (list) return `[]${kindOf(list[1] ?? list[2])}`;
  switch (text) {
    case "string":
      return "s";
    case "number":
      return "n";
    case "boolean":
      return "b";
    case "any":
      return "j";
    default:
      if (/^\w+$/.test(text)) return `.${text}`;
      throw new Error(`a kind that the generator does not know: ${text}`);
  }
}

/** Adds what a class can be asked for but not told, and notes what the provider fills in. */
function addComputed(known, body, interfaces) {
  const parts = body.split(/^ {2}\/\/ (?=\w+ - computed: )/m).slice(1);
  for (const part of parts) {
    const [, name, computed, optional, required] = part.match(/^(\w+) - computed: (\w+), optional: (\w+), required: (\w+)/);
    if (known.has(name)) {
      if (computed === "true") known.get(name).computed = true;
      continue;
    }
    if (optional === "true" || required === "true") continue;
    const reference = part.match(/new (\w+?)(List|Map|MapList|OutputReference)\(this/);
    const getter = part.match(/\.(get\w+Attribute)\(/)?.[1] ?? "";
    const scalars = {
      getStringAttribute: "s",
      getNumberAttribute: "n",
      getBooleanAttribute: "b",
      getListAttribute: "[]s",
      getNumberListAttribute: "[]n",
      getStringMapAttribute: "{}s",
      getNumberMapAttribute: "{}n",
      getBooleanMapAttribute: "{}b",
      getAnyMapAttribute: "{}j",
    };
    const kinds = { List: "[].", Map: "{}.", MapList: "[]{}.", OutputReference: "." };
    const found =
      reference && interfaces.has(reference[1])
        ? kinds[reference[2]] + reference[1]
        : /new cdktf\.StringMap/.test(part)
          ? "{}s"
          : /new cdktf\.(Boolean|Number|Any)Map/.test(part)
            ? "{}j"
            : (scalars[getter] ?? "j");
    known.set(name, { name, type: found, required: false, only: true });
  }
}
