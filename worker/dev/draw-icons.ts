/** Draws the icons of `web/public` from its icon.svg: `node worker/dev/draw-icons.ts`, whenever that changes. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { findChromium } from "./chromium.ts";

const inPublic = (name: string): string =>
  fileURLToPath(new URL(`../../web/public/${name}`, import.meta.url));
const svg = readFileSync(inPublic("icon.svg"), "utf8");
/** The colour of the icon's own ground. */
const ground = /fill="(#\w+)"/.exec(svg)?.[1] ?? "";

/** Where a system cuts its own shape out, the ground goes to the edges, and what matters stays well inside. */
const ICONS = [
  { name: "icon-192.png", pixels: 192, isBled: false },
  { name: "icon-512.png", pixels: 512, isBled: false },
  { name: "icon-maskable-512.png", pixels: 512, isBled: true },
  { name: "apple-touch-icon.png", pixels: 180, isBled: true },
] as const;

const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
for (const { name, pixels, isBled } of ICONS) {
  const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
  const inset = isBled ? 6 : 0;
  const size = pixels - 2 * Math.round((pixels * inset) / 100);
  await page.setContent(
    `<style>body{margin:0;height:100vh;display:grid;place-items:center;background:${isBled ? ground : "none"}}
     svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  );
  writeFileSync(inPublic(name), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
