// node scripts/icon.mjs: draws docs/images/icon.png from icon.svg; needs Chromium. Only after a change of the drawing.
import { readFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { chromiumProgram } from "./lib/workbench.mjs";
import { main, root } from "./lib/run.mjs";

await main(async () => {
  const images = path.join(root, "docs", "images");
  const browser = await chromium.launch({ executablePath: chromiumProgram(), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${readFileSync(path.join(images, "icon.svg"), "utf8")}`);
    await page.screenshot({ path: path.join(images, "icon.png"), omitBackground: true });
  } finally {
    await browser.close();
  }
});
