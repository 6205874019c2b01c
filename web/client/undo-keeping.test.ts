/** Undo and redo after the page was closed and opened again: a new page on the same device. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { notes, SEED, textsOf } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import { createLocks, createPage, type Network, SESSION, sessionOf } from "./manager.testing.ts";

type Page = ReturnType<typeof createPage>;

const started = async (options: Parameters<typeof createPage>[0] = {}): Promise<Page> => {
  const page = createPage(options);
  void page.manager.start();
  await page.clock.advance(2_000);
  return page;
};
const write = ({ manager }: Page, texts: Record<string, string>): void => {
  manager.edit((layout) => notes({ ...(textsOf(layout) as Record<string, string>), ...texts }));
};
const shown = ({ manager }: Page) => textsOf(manager.state.layout ?? undefined);
const steps = ({ manager }: Page) => [manager.state.canUndo, manager.state.canRedo];

/** Another page of the same device, opened beside it. */
const beside = ({ server, store, network, clock }: Page) => started({ server, store, network, clock });

const reloaded = async (page: Page): Promise<Page> => {
  await page.clock.advance(3_000);
  page.leave();
  return beside(page);
};

const edited = (page: Page, layout: ReturnType<typeof notes>, opId: string): void => {
  const { version = null } = page.server.current() ?? {};
  const base = { version, layout: page.server.current()?.layout ?? SEED };
  page.server.put({ opId, base, layout, changeType: "auto" } as never, "device-2");
};

// Locks are global to a process: each test has an origin of its own.
beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

describe("after a reload", () => {
  it("undo and redo go on where they were", async () => {
    const before = await started();
    for (const a of ["one", "two", "three"]) write(before, { a });
    await before.manager.undo();
    const page = await reloaded(before);
    expect(steps(page)).toEqual([true, true]);
    await page.manager.redo();
    expect([shown(page)["a"], ...steps(page)]).toEqual(["three", true, false]);
    for (const a of ["two", "one", "seed"]) {
      await page.manager.undo();
      expect(shown(page)["a"]).toBe(a);
    }
    expect(steps(page)).toEqual([false, true]);
    await page.clock.advance(3_000);
    expect(textsOf(page.server.current()?.layout)["a"]).toBe("seed");
  });

  it("a page that was never edited has nothing to undo", async () => {
    expect(steps(await reloaded(await started()))).toEqual([false, false]);
  });

  it("what was made since comes on top, and there are 100 steps at most", async () => {
    let page = await started();
    for (let step = 1; step <= 70; step += 1) write(page, { a: `${step}` });
    page = await reloaded(page);
    for (let step = 71; step <= 120; step += 1) write(page, { a: `${step}` });
    page = await reloaded(page);
    let count = 0;
    for (; page.manager.state.canUndo; count += 1) await page.manager.undo();
    expect([count, shown(page)["a"]]).toEqual([100, "20"]);
  });

  it("an edit made while the steps were on their way goes first", async () => {
    const before = await started();
    for (let step = 0; step < 100; step += 1) write(before, { a: `${step}` });
    write(before, { a: "old" });
    await before.clock.advance(3_000);
    before.leave();
    const { server, store, network, clock } = before;
    let arrive = () => {};
    const page = createPage({
      ...{ server, store, network, clock },
      loading: (part) => new Promise((done) => (arrive = () => done(part))),
    });
    void page.manager.start();
    await clock.advance(500);
    write(page, { b: "new" });
    expect(steps(page)).toEqual([true, false]);
    arrive();
    await clock.advance(2_000);
    await page.manager.undo();
    expect(shown(page)).toEqual({ a: "old", b: "seed" });
    for (let step = 2; step <= 100; step += 1) await page.manager.undo();
    expect([shown(page)["a"], ...steps(page)]).toEqual(["1", false, true]);
  });

  it("what another device changed in between stays when a step is taken back", async () => {
    const before = await started();
    write(before, { a: "mine" });
    await before.clock.advance(3_000);
    before.leave();
    edited(before, notes({ a: "mine", b: "theirs" }), "other");
    const page = await beside(before);
    expect(shown(page)).toEqual({ a: "mine", b: "theirs" });
    await page.manager.undo();
    expect(shown(page)).toEqual({ a: "seed", b: "theirs" });
    await page.manager.redo();
    expect(shown(page)).toEqual({ a: "mine", b: "theirs" });
  });

  it("what another device had brought in is not what undo takes back", async () => {
    const before = await started();
    write(before, { a: "base" });
    await before.clock.advance(3_000);
    edited(before, notes({ a: "base", b: "theirs" }), "other");
    write(before, { a: "mine" });
    await before.manager.sync();
    expect(before.manager.state.notice).toEqual({ kind: "merged" });
    const page = await reloaded(before);
    await page.manager.undo();
    expect(shown(page)).toEqual({ a: "base", b: "theirs" });
  });
});

