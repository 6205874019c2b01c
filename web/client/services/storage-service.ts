/** Saves and loads layouts by user. All of it is the manager's: there is no second way to the server or the device. */
import type { Layout } from "../../../worker/layout/schema.ts";
import { isLayout } from "../is-layout.ts";
import type { Metadata } from "../metadata.ts";
import type { Failure, LoadResult, SaveResult, SyncResult } from "../state.ts";
import type { StoringKeeper } from "./ports.ts";

/**
 * `userId` is a user's id, or `CURRENT_USER` for whoever this browser is. For a user who is not signed in, each call
 * works on what this device has of theirs, and says so by `source: "local"`. None rejects for an expected failure;
 * what was handed in wrongly fails with `invalid-parameter` or `layout-invalid`, and changes nothing.
 */
export type StorageService = {
  /**
   * Saves at once. Resolves when the server has it (`remote`) or this device alone (`local`, where `error` says
   * why); then it is tried again, after 1 s and up to every 60 s, for as long as it takes. `success` is false where
   * the server refused it, or not even the device could keep it.
   */
  readonly saveWithRetry: (userId: string, layout: Layout) => Promise<SaveResult>;
  /** From the server, else what this device has. */
  readonly load: (userId: string) => Promise<LoadResult>;
  /** Asks the server for what is newer and sends what waits. */
  readonly sync: (userId: string) => Promise<SyncResult>;
  /** What this device knows, without asking the server. */
  readonly getMetadata: (userId: string) => Promise<Metadata>;
};

/**
 * @example
 * const { success, source } = await widgetStorageService.saveWithRetry(userId, layout);
 * const { version, pending } = await widgetStorageService.getMetadata(userId);
 */
export const createStorageService = (manager: StoringKeeper): StorageService => ({
  saveWithRetry: async (userId, layout) => {
    const error = !isUserId(userId) ? NO_USER : isLayout(layout) ? undefined : NO_LAYOUT;
    if (error !== undefined) return { success: false, source: "local", error };
    return manager.saveLayout(userId, layout, { immediate: true });
  },
  load: async (userId) =>
    isUserId(userId)
      ? manager.loadLayout(userId)
      : { layout: null, version: null, source: "local", error: NO_USER },
  sync: async (userId) =>
    isUserId(userId)
      ? manager.sync(userId)
      : { success: false, source: "local", version: null, pending: 0, error: NO_USER },
  getMetadata: async (userId) =>
    isUserId(userId) ? manager.metadata(userId) : { ...NOTHING_KNOWN, error: NO_USER },
});

/** What is stored lies under `<user>/<layout>`: a slash would lead into somebody else's. */
const isUserId = (value: unknown): value is string => typeof value === "string" && /^[^/]+$/.test(value);

const NOTHING_KNOWN = { version: null, checksum: null, deviceId: null, updatedAt: null, pending: 0 };

const NO_USER: Failure = { code: "invalid-parameter", message: "A user's id is a text without a slash." };
const NO_LAYOUT: Failure = { code: "layout-invalid", message: "This is no layout." };
