/**
 * Tabs and browsers that end. Killed or quit before an edit became a save, killed while one waits, started without a
 * network: here. A tab closed inside the debounce, offline edits across a reload: offline.spec.ts.
 */
import { expect, expectHistory, test as ofFaults, savesThat, tick } from "./faulty.ts";
import { createOwnBrowser, type OwnBrowser } from "./own-browser.ts";
import { expectSaved, note, open, openInstalled, status, write } from "./page.ts";

const test = ofFaults.extend<{ own: OwnBrowser }>({
  own: async ({ road }, use, info) => {
    const own = createOwnBrowser(info, road.url);
    await use(own);
    await own.remove();
  },
});

test("a browser that is killed before an edit became a save has the edit when it starts again, and sends it", async ({
  own,
  road,
}) => {
  let page = await own.start();
  await open(page);
  await note(page).fill("typed");
  await tick(page).check();
  await page.waitForTimeout(400);
  await own.kill();
  expect(road.saves).toEqual([]);

  page = await own.start();
  await open(page);
  await expect(note(page)).toHaveValue("typed");
  await expect(tick(page)).toBeChecked();
  await expectSaved(page);
  await expectHistory(page, road, ["typed ✓"]);
});

test("a browser that is quit before an edit became a save has the edit when it starts again, and sends it", async ({
  own,
  road,
}) => {
  let page = await own.start();
  await open(page);
  await write(page, "base");
  await note(page).fill("typed at the last mom");
  // Sooner, only localStorage could have it, and a browser that quits does not always write that down.
  await page.waitForTimeout(400);
  await own.quit();

  page = await own.start();
  await open(page);
  await expect(note(page)).toHaveValue("typed at the last mom");
  await expectSaved(page);
  await expectHistory(page, road, ["base", "typed at the last mom"]);
});

test("a browser that is killed while a save waits starts without a network, takes more, and sends all", async ({
  own,
  road,
}) => {
  let page = await own.start();
  await openInstalled(page);
  await write(page, "base");
  road.spoil(savesThat({ kind: "unheard" }));
  await note(page).fill("waiting");
  await expect(status(page)).toHaveText("On this device, 1 waiting");
  await own.kill();
  road.goAway();

  page = await own.start();
  await open(page);
  await expect(note(page)).toHaveValue("waiting");
  await tick(page).check();
  await page.keyboard.press("Control+s");
  await expect(status(page)).toHaveText("On this device, 2 waiting");
  road.heal();
  road.comeBack();
  await expectSaved(page);
  await expectHistory(page, road, ["base", "waiting", "waiting ✓"]);
});
