import { beforeEach, describe, expect, it, vi } from "vitest";
import { notes, SEED, textsOf } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import { CURRENT_USER, type DocumentStore } from "../offline/store.ts";
import type { CloudPart } from "./cloud.ts";
import { createLocks, createPage, createTestClock, type Network } from "./manager.testing.ts";

const OTHER = notes({ a: "another seed" });

// Locks are global to a process: each test has an origin of its own.
beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

const opened = async (page = createPage()) => {
  void page.manager.start();
  await page.clock.advance(2_000);
  return page;
};

describe("a seed", () => {
  it("that is given before the start is what a first visit shows, and is not saved by itself", async () => {
    const page = createPage();
    page.manager.seed(OTHER);
    await opened(page);
    expect(page.manager.state.layout).toEqual(OTHER);
    await page.clock.advance(60_000);
    expect(page.network.puts).toEqual([]);
    expect(page.manager.status).toEqual({ kind: "untouched" });
  });

  it("that comes after the start takes the place of an untouched one, without a step of undo", async () => {
    const page = await opened();
    expect(page.manager.state.layout).toEqual(SEED);
    page.manager.seed(OTHER);
    await page.clock.advance(60_000);
    expect(page.manager.state).toMatchObject({
      layout: OTHER,
      canUndo: false,
      status: { kind: "untouched" },
    });
    expect(page.network.puts).toEqual([]);
  });

  it("replaces nothing that was edited, queued or saved", async () => {
    const page = await opened();
    page.manager.edit(() => notes({ a: "mine" }));
    page.manager.seed(OTHER);
    await page.clock.advance(100);
    expect(textsOf(page.manager.state.layout ?? undefined)).toEqual({ a: "mine" });
    await page.clock.advance(10_000);
    expect(page.manager.status).toEqual({ kind: "saved" });
    page.manager.seed(notes({ a: "a third" }));
    await page.clock.advance(10_000);
    expect(textsOf(page.manager.state.layout ?? undefined)).toEqual({ a: "mine" });
    expect(textsOf(page.server.current()?.layout)).toEqual({ a: "mine" });
  });

  it("replaces nothing that another device saved before this one's first visit", async () => {
    const first = await opened();
    first.manager.edit(() => notes({ a: "from the first device" }));
    await first.clock.advance(10_000);
    const second = createPage({ server: first.server, network: first.network, clock: createTestClock() });
    await opened(second);
    second.manager.seed(OTHER);
    await second.clock.advance(10_000);
    expect(textsOf(second.manager.state.layout ?? undefined)).toEqual({ a: "from the first device" });
  });

  it("that comes while the first one is being written takes its place", async () => {
    const inner = createMemoryStore();
    const waiting: (() => void)[] = [];
    const slow: DocumentStore = {
      ...inner,
      update: async (docId, change) => {
        const answer = await inner.update(docId, change);
        await new Promise<void>((done) => waiting.push(done));
        return answer;
      },
    };
    const page = createPage({ store: slow });
    await opened(page);
    expect(waiting.length).toBeGreaterThan(0);
    expect(page.manager.state.layout).toBeNull();
    page.manager.seed(OTHER);
    for (let turn = 0; turn < 10; turn += 1) {
      for (const go of waiting.splice(0)) go();
      await page.clock.advance(10);
    }
    expect(page.manager.state.layout).toEqual(OTHER);
    expect(page.manager.status).toEqual({ kind: "untouched" });
  });

  it("that a page gives when it starts is taken where a call has started it already", async () => {
    const page = createPage();
    void page.manager.loadLayout(CURRENT_USER);
    await page.clock.advance(2_000);
    expect(page.manager.state.layout).toEqual(SEED);
    void page.manager.start({ seed: OTHER });
    await page.clock.advance(2_000);
    expect(page.manager.state.layout).toEqual(OTHER);
  });

  it("that is given before the start takes the place of one that an earlier visit left untouched", async () => {
    const { store, server, network, clock } = await opened();
    // The rest of the page is still on its way.
    const loading = () => new Promise<CloudPart>(() => {});
    const page = createPage({ store, server, network, clock, loading });
    page.manager.seed(OTHER);
    await opened(page);
    expect(page.manager.state).toMatchObject({
      layout: OTHER,
      canUndo: false,
      status: { kind: "untouched" },
    });
  });

  it("that was not given leaves an untouched one as it is", async () => {
    const first = createPage();
    first.manager.seed(OTHER);
    const { store, server, network, clock } = await opened(first);
    const page = await opened(createPage({ store, server, network, clock }));
    expect(page.manager.state.layout).toEqual(OTHER);
  });

  it("that comes while the device stores nothing is shown as soon as the rest of the page is there", async () => {
    const broken = { ...createMemoryStore(), update: () => Promise.reject(new Error("QuotaExceededError")) };
    let arrive = () => {};
    const loading = (part: CloudPart): Promise<CloudPart> =>
      new Promise((done) => {
        arrive = () => done(part);
      });
    const network: Network = { state: "down", session: null, puts: [] };
    const page = await opened(createPage({ store: broken, loading, network }));
    expect(page.manager.state.layout).toEqual(SEED);
    page.manager.seed(OTHER);
    await page.clock.advance(100);
    arrive();
    await page.clock.advance(100);
    expect(page.manager.state.layout).toEqual(OTHER);
  });
});
