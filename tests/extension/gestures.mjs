import { until } from "./until.mjs";

/**
 * What a person's hands do in the editor. Never Playwright's own click or hover on editor text: its scrolling into view
 * wrecks the layout of the editor now and then. The raw mouse moves to where the text is seen instead.
 */
export class Gestures {
  constructor(page) {
    this.page = page;
  }

  /** The first piece of text in the editor that is exactly this. */
  word(text) {
    const exact = new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*$`);
    return this.page.locator(".view-line span span", { hasText: exact }).first();
  }

  /** A piece of text within the line that holds another. */
  within(line, text) {
    return this.line(line).locator("span span", { hasText: text }).first();
  }

  line(text) {
    return this.page.locator(".view-line", { hasText: text }).first();
  }

  /** Puts away all that is transient: the pointer leaves the text, menus and hovers close. */
  async calm() {
    await this.page.mouse.move(640, 795);
    await until(async () => {
      if ((await this.page.locator(".monaco-hover:visible, .action-widget:visible, .quick-input-widget:visible").count()) === 0) return true;
      await this.page.keyboard.press("Escape");
      return false;
    }, "hovers and menus are gone");
  }

  async press(locator) {
    await this.page.mouse.click(...(await middle(locator)));
  }

  /** Hovers over a word until the hover that holds a text is seen; returns the hover. */
  async hover(word, text) {
    const hover = this.page.locator(".monaco-hover", { hasText: text }).first();
    await until(
      async () => {
        await this.calm();
        await this.page.mouse.move(...(await middle(this.word(word))), { steps: 3 });
        return seen(hover);
      },
      `the hover over ${word} shows "${text}"`,
      45_000,
    );
    return hover;
  }

  /** Opens the lightbulb's menu on a piece of text until it offers a title; returns the row. */
  async lightbulb(place, title) {
    const row = this.page.locator(".action-widget .monaco-list-row", { hasText: title }).first();
    await until(
      async () => {
        await this.calm();
        await this.press(place);
        await this.calm();
        await this.page.keyboard.press("Control+.");
        return seen(row);
      },
      `the lightbulb offers "${title}"`,
      45_000,
    );
    return row;
  }

  /** Chooses a title from the lightbulb's menu until what it opens is seen: the menu may be renewed under the pointer. */
  async choose(place, title, opened) {
    await until(
      async () => {
        await this.press(await this.lightbulb(place, title));
        return seen(opened);
      },
      `"${title}" opens something`,
      60_000,
    );
  }

  /** Runs a command by its title, as from the palette. */
  async command(title) {
    const row = this.page.locator(".quick-input-widget .monaco-list-row", { hasText: title }).first();
    await until(async () => {
      await this.calm();
      await this.page.keyboard.press("F1");
      const input = this.page.locator(".quick-input-widget input").first();
      if (!(await seen(input))) return false;
      await input.fill(`>${title}`);
      return seen(row);
    }, `the palette offers "${title}"`);
    await this.page.keyboard.press("Enter");
  }

  /** Saves until the file on disk is as it should be. */
  save(isSaved, what) {
    return until(async () => {
      await this.page.keyboard.press("Control+S");
      return isSaved();
    }, what);
  }
}

const seen = (locator) =>
  locator.waitFor({ timeout: 4_000 }).then(
    () => true,
    () => false,
  );

async function middle(locator) {
  await locator.waitFor({ timeout: 20_000 });
  const box = await locator.boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}
