/**
 * Answers that don't come, or say the wrong thing: broken connections, 408, 425, 429, 5xx, a captive portal, an answer
 * cut in half, silence, an outcome that can't be written down: here. A reply lost after the commit, and how it is told:
 * offline.spec.ts. The server killed after a commit: crash.spec.ts. 412, merged or asked about: tabs.spec.ts and
 * conflict.spec.ts.
 */
import { type Fault, page as html, problem } from "./fault.ts";
import { detailsOf, expect, expectHistory, savesThat, test, tick } from "./faulty.ts";
import { expectSaved, lookAgain, note, open, status, write } from "./page.ts";

const waitsFor = "On this device, 1 waiting";

const busy = "The server is busy.";
const other = "Something else answered in place of the server.";
const unreachable = "The server couldn't be reached.";

const faults: readonly (readonly [name: string, fault: Fault, why: string])[] = [
  ["408 of the server", problem(408, "too-slow"), unreachable],
  ["425 of a proxy", html(425), other],
  ["500", problem(500, "internal"), busy],
  ["502 of a proxy", html(502), busy],
  ["404 of a broken deploy", html(404), other],
  ["a connection that breaks", { kind: "unheard" }, unreachable],
  ["an answer that breaks off", { kind: "reply-cut" }, unreachable],
];

test("a save that meets what passes is kept, says why it waits, and goes again as the same operation", async ({
  page,
  road,
}) => {
  await open(page);
  const history: string[] = [];
  for (const [name, fault, why] of faults) {
    await test.step(name, async () => {
      const before = road.saves.length;
      road.spoil(savesThat(fault));
      await note(page).fill(name);
      await page.keyboard.press("Control+s");
      await expect(status(page)).toHaveText(waitsFor);
      await status(page).click();
      await expect(detailsOf(page).getByText(why, { exact: true })).toBeVisible();
      road.heal();
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await expectSaved(page);
      await page.keyboard.press("Escape");
      const operations = road.saves.slice(before).map(({ operation }) => operation);
      expect(operations.length).toBeGreaterThan(1);
      expect(new Set(operations).size).toBe(1);
      history.push(name);
    });
  }
  await expectHistory(page, road, history);
});

test("a server that asks for time gets it", async ({ page, road }) => {
  await open(page);
  await write(page, "base");
  road.spoil(savesThat(problem(429, "rate-limited", { "Retry-After": "4" }), 1));
  await note(page).fill("later");
  await page.keyboard.press("Control+s");
  await expect(status(page)).toHaveText(waitsFor);
  await tick(page).check();
  await page.keyboard.press("Control+s");
  await lookAgain(page);
  await expectSaved(page);
  const [, refused, again] = road.saves;
  expect((again?.atMs ?? 0) - (refused?.atMs ?? 0)).toBeGreaterThanOrEqual(4_000);
  await expectHistory(page, road, ["base", "later", "later ✓"]);
});

test("a save that nobody answers is given up after 20 s, and goes again", async ({ page, road }) => {
  // Twenty times as fast: the limit is the browser's own timer, which no clock of a test reaches.
  await page.addInitScript(() => {
    const original = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (ms) => original(ms / 20);
  });
  await open(page);
  // Twice, so that the reason stays for as long as it takes to read it.
  road.spoil(savesThat({ kind: "silence" }, 2));
  await note(page).fill("asked again");
  await expect(status(page)).toHaveText(waitsFor);
  await status(page).click();
  await expect(
    detailsOf(page).getByText("The server took too long to answer.", { exact: true }),
  ).toBeVisible();
  await expectSaved(page);
  await expectHistory(page, road, ["asked again"]);
});

test("a save whose outcome the device can't write down at once takes effect once, and is known after a reload", async ({
  page,
  road,
}) => {
  await page.addInitScript(() => {
    const original = IDBObjectStore.prototype.delete;
    let failures = 1;
    IDBObjectStore.prototype.delete = function (key) {
      const isOneRow = this.name === "outbox" && Array.isArray(key);
      if (isOneRow && failures-- > 0) throw new DOMException("Made up", "AbortError");
      return original.call(this, key);
    };
  });
  await open(page);
  await note(page).fill("known in the end");
  await expectSaved(page);
  await page.reload();
  await expectSaved(page);
  expect(road.said.map(({ outcome }) => outcome)).toEqual(["created"]);
  await expectHistory(page, road, ["known in the end"]);
});
