/** A device that has room made, once, where there is none for what is to be stored, and then tries again. */
import type { DocumentStore } from "./store.ts";

/** What `makeRoom` rejects with is passed over: there is room then, or there is none. */
export const createRoomyStore = (device: DocumentStore, makeRoom: () => Promise<unknown>): DocumentStore => {
  let made: Promise<unknown> | undefined;
  const stored = async <T>(work: () => Promise<T>): Promise<T> => {
    const before = made;
    try {
      return await work();
    } catch (error) {
      if (before !== undefined || !isFull(error)) throw error;
      made ??= makeRoom().catch(() => undefined);
      await made;
      return work();
    }
  };
  return {
    ...device,
    update: (docId, change) => stored(() => device.update(docId, change)),
    writeSession: (session) => stored(() => device.writeSession(session)),
  };
};

const isFull = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "QuotaExceededError";
