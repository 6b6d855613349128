// Writes schemas/resource-facts/*.txt from the published resource specifications. Facts only: names, kinds and flags.
import { createRequire } from "node:module";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cloudFormationFacts } from "./cloudformation.mjs";
import { terraformFacts } from "./terraform.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "..", "..", "schemas", "resource-facts");
const require = createRequire(import.meta.url);

const legend = `# A line that starts in the first column begins a type; " stateful" after it marks one whose deletion loses data.
# A line ".Name" begins a shape that the properties of its type refer to; "^ path" names a further path that replaces the resource.
# Every other line is " name kind flags". Kinds: s text, n number, b boolean, d date, j any JSON, .Name a shape, []k a list of k,
# {}k a map of k, a|b either. Flags: ! required, + a change replaces the resource, ~ a change may replace it,
# = set by AWS only, % set by AWS where left out, * a nested block, $ a nested block that may be repeated.
`;

const write = (name, title, source, note, types) => {
  const lines = [...types].sort((a, b) => (a.type < b.type ? -1 : 1)).flatMap(({ lines }) => lines);
  const header = `# ${title}\n# Made by scripts/resource-facts; not for editing.\n# source: ${source}\n# types: ${types.length}\n${note}${legend}`;
  const text = header + lines.join("\n") + "\n";
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, name), text);
  console.log(`${name}: ${types.length} types, ${lines.length} lines, ${Buffer.byteLength(text)} bytes`);
};

const version = (name) => require(`${name}/package.json`).version;

write(
  "cloudformation.txt",
  "CloudFormation resource types and their properties.",
  `npm @aws-cdk/aws-service-spec ${version("@aws-cdk/aws-service-spec")} (Apache-2.0)`,
  "",
  cloudFormationFacts(),
);

const terraform = terraformFacts(dirname(require.resolve("@cdktf/provider-aws/package.json")));
write(
  "terraform.txt",
  "Terraform AWS resource types (and the data sources that conditions name) and their arguments.",
  `npm @cdktf/provider-aws ${version("@cdktf/provider-aws")} (MPL-2.0), names of hashicorp/aws ${terraform.provider}`,
  "# This source does not say which changes replace a resource.\n",
  terraform.types,
);