describe("two tabs", () => {
  const bothWrote = async () => {
    const one = await started();
    const two = await beside(one);
    write(one, { a: "one" });
    await one.clock.advance(3_000);
    two.manager.follow("guest-1/main");
    await one.clock.advance(100);
    write(two, { b: "two" });
    await one.clock.advance(3_000);
    return { one, two };
  };

  it("the one that is opened again takes back its own step, not what the other one does", async () => {
    const { one, two } = await bothWrote();
    const again = await reloaded(one);
    expect(shown(again)).toEqual({ a: "one", b: "two" });
    await again.manager.undo();
    expect([shown(again), ...steps(again)]).toEqual([{ a: "seed", b: "two" }, false, true]);
    expect(steps(two)).toEqual([true, false]);
  });

  it("that are both gone leave all their steps to the next, in the order in which they were made", async () => {
    const { one, two } = await bothWrote();
    two.leave();
    const next = await reloaded(one);
    await next.manager.undo();
    expect(shown(next)).toEqual({ a: "one", b: "seed" });
    await next.manager.undo();
    expect([shown(next), ...steps(next)]).toEqual([SEED && { a: "seed", b: "seed" }, false, true]);
  });

  it("that open at the same moment do not both go on with the same steps", async () => {
    const before = await started();
    write(before, { a: "x" });
    await before.clock.advance(3_000);
    before.leave();
    const { server, store, network, clock } = before;
    const tabs = [0, 1].map(() => createPage({ server, store, network, clock }));
    for (const { manager } of tabs) void manager.start();
    await clock.advance(2_000);
    expect(tabs.map((tab) => tab.manager.state.canUndo)).toEqual([true, false]);
  });
});

describe("whose steps they are", () => {
  it("another user of this device never sees them, and the first one has them again", async () => {
    const first = await started();
    write(first, { a: "private" });
    await first.clock.advance(3_000);
    first.network.session = sessionOf("guest-9");
    const other = await reloaded(first);
    expect(shown(other)["a"]).toBe("seed");
    expect(steps(other)).toEqual([false, false]);
    write(other, { a: "theirs" });
    await other.clock.advance(3_000);
    other.network.session = SESSION;
    const again = await reloaded(other);
    await again.manager.sync();
    await again.clock.advance(3_000);
    expect(shown(again)["a"]).toBe("private");
    await again.manager.undo();
    expect([shown(again)["a"], ...steps(again)]).toEqual(["seed", false, true]);
  });

  it("steps from before the first session go along to the guest, and nothing stays behind", async () => {
    const network: Network = { state: "down", session: null, puts: [] };
    const before = await started({ network });
    write(before, { a: "before the server" });
    const page = await reloaded(before);
    expect(steps(page)).toEqual([true, false]);
    network.state = "up";
    await page.clock.advance(60_000);
    expect(page.manager.state.session?.user.id).toBe("guest-1");
    expect(new Set(page.steps.map(({ docId }) => docId))).toEqual(new Set(["guest-1/main"]));
    const again = await reloaded(page);
    await again.manager.undo();
    expect(shown(again)["a"]).toBe("seed");
  });

  it("of a page that is left by its user, the last steps are written down as theirs", async () => {
    const page = await started();
    write(page, { a: "mine" });
    await page.clock.advance(3_000);
    write(page, { a: "last" });
    page.network.session = sessionOf("guest-9");
    await page.manager.sync();
    await page.clock.advance(5_000);
    expect(page.manager.state.session?.user.id).toBe("guest-9");
    expect(steps(page)).toEqual([false, false]);
    expect(page.steps.map(({ docId }) => docId)).toEqual(["guest-1/main"]);
  });
});

describe("a device that can't keep them", () => {
  it("loses the steps and nothing else", async () => {
    const page = await started({ store: createMemoryStore() });
    write(page, { a: "x" });
    await page.clock.advance(3_000);
    for (const record of page.steps) Object.assign(record, { steps: { schemaVersion: 1, newest: null } });
    const again = await reloaded(page);
    expect([shown(again)["a"], ...steps(again)]).toEqual(["x", false, false]);
    write(again, { a: "y" });
    const third = await reloaded(again);
    await third.manager.undo();
    expect(shown(third)["a"]).toBe("x");
  });
});
