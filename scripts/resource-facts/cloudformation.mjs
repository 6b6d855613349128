import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";

const tagShapes = {
  standard: ["Key s!", "Value s!"],
  asg: ["Key s!", "PropagateAtLaunch b!", "Value s!"],
};

/** Types of the service specification, each as the lines of its block. */
export function cloudFormationFacts() {
  const db = loadAwsServiceSpecSync();
  return [...db.all("resource")].map((resource) => ({ type: resource.cloudFormationType, lines: block(db, resource) }));
}

function block(db, resource) {
  const shapes = new Map(); // id → the name it has in this block
  const taken = new Set();
  const waiting = [];
  let usesTag = false;

  const shapeName = (definition) => {
    if (!shapes.has(definition.$id)) {
      let name = definition.name;
      for (let n = 2; taken.has(name); n++) name = `${definition.name}${n}`;
      taken.add(name);
      shapes.set(definition.$id, name);
      waiting.push(definition);
    }
    return shapes.get(definition.$id);
  };

  const kind = (type) => {
    switch (type.type) {
      case "string":
        return "s";
      case "number":
      case "integer":
        return "n";
      case "boolean":
        return "b";
      case "date-time":
        return "d";
      case "json":
      case "null":
        return "j";
      case "tag":
        usesTag = true;
        return ".@tag";
      case "array":
        return `[]${kind(type.element)}`;
      case "map":
        return `{}${kind(type.element)}`;
      case "ref":
        return `.${shapeName(db.get("typeDefinition", type.reference.$ref))}`;
      case "union":
        return [...new Set(type.types.map(kind))].sort().join("|");
      default:
        throw new Error(`${resource.cloudFormationType}: a kind that the generator does not know: ${type.type}`);
    }
  };

  const replaces = { yes: "+", maybe: "~" };
  const properties = (of) =>
    Object.keys(of)
      .sort()
      .map((name) => {
        const { type, required, causesReplacement } = of[name];
        const flags = `${required ? "!" : ""}${replaces[causesReplacement] ?? ""}`;
        return ` ${name} ${kind(type)}${flags && ` ${flags}`}`;
      });

  const lines = [resource.cloudFormationType + (resource.isStateful ? " stateful" : ""), ...properties(resource.properties)];
  const computed = Object.keys(resource.attributes)
    .filter((name) => !name.includes(".") && !(name in resource.properties))
    .sort();
  lines.push(...computed.map((name) => ` ${name} ${kind(resource.attributes[name].type)} =`));
  const further = (resource.additionalReplacementProperties ?? []).map((path) => ` ^ ${path.join(".").replaceAll(".*", "[]")}`);
  lines.push(...[...new Set(further)].sort());

  const bodies = [];
  while (waiting.length > 0) {
    const definition = waiting.shift();
    bodies.push([`.${shapes.get(definition.$id)}`, ...properties(definition.properties)]);
  }
  bodies.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  if (usesTag) {
    const variant = resource.tagInformation?.variant === "asg" ? "asg" : "standard";
    bodies.push([".@tag", ...tagShapes[variant].map((line) => ` ${line.replace("!", " !")}`)]);
  }
  return [...lines, ...bodies.flat()];
}
