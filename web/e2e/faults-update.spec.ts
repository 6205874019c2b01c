/** A new version of the app: by consent, after what waits was sent, one reload; and parts that a deploy took away. */
import type { Locator, Page } from "@playwright/test";
import { expect, expectHistory, savesThat, test, tick, withoutServiceWorkers } from "./faulty.ts";
import { expectSaved, lookAgain, note, openInstalled, openTab, write } from "./page.ts";
import type { Rule } from "./road.ts";

/** As after a deploy: the service worker is another. */
const deployed: Rule = ({ path }) =>
  path === "/sw.js" ? { kind: "reply-changed", change: (text) => `${text}\n// The next one.` } : undefined;

const bannerOf = (page: Page): Locator => page.locator(".toast", { hasText: "A new version is ready" });

const loadsOf = (page: Page): { count: number } => {
  const loads = { count: 0 };
  page.on("load", () => {
    loads.count += 1;
  });
  return loads;
};

test("an update waits for consent, then what is typed is saved before all tabs reload, once each", async ({
  context,
  page,
  road,
}) => {
  await openInstalled(page);
  await write(page, "base");
  const tab = await openTab(context);
  const loads = [loadsOf(page), loadsOf(tab)];
  road.spoil(deployed);
  await lookAgain(page);
  const banner = bannerOf(page);
  await expect(banner).toBeVisible();

  const answer = Promise.withResolvers<void>();
  const lateAnswer = savesThat({ kind: "reply-late", until: answer.promise });
  road.spoil((call) => lateAnswer(call) ?? deployed(call));
  await note(page).fill("typed before the update");
  await banner.getByRole("button", { name: "Reload" }).click();
  await expect.poll(() => road.said.length).toBe(2);
  await page.waitForTimeout(300); // Nothing is to happen.
  expect(loads.map(({ count }) => count)).toEqual([0, 0]);
  answer.resolve();
  await expect.poll(() => loads.map(({ count }) => count)).toEqual([1, 1]);
  for (const one of [page, tab]) {
    await expect(note(one)).toHaveValue("typed before the update");
    await expectSaved(one);
    await expect(bannerOf(one)).toHaveCount(0);
  }
  await page.waitForTimeout(300);
  expect(loads.map(({ count }) => count)).toEqual([1, 1]);
  await expectHistory(page, road, ["base", "typed before the update"]);
});

test("an update is not held up by a server that is away", async ({ page, road }) => {
  await openInstalled(page);
  await write(page, "base");
  road.spoil(deployed);
  await lookAgain(page);
  const banner = bannerOf(page);
  await expect(banner).toBeVisible();
  road.goAway();
  await note(page).fill("sent by the next version");
  const loads = loadsOf(page);
  await banner.getByRole("button", { name: "Reload" }).click();
  await expect.poll(() => loads.count).toBe(1);
  await expect(note(page)).toHaveValue("sent by the next version");
  road.comeBack();
  await expectSaved(page);
  await expectHistory(page, road, ["base", "sent by the next version"]);
});

test("a part that is gone is a 404 that nobody keeps, and no page in its place", async ({ page }) => {
  const { status, headers } = await page.goto("/").then(() =>
    page.evaluate(async () => {
      const reply = await fetch("/assets/gone.js");
      return { status: reply.status, headers: Object.fromEntries(reply.headers) };
    }),
  );
  expect(status).toBe(404);
  expect(headers).toMatchObject({ "cache-control": "no-store", "content-type": "application/problem+json" });
});

test("a part that is gone since a deploy reloads the page once, and what was typed stays", async ({
  page,
  road,
}) => {
  await withoutServiceWorkers(page); // One would have all parts by now.
  // Nothing is saved by itself meanwhile, however long the machine takes.
  await page.addInitScript(() =>
    localStorage.setItem(
      "gridkeep.settings",
      JSON.stringify({ autoSaveDelay: 60_000, autoSaveMaxDelay: 60_000 }),
    ),
  );
  await page.goto("/some/where");
  await write(page, "base");
  const loads = loadsOf(page);
  road.spoil(({ path }) =>
    /HistoryPanel.*js$/.test(path) ? { kind: "elsewhere", path: "/assets/gone.js" } : undefined,
  );
  await note(page).fill("typed before the reload");
  const history = page.getByRole("button", { name: "History", exact: true });
  await history.click();
  await expect.poll(() => loads.count).toBe(1);
  await expect(note(page)).toHaveValue("typed before the reload");
  await history.click();
  await expect(page.locator(".toast", { hasText: "This part couldn't be loaded." })).toBeVisible();
  await tick(page).check();
  await page.keyboard.press("Control+s");
  await expectSaved(page);
  expect(loads.count).toBe(1);
  await expectHistory(page, road, ["base", "typed before the reload ✓"]);
});
