import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { languages } from "../../vscode-client/src/templates";

interface Manifest {
  activationEvents: string[];
  main: string;
  icon: string;
  contributes: {
    commands: { command: string; title: string }[];
    configuration: { properties: Record<string, { markdownDescription?: string; default?: unknown }> };
  };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  dependencies?: unknown;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const sources = readdirSync("vscode-client/src")
  .map((name) => readFileSync(`vscode-client/src/${name}`, "utf8"))
  .join("\n");
const properties = manifest.contributes.configuration.properties;

test("it_wakes_only_for_the_languages_a_template_can_be_in", () => {
  assert.deepEqual(
    manifest.activationEvents,
    languages.map((language) => `onLanguage:${language}`),
  );
});

test("every_command_of_the_manifest_is_registered_by_the_client", () => {
  for (const { command } of manifest.contributes.commands) assert.ok(sources.includes(`register("${command}"`), command);
});

test("every_setting_has_a_default_and_a_sentence", () => {
  for (const [name, property] of Object.entries(properties)) {
    assert.ok(name.startsWith("onus."), name);
    assert.notEqual(property.default, undefined, name);
    assert.match(property.markdownDescription ?? "", /\.$/, name);
  }
});

test("what_an_untrusted_folder_may_not_set_is_a_setting", () => {
  for (const name of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) assert.ok(properties[name], name);
});

test("the_picture_is_there_and_nothing_is_needed_at_run_time", () => {
  assert.ok(existsSync(manifest.icon));
  assert.equal(manifest.dependencies, undefined);
});
