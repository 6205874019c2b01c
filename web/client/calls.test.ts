/** The calls of a page whose device does not answer: it neither opens nor fails. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import { notes } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import type { DocumentStore } from "../offline/store.ts";
import { createLocks, createPage } from "./manager.testing.ts";

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

const never = <T>(): Promise<T> => new Promise(() => {});
const silent: DocumentStore = {
  ...createMemoryStore(),
  ...{ read: never, update: never, session: never, writeSession: never },
};
const LATEST_MS = 30_000;
const storage = expect.objectContaining({ code: "storage" });

describe("on a device that never answers", () => {
  const calls = {
    saveLayout: [
      ({ manager }: Page) => manager.saveLayout("local", notes({ a: "mine" })),
      { success: false, source: "local", error: storage },
    ],
    "saveLayout of another user": [
      ({ manager }: Page) => manager.saveLayout("guest-2", notes({ a: "theirs" })),
      { success: false, source: "local", error: storage },
    ],
    loadLayout: [
      ({ manager }: Page) => manager.loadLayout("local"),
      { layout: null, version: null, source: "local", error: storage },
    ],
    sync: [
      ({ manager }: Page) => manager.sync(),
      { success: false, source: "local", version: null, pending: 0, error: storage },
    ],
    encrypt: [({ manager }: Page) => manager.encrypt("fields"), { ok: false, failure: storage }],
    metadata: [
      ({ manager }: Page) => manager.metadata("local"),
      expect.objectContaining({ version: null, error: storage }),
    ],
    waiting: [({ manager }: Page) => manager.waiting(), []],
  } as const;

  it.each(Object.entries(calls))("%s says so after as long as any save waits", async (_, [call, answer]) => {
    const page = createPage({ store: silent });
    const told = vi.fn();
    void call(page).then(told);
    await page.clock.advance(LATEST_MS - 1);
    expect(told).not.toHaveBeenCalled();
    await page.clock.advance(1);
    expect(told).toHaveBeenCalledExactlyOnceWith(answer);
  });
});

describe("on a device that answers and then falls silent", () => {
  it("what is kept for another user is not waited for without end", async () => {
    const store = { ...createMemoryStore() };
    const page = createPage({ store });
    void page.manager.start();
    await page.clock.advance(2_000);
    Object.assign(store, { read: never, update: never });
    const told = { load: vi.fn(), save: vi.fn() };
    void page.manager.loadLayout("guest-2").then(told.load);
    void page.manager.saveLayout("guest-2", notes({ a: "theirs" })).then(told.save);
    await page.clock.advance(LATEST_MS);
    expect(told.load).toHaveBeenCalledExactlyOnceWith({
      ...{ layout: null, version: null, source: "local", error: storage },
    });
    expect(told.save).toHaveBeenCalledExactlyOnceWith({ success: false, source: "local", error: storage });
  });
});

type Page = ReturnType<typeof createPage>;
