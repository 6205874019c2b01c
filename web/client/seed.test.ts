import { beforeEach, describe, expect, it, vi } from "vitest";
import { notes, SEED, textsOf } from "../offline/document.testing.ts";
import { createLocks, createPage, createTestClock } from "./manager.testing.ts";

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
});
