import { beforeEach, expect, it, vi } from "vitest";
import { edit, notes, savedDocument, textsOf } from "./document.testing.ts";
import { createMemoryStore } from "./memory-store.testing.ts";
import { createRoomyStore } from "./roomy-store.ts";
import type { DocumentStore, StoredSession } from "./store.ts";

const ID = "guest-1/main";
const SESSION: StoredSession = {
  ...{ user: { id: "guest-1" }, device: { id: "d", name: "Test" }, devices: [] },
  authenticatedBy: "session",
};
const FULL = new DOMException("The device is full.", "QuotaExceededError");

let memory: DocumentStore;
let fault: Error | null;
let device: DocumentStore;
beforeEach(() => {
  memory = createMemoryStore();
  fault = null;
  const unlessRefused = async <T>(work: () => Promise<T>): Promise<T> => {
    if (fault !== null) throw fault;
    return work();
  };
  device = {
    ...memory,
    update: (docId, change) => unlessRefused(() => memory.update(docId, change)),
    writeSession: (session) => unlessRefused(() => memory.writeSession(session)),
  };
});

const put = (store: DocumentStore, a: string): Promise<string> =>
  store.update(ID, () => [edit(savedDocument(), notes({ a })), a]);
const stored = async () => textsOf((await memory.read(ID)).draft?.layout);

it("stores in the room that was made what there was no room for", async () => {
  const makeRoom = vi.fn(async () => {
    fault = null;
  });
  const store = createRoomyStore(device, makeRoom);
  fault = FULL;
  expect(await put(store, "mine")).toBe("mine");
  expect(await stored()).toEqual({ a: "mine" });
  expect(makeRoom).toHaveBeenCalledOnce();
});

it("has room made once for all that there is no room for at the same time", async () => {
  const made = Promise.withResolvers<void>();
  const makeRoom = vi.fn(() => made.promise);
  const store = createRoomyStore(device, makeRoom);
  fault = FULL;
  const both = Promise.all([put(store, "mine"), store.writeSession(SESSION)]);
  await vi.waitFor(() => expect(makeRoom).toHaveBeenCalled(), { timeout: 20_000 });
  fault = null;
  made.resolve();
  await both;
  expect(makeRoom).toHaveBeenCalledOnce();
  expect(await memory.session()).not.toBeNull();
});

it("says so where there is no room after that, and does not ask again", async () => {
  const makeRoom = vi.fn(() => Promise.reject(new Error("Nothing to give up.")));
  const store = createRoomyStore(device, makeRoom);
  fault = FULL;
  await expect(put(store, "mine")).rejects.toBe(FULL);
  await expect(put(store, "mine")).rejects.toBe(FULL);
  expect(makeRoom).toHaveBeenCalledOnce();
});

it("gives up nothing for what room would not help", async () => {
  const makeRoom = vi.fn();
  const store = createRoomyStore(device, makeRoom);
  fault = new DOMException("The database is gone.", "InvalidStateError");
  await expect(put(store, "mine")).rejects.toBe(fault);
  expect(makeRoom).not.toHaveBeenCalled();
});
