/** 401: saves wait for whoever made them, through a sign-out and through other users of the same browser. */
import type { BrowserContext } from "@playwright/test";
import { problem } from "./fault.ts";
import { detailsOf, expect, expectHistory, savesThat, signOutHere, test, tick } from "./faulty.ts";
import { expectSaved, lookAgain, note, open, openTab, pairedDevice, status, write } from "./page.ts";

const SIGN_IN = "Sign in to finish saving";

test("a save that is refused for want of a sign-in waits, takes in later edits, and goes once its owner is back", async ({
  context,
  page,
  road,
}) => {
  await open(page);
  await write(page, "base");
  const signIn = await signOutHere(context);
  await note(page).fill("waits");
  await expect(status(page)).toHaveText(SIGN_IN);
  await tick(page).check();
  await page.keyboard.press("Control+s");
  await status(page).click();
  await expect(detailsOf(page).getByText(/^Waiting/)).toHaveText(["Waiting for sign-in", "Waiting"]);
  await page.reload();
  await expect(status(page)).toHaveText(SIGN_IN);
  await expect(note(page)).toHaveValue("waits");

  await signIn();
  await lookAgain(page);
  await expectSaved(page);
  await expectHistory(page, road, ["base", "waits", "waits ✓"]);
});

test("who signs out in one tab while a save waits in another finds it there, and signed in again, it is sent", async ({
  browser,
  context,
  page,
  road,
}) => {
  await open(page);
  await write(page, "base");
  const phone = await pairedDevice(browser, context, road.url);
  road.spoil(savesThat(problem(503, "unavailable")));
  await note(page).fill("not sent yet");
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  const tab = await openTab(context);
  expect((await tab.request.delete("/api/session")).status()).toBe(204);
  road.heal();
  for (const one of [page, tab]) {
    await lookAgain(one);
    await expect(status(one)).toHaveText(SIGN_IN);
    await expect(note(one)).toHaveValue("not sent yet");
  }

  const { code } = await (await phone.request.post("/api/session/pairings")).json();
  expect((await page.request.post("/api/session/pairings/redeem", { data: { code } })).status()).toBe(201);
  await lookAgain(page);
  await expectSaved(page);
  await lookAgain(tab);
  await expectSaved(tab);
  await expectHistory(page, road, ["base", "not sent yet"]);
});

test("another user of the same browser sees and sends nothing of the first, whose saves wait for their owner", async ({
  context,
  page,
  road,
}) => {
  await open(page);
  await write(page, "of the first");
  road.spoil(savesThat(problem(503, "unavailable")));
  await note(page).fill("of the first, not sent yet");
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  const first = await context.cookies();
  await signInAsAnother(context);
  road.heal();

  await lookAgain(page);
  const tab = await openTab(context);
  for (const one of [page, tab]) await expect(note(one)).not.toHaveValue(/of the first/);
  await write(tab, "of the second");
  await expectHistory(tab, road, ["of the second"]);

  await context.clearCookies();
  await context.addCookies(first);
  await tab.reload();
  await expect(note(tab)).toHaveValue("of the first, not sent yet");
  await expectSaved(tab);
  await expectHistory(tab, road, ["of the first", "of the first, not sent yet"]);
});

/** Someone who was never here, with a session of their own. */
const signInAsAnother = async (context: BrowserContext) => {
  await context.clearCookies();
  expect((await context.request.post("/api/session")).status()).toBe(201);
};
