/** Devices that are unlike others: clocks that are years off, browsers without service workers. */
import type { Page } from "@playwright/test";
import { problem } from "./fault.ts";
import { expect, expectHistory, savesThat, test, tick, withoutServiceWorkers } from "./faulty.ts";
import { expectSaved, lookAgain, note, open, status, write } from "./page.ts";

const YEARS_MS = 365 * 24 * 3_600_000;

const setClock = async (page: Page, offsetMs: number): Promise<void> => {
  await page.addInitScript((offset) => {
    const now = Date.now;
    Date.now = () => now() + offset;
  }, offsetMs);
};

test("a clock that is years off holds up no save, not even one that another clock has put off", async ({
  context,
  page: ahead,
  road,
}) => {
  await setClock(ahead, 10 * YEARS_MS);
  await open(ahead);
  await write(ahead, "base");
  const behind = await context.newPage();
  await setClock(behind, -10 * YEARS_MS);
  await open(behind);
  await behind.waitForLoadState("networkidle"); // A page that has just found the server hastens what waits.
  road.spoil(savesThat(problem(503, "unavailable", { "Retry-After": "60" }), 1));
  await note(ahead).fill("put off until years from now");
  await ahead.keyboard.press("Control+s"); // At once, or the other page might find the draft and send it first.
  await expect(status(ahead)).toHaveText("On this device, 1 waiting");
  await ahead.close();
  road.heal();
  await expect(note(behind)).toHaveValue("put off until years from now");
  await lookAgain(behind);
  await expectSaved(behind);
  await tick(behind).check();
  await behind.keyboard.press("Control+s");
  await expectSaved(behind);
  await expectHistory(behind, road, [
    "base",
    "put off until years from now",
    "put off until years from now ✓",
  ]);
});

test("a browser without service workers saves, waits for the server, and keeps what a closed tab left", async ({
  context,
  page,
  road,
}) => {
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await withoutServiceWorkers(page);
  await open(page);
  await write(page, "base");
  road.goAway();
  await note(page).fill("while the server was away");
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  road.comeBack();
  await expectSaved(page);
  await note(page).fill("a moment before the end");
  await page.close();

  const again = await context.newPage();
  await withoutServiceWorkers(again);
  await open(again);
  await expect(note(again)).toHaveValue("a moment before the end");
  await expectSaved(again);
  await expectHistory(again, road, ["base", "while the server was away", "a moment before the end"]);
  expect(errors).toEqual([]);
});
