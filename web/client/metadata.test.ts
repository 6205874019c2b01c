import { beforeEach, describe, expect, it, vi } from "vitest";
import { notes, save, savedDocument } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import { docIdOf } from "../offline/store.ts";
import { createLocks, createPage, SESSION } from "./manager.testing.ts";

const started = async (options: Parameters<typeof createPage>[0] = {}) => {
  const page = createPage(options);
  void page.manager.start();
  await page.clock.advance(2_000);
  return page;
};

const NONE = { version: null, checksum: null, deviceId: null, updatedAt: null, pending: 0 };

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

describe("the metadata of a layout", () => {
  it("is that of the newest version seen here, and what is on this device only", async () => {
    const { manager, clock, server, network } = await started();
    expect(await manager.metadata("local")).toEqual(NONE);
    manager.edit(() => notes({ a: "x", b: "seed" }));
    expect(await manager.metadata("local")).toEqual({ ...NONE, pending: 1 });
    await clock.advance(500);
    expect(await manager.metadata("local")).toEqual({ ...NONE, pending: 1 });
    await clock.advance(3_000);
    const saved = { version: 1, checksum: server.current()?.checksum, pending: 0 };
    expect(await manager.metadata("local")).toMatchObject(saved);
    network.state = "down";
    manager.edit(() => notes({ a: "y", b: "seed" }));
    await clock.advance(3_000);
    expect(await manager.metadata(SESSION.user.id)).toMatchObject({ ...saved, pending: 1 });
  });

  it("of somebody else is what is theirs on this device", async () => {
    const { manager, store } = await started();
    const theirs = save(savedDocument(), notes({ a: "theirs" }), "op");
    await store.update(docIdOf("guest-2", "main"), () => [theirs, null]);
    manager.edit(() => notes({ a: "mine", b: "seed" }));
    expect(await manager.metadata("guest-2")).toMatchObject({ version: 1, deviceId: "server", pending: 1 });
    expect(await manager.metadata("guest-3")).toEqual(NONE);
  });

  it("is said to be unknown where the device can't be read", async () => {
    const memory = createMemoryStore();
    let isDead = false;
    const page = await started({
      store: { ...memory, read: (id) => (isDead ? Promise.reject(new Error("dead")) : memory.read(id)) },
    });
    isDead = true;
    expect(await page.manager.metadata("guest-2")).toMatchObject({
      version: null,
      error: { code: "storage" },
    });
    expect(await page.manager.metadata("local")).toEqual(NONE);
  });
});
