/**
 * Pictures of every screen in every state and at every place, into a folder that git ignores: `npm run screenshots`,
 * or with words those that have one of them in their name (`phone-`, `-conflict`).
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type BrowserContextOptions, chromium, expect, type Page } from "@playwright/test";
import { findChromium } from "../../worker/dev/chromium.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { fullBoard, fullBoardBefore } from "./fullBoard.ts";
import { startGridkeep } from "./gridkeep.ts";
import { livedInBoard, livedInBoardBefore } from "./livedInBoard.ts";
import { open } from "./page.ts";
import { SCREENS } from "./screens.ts";
import { STATES } from "./states.ts";

type Place = BrowserContextOptions & {
  /** Makes the page what it is at this place, before the screen is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** States that this place does not have. */
  readonly without?: readonly string[];
  /** All that it has, where that is little. */
  readonly only?: readonly string[];
};

const DESK = { width: 1280, height: 800 };
const PHONE: Place = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  // A list has no columns to choose over, or to place in.
  without: ["several", "place dialog"],
};

const rightToLeft = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    // Once the page's own `dir` is read, and before anything is shown.
    document.addEventListener("readystatechange", () => document.documentElement.setAttribute("dir", "rtl"));
  });

/** With a past in which much was different. */
const filled =
  (before: Layout, now: Layout) =>
  async (page: Page): Promise<void> => {
    await open(page);
    const put = async (layout: Layout, when: Record<string, string>) => {
      const saved = await page.request.put("/api/layouts/main", { headers: when, data: { layout } });
      expect(saved.ok(), await saved.text()).toBe(true);
      return { "If-Match": saved.headers()["etag"] ?? "" };
    };
    await put(now, await put(before, { "If-None-Match": "*" }));
  };

// Empty, missing and locked boards show none of their widgets, however many there are.
const FULL: Place = {
  prepare: filled(fullBoardBefore, fullBoard),
  without: ["loading", "empty", "gone", "nowhere", "locked", "broken"],
};

/** Where web/ui/screenshots has its pictures from. */
const README: Place = {
  prepare: filled(livedInBoardBefore, livedInBoard),
  only: ["dashboard", "compared", "gallery"],
  // Small enough to be looked at over any line.
  viewport: { width: 1280, height: 720 },
};

const PLACES: Readonly<Record<string, Place>> = {
  light: {},
  dark: { colorScheme: "dark" },
  phone: PHONE,
  full: FULL,
  "full-phone": { ...FULL, ...PHONE, without: [...(FULL.without ?? []), ...(PHONE.without ?? [])] },
  "right-to-left": { prepare: rightToLeft },
  // The ways go by English names. What is reached without any shows how longer words fit.
  german: { locale: "de-DE", only: ["dashboard", "status", "empty"] },
  readme: README,
  "readme-phone": { ...README, ...PHONE, only: ["dashboard"] },
};

const folder = fileURLToPath(new URL("./.results/screenshots/", import.meta.url));
const wanted = process.argv.slice(2);
const WAYS = { ...SCREENS, ...STATES };

// One way that fails leaves the others, and what it was still waiting for.
process.on("unhandledRejection", () => undefined);

mkdirSync(folder, { recursive: true });
const gridkeep = await startGridkeep();
const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: ["--no-sandbox", "--disable-gpu"],
});

const take = async (
  name: string,
  screen: string,
  { prepare, without: _, only: __, ...options }: Place,
): Promise<void> => {
  const context = await browser.newContext({
    ...{ colorScheme: "light", viewport: DESK, locale: "en-GB", baseURL: gridkeep.url },
    // What it sends could not be refused, as some states need.
    serviceWorkers: "block",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  try {
    await prepare?.(page);
    await open(page);
    await WAYS[screen]?.(page);
    // With all of its parts, but for what is gone once they are there.
    if (screen !== "loading") await page.waitForLoadState("networkidle", { timeout: 3_000 });
  } catch (error) {
    process.stderr.write(`${name}: ${error}\n`);
  }
  await page.screenshot({ path: `${folder}${name}.png`, animations: "disabled" });
  await context.close();
};

const waiting = Object.entries(PLACES).flatMap(([place, options]) =>
  Object.keys(WAYS)
    .filter((screen) => !options.without?.includes(screen) && options.only?.includes(screen) !== false)
    .map((screen) => ({ name: `${place}-${screen.replaceAll(" ", "-")}`, screen, options }))
    .filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part))),
);
const takeNext = async (): Promise<void> => {
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift())
    await take(one.name, one.screen, one.options);
};

try {
  // As many guests as may come from one address in a minute.
  await Promise.all([takeNext(), takeNext()]);
} finally {
  await browser.close();
  await gridkeep.stop();
}
