import { beforeEach, expect, it, vi } from "vitest";
import { notes } from "../offline/document.testing.ts";
import { createLocks, createPage } from "./manager.testing.ts";

// Locks are global to a process: each test has an origin of its own.
beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

/** A page whose layout is on the server, which can be told to have lost it. */
const saved = async () => {
  const page = createPage();
  void page.manager.start();
  await page.clock.advance(2_000);
  page.manager.edit(() => notes({ a: "mine", b: "seed" }), { immediate: true });
  await page.clock.advance(1_000);
  expect(page.manager.status).toEqual({ kind: "saved" });
  const { load, save } = page.remote;
  const lose = () => {
    page.remote.load = async () => ({ kind: "none" });
    page.remote.save = async () => ({ kind: "refused", code: "layout-not-found", detail: "None." });
  };
  return { ...page, lose, bringBack: () => Object.assign(page.remote, { load, save }) };
};

const GONE = { kind: "not-saved", reason: "deleted" };

it("is said as soon as a load finds nothing where there was something, and shows what is here", async () => {
  const { manager, lose } = await saved();
  lose();
  await manager.meet();
  expect(manager.status).toMatchObject(GONE);
  expect(manager.state.layout).toEqual(notes({ a: "mine", b: "seed" }));
});

it("is said where a save is the first to be told, with the save kept", async () => {
  const { manager, clock, lose } = await saved();
  lose();
  manager.edit(() => notes({ a: "later", b: "seed" }), { immediate: true });
  await clock.advance(1_000);
  expect(manager.status).toMatchObject(GONE);
  expect(await manager.waiting()).toMatchObject([{ state: "parked", code: "layout-not-found" }]);
});

it("ends once something is there again", async () => {
  const { manager, lose, bringBack } = await saved();
  lose();
  await manager.meet();
  bringBack();
  await manager.meet();
  expect(manager.status).toEqual({ kind: "saved" });
});

it("says nothing where the load was asked before the first save, or nobody answers", async () => {
  const page = await saved();
  page.network.state = "down";
  await page.manager.meet();
  expect(page.manager.status).toEqual({ kind: "saved" });

  const first = createPage();
  let answer = () => {};
  void first.manager.start();
  await first.clock.advance(2_000);
  const { load } = first.remote;
  first.remote.load = () => new Promise((done) => (answer = () => done({ kind: "none" })));
  const asked = first.manager.meet();
  first.manager.edit(() => notes({ a: "mine", b: "seed" }), { immediate: true });
  await first.clock.advance(1_000);
  first.remote.load = load;
  answer();
  await asked;
  expect(first.manager.status).toEqual({ kind: "saved" });
});
