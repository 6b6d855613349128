// What a person sees and does in a real VS Code window with the packed extension; one window, one story.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Gestures } from "./gestures.mjs";
import { until } from "./until.mjs";
import { openWindow } from "./window.mjs";

const setup = JSON.parse(process.env.ONUS_EDITOR_TEST);
const { artifacts } = setup;
mkdirSync(artifacts, { recursive: true });

let vscode;
let hands;
const onDisk = () => readFileSync(path.join(vscode.workspace, "shop.yaml"), "utf8");
const shot = (name) => vscode.page.screenshot({ path: path.join(artifacts, `${name}.png`) });
const map = () => vscode.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");

/** A step of the story; a picture is kept of the window in which it failed. */
function step(name, part) {
  test(name, { timeout: 120_000 }, async () => {
    try {
      await part();
    } catch (error) {
      await shot(`failed-${name}`).catch(() => undefined);
      throw error;
    }
  });
}

before(async () => {
  vscode = await openWindow({
    ...setup,
    folder: path.join(import.meta.dirname, "workspace"),
    open: "shop.yaml",
    settings: {
      "window.autoDetectColorScheme": true,
      "workbench.preferredLightColorTheme": "Light Modern",
      "workbench.preferredDarkColorTheme": "Dark Modern",
    },
  });
  hands = new Gestures(vscode.page);
  await hands.line("PubliclyAccessible").waitFor({ timeout: 60_000 });
});

after(() => vscode?.close());

step("what_is_open_is_underlined", async () => {
  await vscode.page.locator(".squiggly-error, .squiggly-warning").first().waitFor({ timeout: 60_000 });
});

step("the_problems_panel_says_what_is_wrong", async () => {
  await vscode.page.keyboard.press("Control+Shift+M");
  const row = vscode.page.locator(".markers-panel .monaco-list-row", { hasText: "rds-not-public" });
  await row.waitFor({ timeout: 20_000 });
  assert.match(await row.innerText(), /onus/);
  await shot("problems-light");
  await vscode.page.keyboard.press("Control+Shift+M");
});

step("a_line_over_each_resource_counts_its_duties", async () => {
  const lenses = vscode.page.locator(".codelens-decoration a", { hasText: /open/ });
  await until(async () => (await lenses.count()) >= 2, "at least two resources have their line");
});

step("the_hover_parts_your_duties_from_those_of_aws", async () => {
  const hover = await hands.hover("AWS::RDS::DBInstance", "Yours:");
  const text = await hover.innerText();
  assert.match(text, /encryption at rest/i);
  assert.match(text, /StorageEncrypted is not set/);
  assert.match(text, /AWS's:.*hosts/);
  await shot("hover-light");
});

step("the_quick_fix_mends_the_file", async () => {
  const fix = await hands.lightbulb(hands.within("PubliclyAccessible", "true"), "Keep RDS instances off the internet");
  await shot("quick-fix-menu-light");
  await hands.press(fix);
  await hands.line("PubliclyAccessible: false").waitFor({ timeout: 20_000 });
  await hands.save(() => onDisk().includes("      PubliclyAccessible: false\n"), "the mended file is on disk");
});

step("a_finding_is_ignored_with_a_reason", async () => {
  const input = vscode.page.locator(".quick-input-widget input").first();
  await hands.choose(hands.word("0.0.0.0/0"), "Ignore", input);
  await input.fill("the keepers travel");
  await vscode.page.keyboard.press("Enter");
  await hands.save(() => /onus:ignore \S+ -- the keepers travel/.test(onDisk()), "the reason is on disk");
  await shot("ignored-light");
});

step("the_responsibility_map_shows_both_halves", async () => {
  await hands.command("Onus: Show Responsibility Map");
  await map().getByText("Customer data").first().waitFor({ timeout: 60_000 });
  await hands.calm();
  await shot("map-light");
});

step("the_dark_theme_reaches_the_map_and_the_hover", async () => {
  await vscode.page.emulateMedia({ colorScheme: "dark" });
  await vscode.page.locator(".monaco-workbench.vs-dark").waitFor({ timeout: 20_000 });
  await map().locator("body.vscode-dark").waitFor({ timeout: 20_000 });
  await hands.hover("AWS::RDS::DBInstance", "Yours:");
  await shot("map-dark");
});

step("the_window_asked_no_other_host_for_anything", () => {
  assert.deepEqual([...vscode.foreignHosts], []);
});

if (setup.images) {
  after(() => copyFileSync(path.join(artifacts, "hover-light.png"), path.join(setup.images, "hover.png")));
}
