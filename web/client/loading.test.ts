/** What a page does before the part of it that talks to the server and merges is there, and where that never comes. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { notes, SEED, textsOf } from "../offline/document.testing.ts";
import type { CloudPart } from "./cloud.ts";
import { createLocks, createPage, SESSION } from "./manager.testing.ts";

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

type Page = ReturnType<typeof createPage>;

/** The way on which the part comes: it takes its time, and can be cut. */
const createWay = () => {
  const waiting: (() => void)[] = [];
  const way = { isCut: false, attempts: 0 };
  return {
    way,
    arrive: () => {
      for (const come of waiting.splice(0)) come();
    },
    loading: (part: CloudPart): Promise<CloudPart> => {
      way.attempts += 1;
      if (way.isCut) return Promise.reject(new TypeError("Failed to fetch dynamically imported module"));
      return new Promise((done) => waiting.push(() => done(part)));
    },
  };
};

const opened = async (options: Parameters<typeof createPage>[0] = {}): Promise<Page> => {
  const page = createPage(options);
  void page.manager.start();
  await page.clock.advance(2_000);
  return page;
};
const shown = ({ manager }: Page) => textsOf(manager.state.layout ?? undefined);
const onServer = ({ server }: Page) => textsOf(server.current()?.layout);
const put = ({ manager }: Page, change: Readonly<Record<string, string>>) =>
  manager.edit((layout) => notes({ ...(textsOf(layout) as Record<string, string>), ...change }));
const beside = ({ store, server, network, clock }: Page) => ({ store, server, network, clock });

/** A page that has a session and a save on the server, and one beside it that is still waiting for its part. */
const besideAnother = async () => {
  const other = await opened();
  put(other, { a: "first" });
  await other.clock.advance(3_000);
  const { way, arrive, loading } = createWay();
  const page = await opened({ ...beside(other), loading });
  return { other, page, way, arrive };
};

describe("while the rest of it is on its way, a page", () => {
  it("shows what is stored, takes edits and stores them, and sends them when it is there", async () => {
    const { page, arrive } = await besideAnother();
    expect(shown(page)).toEqual({ a: "first", b: "seed" });
    expect(page.manager.state.session).toMatchObject({ user: SESSION.user });
    put(page, { a: "second" });
    await page.clock.advance(3_000);
    expect((await page.store.read("guest-1/main")).rows).toHaveLength(1);
    expect(onServer(page)["a"]).toBe("first");
    expect(page.manager.status).toEqual({ kind: "saving" });
    arrive();
    await page.clock.advance(100);
    expect(onServer(page)["a"]).toBe("second");
    expect(page.manager.status).toEqual({ kind: "saved" });
  });

  it("takes back and makes again what nobody else touched", async () => {
    const { page } = await besideAnother();
    put(page, { a: "second" });
    void page.manager.undo();
    expect(shown(page)["a"]).toBe("first");
    void page.manager.redo();
    expect(shown(page)["a"]).toBe("second");
  });

  it("waits with an undo over another tab's edit, and then takes back just its own", async () => {
    const { other, page, arrive } = await besideAnother();
    const undo = put(page, { a: "second" });
    await page.clock.advance(300);
    put(other, { b: "other tab" });
    await other.clock.advance(300);
    page.manager.follow("guest-1/main");
    await page.clock.advance(100);
    expect(shown(page)).toEqual({ a: "second", b: "other tab" });
    const undone = undo?.();
    expect(shown(page)["a"]).toBe("second");
    arrive();
    await expect(undone).resolves.toBe(true);
    expect(shown(page)).toEqual({ a: "first", b: "other tab" });
  });

  it("keeps an edit that meets another tab's in memory until both can be brought together", async () => {
    const { other, page, arrive } = await besideAnother();
    put(other, { b: "other tab" });
    put(page, { a: "second" });
    await page.clock.advance(1_000);
    expect(textsOf((await page.store.read("guest-1/main")).draft?.layout)).toEqual({
      a: "first",
      b: "other tab",
    });
    arrive();
    await page.clock.advance(3_000);
    expect(shown(page)).toEqual({ a: "second", b: "other tab" });
    expect(onServer(page)).toEqual({ a: "second", b: "other tab" });
  });
});

