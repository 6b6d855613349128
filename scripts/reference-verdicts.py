"""Records what the reference evaluator of the expression language says of the sample templates.

    python3 scripts/reference-verdicts.py RESEARCH_FOLDER

RESEARCH_FOLDER holds controls.yaml and tools/evalcfn.py. The conditions that were asked and their verdicts go to
tests/Onus.Engine.Tests/Assessment/Reference/verdicts.txt, which ReferenceTests holds against the evaluator in C#.
Needs PyYAML.
"""

import pathlib
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "tests/templates/samples"
OUTPUT = ROOT / "tests/Onus.Engine.Tests/Assessment/Reference/verdicts.txt"
LETTERS = {"pass": "met", "fail": "open", "unknown": "unknown", "skip": "not-applicable"}
HEADER = """\
# What the reference evaluator says of the sample templates. Made by scripts/reference-verdicts.py; not for editing.
# "list NAME" begins a named list, an item on each line that follows. "condition N CONTROL TYPE" begins a condition: its parts
# follow. "file PATH" begins a template; each line below it is a resource, and for each verdict the numbers of its conditions.
"""


def main(research):
    sys.path.insert(0, str(research / "tools"))
    import evalcfn

    with open(research / "controls.yaml", encoding="utf-8") as file:
        catalogue = yaml.safe_load(file)
    lists = {name: value["patterns"] if isinstance(value, dict) else value for name, value in catalogue["lists"].items()}
    lines = [HEADER.rstrip()]
    for name, values in lists.items():
        lines.append(f"list {name}")
        lines += [f" {value}" for value in values]

    conditions = []
    for control in catalogue["controls"]:
        for binding in control.get("cloudformation", []):
            if binding["type"] != "Template":
                conditions.append((control["id"], binding))
    conditions.sort(key=lambda pair: pair[1]["type"])
    by_type = {}
    for number, (_, binding) in enumerate(conditions):
        by_type.setdefault(binding["type"], []).append(number)

    judged, asked = [], set()
    for path in sorted(SAMPLES.rglob("*")):
        if path.suffix in (".yaml", ".yml", ".json") and not path.name.endswith(".tf.json"):
            judged += judge(evalcfn, lists, conditions, by_type, path, asked)
    for type_ in sorted(asked):
        for number in by_type[type_]:
            lines += written(number, *conditions[number])
    OUTPUT.write_text("\n".join(lines + judged) + "\n", encoding="utf-8")


def written(number, control, binding):
    """The lines of one condition."""
    yield f"condition {number} {control} {binding['type']}"
    if binding.get("applies_when"):
        yield f" when {' '.join(binding['applies_when'].split())}"
    yield f" require {' '.join(binding['require'].split())}"
    for path, value in (binding.get("defaults") or {}).items():
        if not isinstance(value, list):
            yield f" default {path} {str(value).lower() if isinstance(value, bool) else value}"
    if binding.get("unknown") == "pass-if-present":
        yield " unknown met"


def judge(evalcfn, lists, conditions, by_type, path, asked):
    """The lines of one template; none where it is no template or has nothing to judge."""
    try:
        document = evalcfn.load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError):
        return []
    if not isinstance(document, dict) or not isinstance(document.get("Resources"), dict):
        return []
    lines = []
    for name, resource in document["Resources"].items():
        if not isinstance(resource, dict) or str(resource.get("Type")) not in by_type:
            continue
        asked.add(resource["Type"])
        verdicts = {}
        for number in by_type[resource["Type"]]:
            verdict = ask(evalcfn, lists, document, name, conditions[number][1])
            verdicts.setdefault(verdict, []).append(number)
        said = " ".join(f"{verdict}:{','.join(map(str, numbers))}" for verdict, numbers in sorted(verdicts.items()))
        lines.append(f" {name} {said}")
    return [f"file {path.relative_to(SAMPLES).as_posix()}", *lines] if lines else []


def ask(evalcfn, lists, document, name, binding):
    """What one condition says of one resource; "failed" where the reference evaluator does not cope."""
    try:
        template = evalcfn.Tpl(document)
        evaluator = evalcfn.Ev(template, template.resource(name), binding.get("defaults"), lists)
        if binding.get("applies_when"):
            applies = evaluator.ev(evalcfn.P(binding["applies_when"]), {})
            if applies is not True:
                return LETTERS["skip" if applies is False else "unknown"]
        truth = evaluator.ev(evalcfn.P(binding["require"]), {})
    except Exception:  # whatever a real template makes it stumble over
        return "failed"
    if truth is None and binding.get("unknown") == "pass-if-present":
        return "met"
    return LETTERS[{True: "pass", False: "fail", None: "unknown"}[truth]]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))
