/**
 * Page, other tabs and service worker send at once, or one takes over from another that is gone. Tabs that only edit
 * at once: tabs.spec.ts. What the schedules of many more devices lead to: web/offline/simulator.
 */
import { type Fault, problem } from "./fault.ts";
import { expect, expectHistory, expectOnce, historyOf, savesThat, test, tick } from "./faulty.ts";
import { expectSaved, note, open, openInstalled, openTab, write } from "./page.ts";
import { isSave } from "./road.ts";

const SILENCE: Fault = { kind: "silence" };

test("a save in flight when its tab is closed is sent again by the service worker, and takes effect once", async ({
  context,
  page,
  road,
}) => {
  await openInstalled(page);
  await write(page, "base");
  const answer = Promise.withResolvers<void>();
  road.spoil(savesThat({ kind: "reply-late", until: answer.promise }, 1));
  await note(page).fill("in flight");
  await page.keyboard.press("Control+s");
  await expect.poll(() => road.said.length).toBe(2);
  await page.close();
  await expect.poll(() => road.said.length).toBe(3);
  answer.resolve();
  expect(road.saves.map(({ isByServiceWorker }) => isByServiceWorker)).toEqual([false, false, true]);
  expect(road.said.map(({ outcome }) => outcome)).toEqual(["created", "saved", "replayed"]);

  const again = await openTab(context);
  await expect(note(again)).toHaveValue("in flight");
  await expectSaved(again);
  await expectHistory(again, road, ["base", "in flight"]);
});

test("a service worker that is killed while it sends leaves a save that the next page sends again, once", async ({
  context,
  page,
  road,
}) => {
  await openInstalled(page);
  await write(page, "base");
  const inFlight = savesThat(SILENCE, 1);
  const neverHeard = savesThat({ kind: "reply-late", until: new Promise(() => {}) }, 1);
  road.spoil((call) => (call.isByServiceWorker ? neverHeard(call) : inFlight(call)));
  await note(page).fill("sent by nobody who lives");
  await page.keyboard.press("Control+s");
  await expect.poll(() => road.saves.length).toBe(2);
  await page.close();
  await expect.poll(() => road.said.length).toBe(2);

  const again = await context.newPage();
  const session = await context.newCDPSession(again);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await open(again);
  await expect(note(again)).toHaveValue("sent by nobody who lives");
  await expectSaved(again);
  expect(road.said.at(-1)?.outcome).toBe("replayed");
  await expectHistory(again, road, ["base", "sent by nobody who lives"]);
});

test("two tabs and the service worker that save at once over a bad network lose nothing and repeat nothing", async ({
  context,
  page,
  road,
}) => {
  await openInstalled(page);
  await write(page, "base");
  const tab = await openTab(context);
  const faults: readonly (Fault | undefined)[] = [
    { kind: "reply-lost" },
    problem(503, "unavailable"),
    undefined,
    { kind: "reply-cut" },
    { kind: "unheard" },
    undefined,
  ];
  let count = 0;
  road.spoil((call) => (isSave(call) ? faults[count++ % faults.length] : undefined));

  for (const round of [1, 2, 3]) {
    await Promise.all([note(page).fill(`round ${round}`), tick(tab).setChecked(round % 2 === 1)]);
    await Promise.all([page.keyboard.press("Control+s"), tab.keyboard.press("Control+s")]);
  }
  const before = road.saves.length;
  road.spoil((call) => (isSave(call) && !call.isByServiceWorker ? SILENCE : undefined));
  await note(page).fill("last words");
  await page.keyboard.press("Control+s");
  await expect.poll(() => road.saves.length).toBeGreaterThan(before);
  await Promise.all([page.close(), tab.close()]);
  await expect.poll(() => road.saves.at(-1)?.isByServiceWorker).toBe(true);
  road.heal();

  const again = await openTab(context);
  await expect(note(again)).toHaveValue("last words");
  await expect(tick(again)).toBeChecked();
  await expectSaved(again);
  expect((await historyOf(again)).at(-1)).toBe("last words ✓");
  expectOnce(road);
});