describe("where the rest of it can't be loaded, a page", () => {
  const alone = async () => {
    const { way, arrive, loading } = createWay();
    way.isCut = true;
    return { way, arrive, page: await opened({ loading }) };
  };

  it("starts at once, and says that what is edited is on this device", async () => {
    const { way, loading } = createWay();
    way.isCut = true;
    const page = createPage({ loading });
    void page.manager.start();
    await page.clock.advance(10);
    expect(page.manager.state.layout).toEqual(SEED);
    expect(page.manager.status).toEqual({ kind: "untouched" });
    put(page, { a: "kept" });
    expect(page.manager.status).toEqual({ kind: "local", waiting: 1 });
    await page.clock.advance(3_000);
    expect(page.manager.status).toEqual({ kind: "local", waiting: 1 });
  });

  it("tries again by itself, ever less often, and sends what waited", async () => {
    const { way, arrive, page } = await alone();
    put(page, { a: "waited" });
    await page.clock.advance(300_000);
    expect(way.attempts).toBeGreaterThan(5);
    expect(way.attempts).toBeLessThan(20);
    way.isCut = false;
    await page.clock.advance(60_000);
    arrive();
    await page.clock.advance(3_000);
    expect(onServer(page)["a"]).toBe("waited");
    expect(page.manager.status).toEqual({ kind: "saved" });
  });

  it("tries again when there is new hope", async () => {
    const { way, arrive, page } = await alone();
    put(page, { a: "waited" });
    await page.clock.advance(3_000);
    way.isCut = false;
    const before = way.attempts;
    const retried = page.manager.retry();
    expect(way.attempts).toBe(before + 1);
    arrive();
    await page.clock.advance(3_000);
    await retried;
    expect(onServer(page)["a"]).toBe("waited");
  });

  it("keeps on this device what it is told to save, and nothing that is no layout", async () => {
    const { page, way, arrive } = await alone();
    expect(await page.manager.saveLayout("local", { desktop: 1 } as never)).toMatchObject({ success: false });
    const saved = await page.manager.saveLayout("local", notes({ a: "kept", b: "seed" }));
    expect(saved).toMatchObject({ success: true, source: "local", error: { code: "unreachable" } });
    expect(shown(page)).toEqual({ a: "kept", b: "seed" });
    way.isCut = false;
    void page.manager.retry();
    arrive();
    await page.clock.advance(5_000);
    expect(onServer(page)["a"]).toBe("kept");
  });

  it("answers what it asks of the server, as it does where that is out of reach", async () => {
    const { page } = await alone();
    const refusal = { ok: false, failure: { code: "unreachable" } };
    await expect(page.manager.getVersionHistory()).resolves.toMatchObject(refusal);
    await expect(page.manager.rollbackToVersion(1)).resolves.toMatchObject(refusal);
    await expect(page.manager.continueAsGuest()).resolves.toMatchObject(refusal);
    await expect(page.manager.resolveConflict("mine")).resolves.toBeNull();
    await expect(page.manager.sync()).resolves.toMatchObject({
      success: false,
      error: { code: "unreachable" },
    });
    await expect(page.manager.updateConfig({ autoSave: false })).resolves.toMatchObject(refusal);
  });

  it("says so of an edit that meets another tab's, and stores both when it can", async () => {
    const other = await opened();
    put(other, { a: "first" });
    await other.clock.advance(3_000);
    const { way, arrive, loading } = createWay();
    way.isCut = true;
    const page = await opened({ ...beside(other), loading });
    put(other, { b: "other tab" });
    put(page, { a: "second" });
    await page.clock.advance(1_000);
    expect(page.manager.status).toMatchObject({ kind: "not-saved" });
    way.isCut = false;
    void page.manager.retry();
    arrive();
    await page.clock.advance(5_000);
    expect(onServer(page)).toEqual({ a: "second", b: "other tab" });
    expect(page.manager.status).toEqual({ kind: "saved" });
  });
});

describe("importing the library", () => {
  it("does nothing: no listener, no timer, no channel, no socket, and no window is needed", async () => {
    const calls = ["addEventListener", "setInterval", "BroadcastChannel", "WebSocket", "fetch"];
    for (const name of calls) vi.stubGlobal(name, vi.fn());
    const { widgetPersistenceManager, createPersistenceManager } = await import("./index.ts");
    expect(widgetPersistenceManager.state.layout).toBeNull();
    expect(createPersistenceManager({ layoutId: "other" }).layoutId).toBe("other");
    for (const name of calls) expect(Reflect.get(globalThis, name)).not.toHaveBeenCalled();
    vi.unstubAllGlobals();
  });
});

describe("a first visit", () => {
  it("shows the seed that the start was given, and saves only what was made of it", async () => {
    const page = createPage();
    void page.manager.start({ seed: notes({ own: "seed" }) });
    await page.clock.advance(2_000);
    expect(shown(page)).toEqual({ own: "seed" });
    expect(page.manager.status).toEqual({ kind: "untouched" });
  });
});
