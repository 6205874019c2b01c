/** A device that can't store: no room, a database that is deleted or taken over; and asking it to keep what it has. */
import type { BrowserContext, Page } from "@playwright/test";
import { detailsOf, expect, expectHistory, test, tick } from "./faulty.ts";
import { expectSaved, note, open, openInstalled, status, write } from "./page.ts";

/** Whether the page asks before it goes. It stays. */
const asksBeforeItGoes = async (page: Page): Promise<boolean> => {
  const asked = page.waitForEvent("dialog", { timeout: 2_000 }).then(
    async (dialog) => {
      expect(dialog.type()).toBe("beforeunload");
      await dialog.dismiss();
      return true;
    },
    () => false,
  );
  await page.evaluate(() => setTimeout(() => location.reload(), 0));
  return asked;
};

/** What no compression makes smaller: letters by a seeded chance. */
const noise = (length: number): string => {
  let seed = 1;
  const letter = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(65 + (seed % 26));
  };
  return Array.from({ length }, letter).join("");
};

/** Bytes that the origin of the page may store; without a number, as many as ever. */
const setQuota = async (page: Page, origin: string, quotaSize?: number): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const override = quotaSize === undefined ? { origin } : { origin, quotaSize };
  await session.send("Storage.overrideQuotaForOrigin", override);
};

test("a device without room says that nothing is stored, holds on to the page, and goes on when there is room", async ({
  page,
  road,
}) => {
  // Before anything is stored: the browser goes by what it found then for a while.
  await setQuota(page, road.url, 60_000);
  await open(page);
  await write(page, "base");
  const long = noise(80_000);
  await note(page).fill(long);
  await expect(status(page)).toHaveText("Not saved");
  await status(page).click();
  await expect(detailsOf(page)).toContainText("they exist in this tab only");
  await page.keyboard.press("Escape");
  expect(await asksBeforeItGoes(page)).toBe(true);
  await tick(page).check();
  await expect(status(page)).toHaveText("Not saved");

  await setQuota(page, road.url);
  await expectSaved(page);
  await expectHistory(page, road, ["base", `${long} ✓`]);
  await page.reload();
  await expect(note(page)).toHaveValue(long);
});

test("a device that gets full gives up the copies of the app before an edit, and has them again when there is room", async ({
  context,
  page,
  road,
}) => {
  await setQuota(page, road.url, 2_000_000);
  await openInstalled(page);
  const copies = await copiesOf(page);
  expect(copies).toBeGreaterThan(10);
  const long = noise(90_000);
  const notes: string[] = [];
  while ((await copiesOf(page)) === copies && notes.length < 20) {
    notes.push(`${notes.length} ${long}`);
    await write(page, notes.at(-1) ?? "");
  }
  expect(await copiesOf(page)).toBe(0);
  await page.goto("/some/where");
  await expect(note(page)).toHaveValue(notes.at(-1) ?? "");
  await expectSaved(page);

  await setQuota(page, road.url);
  await page.reload();
  // Whatever there was no room for comes from the server.
  await expect(note(page)).toHaveValue(notes.at(-1) ?? "");
  await expectSaved(page);
  await expect.poll(() => copiesOf(page)).toBe(copies);
  await context.setOffline(true);
  await page.reload();
  await expect(note(page)).toHaveValue(notes.at(-1) ?? "");
});

/** How many files of the app can be had without a network. */
const copiesOf = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const kept = (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length);
    return (await Promise.all(kept)).reduce((sum, count) => sum + count, 0);
  });

test("a page whose database is deleted under it goes on, and takes nothing back on the server", async ({
  context,
  page,
  road,
}) => {
  await open(page);
  await write(page, "base");
  const tab = await elsewhere(context);
  await tab.evaluate(deleteDatabase);
  await tick(page).check();
  await expectSaved(page);
  await expect(note(page)).toHaveValue("base");
  await expect(tick(page)).toBeChecked();
  await expectHistory(page, road, ["base", "base ✓"]);
});

test("a page whose database a later version has taken over holds on to what it can't store, and stores it when it can", async ({
  context,
  page,
  road,
}) => {
  await open(page);
  await write(page, "base");
  const tab = await elsewhere(context);
  await tab.evaluate(takeOverDatabase);
  await tick(page).check();
  await expect(status(page)).toHaveText("Not saved");
  expect(await asksBeforeItGoes(page)).toBe(true);
  await tab.evaluate(deleteDatabase);
  await expectSaved(page);
  await expect(note(page)).toHaveValue("base");
  await expectHistory(page, road, ["base", "base ✓"]);
});

test("the first save, and no visit before it, asks the browser to keep what is stored", async ({ page }) => {
  let asked = 0;
  await page.exposeFunction("reportAsked", () => {
    asked += 1;
  });
  await page.addInitScript(() => {
    navigator.storage.persist = async () => {
      Reflect.get(window, "reportAsked")();
      return true;
    };
  });
  await open(page);
  await expect(status(page)).toHaveText("Ready");
  expect(asked).toBe(0);
  await write(page, "first");
  await write(page, "second");
  expect(asked).toBe(1);
});

/** A page of the same origin that has nothing to do with the app. */
const elsewhere = async (context: BrowserContext): Promise<Page> => {
  const tab = await context.newPage();
  await tab.goto("/icon.svg");
  return tab;
};

const deleteDatabase = () =>
  new Promise((resolve) => {
    indexedDB.deleteDatabase("gridkeep").onsuccess = resolve;
  });

const takeOverDatabase = () =>
  new Promise<void>((resolve) => {
    const opening = indexedDB.open("gridkeep", 99);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
