/** Pictures of every screen, light, dark, on a phone and from right to left, into a folder that git ignores: `npm run screenshots`. */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type BrowserContextOptions, chromium } from "@playwright/test";
import { findChromium } from "../../worker/dev/chromium.ts";
import { startGridkeep } from "./gridkeep.ts";
import { openScreen, SCREENS } from "./screens.ts";

const DESK = { width: 1280, height: 800 };
const PLACES: Readonly<Record<string, BrowserContextOptions & { readonly isRightToLeft?: boolean }>> = {
  light: { colorScheme: "light", viewport: DESK },
  dark: { colorScheme: "dark", viewport: DESK },
  phone: { colorScheme: "light", viewport: { width: 390, height: 844 }, hasTouch: true },
  german: { colorScheme: "light", viewport: DESK, locale: "de-DE" },
  "right-to-left": { colorScheme: "light", viewport: DESK, isRightToLeft: true },
};

const folder = fileURLToPath(new URL("./.results/screenshots/", import.meta.url));
const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.some((part) => name.includes(part));

mkdirSync(folder, { recursive: true });
const gridkeep = await startGridkeep();
const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  for (const [place, { isRightToLeft = false, ...options }] of Object.entries(PLACES))
    for (const screen of Object.keys(SCREENS)) {
      const name = `${place}-${screen.replaceAll(" ", "-")}`;
      if (!isWanted(name)) continue;
      const context = await browser.newContext({ ...options, baseURL: gridkeep.url });
      const page = await context.newPage();
      await openScreen(page, screen).catch((error: unknown) => process.stderr.write(`${name}: ${error}\n`));
      if (isRightToLeft) await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
      await page.screenshot({ path: `${folder}${name}.png`, animations: "disabled" });
      await context.close();
    }
} finally {
  await browser.close();
  await gridkeep.stop();
}
