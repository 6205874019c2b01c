/**
 * Where a user's data key is kept: wrapped on the server, as a layout of its own that every device of the user
 * loads, and usable on a device that is unlocked.
 */
import type { KeySet } from "./encryption-keys.ts";

export { KEY_LAYOUT_ID } from "../offline/key-layout.ts";

/** A wrapped data key (`wrapKey`), as a version of that layout. */
export type Ring = { readonly version: number; readonly sealed: string };

/** The server. No call rejects. */
export type KeyRingRemote = {
  readonly load: () => Promise<
    ({ readonly kind: "found" } & Ring) | { readonly kind: "none" | "unreachable" }
  >;
  /**
   * `baseVersion` null: only if there is none yet (`If-None-Match: *`), else only over that version (`If-Match`).
   * Never merged.
   */
  readonly save: (
    sealed: string,
    baseVersion: number | null,
  ) => Promise<
    { readonly kind: "saved"; readonly version: number } | { readonly kind: "conflict" | "unreachable" }
  >;
  /** Gives up all versions but the newest: they open with passphrases that should open nothing now. */
  readonly forgetOlder: () => Promise<{ readonly kind: "done" | "unreachable" }>;
};

/**
 * What a device keeps. `ring` as it last saw it, so that it can be unlocked offline; `keys` while it is unlocked.
 * `isCovered`: a person locked it, so that what it could show before is not to be shown either.
 */
export type StoredKeys = {
  readonly ring: Ring | null;
  readonly keys: KeySet | null;
  readonly isCovered?: boolean;
};

export const NO_KEYS: StoredKeys = { ring: null, keys: null };

/** The device. Keys are stored as they are: a browser's database takes a key that can't be read out. */
export type KeyStorage = {
  /** @throws Error where the device can't read. */
  readonly read: (userId: string) => Promise<StoredKeys>;
  /**
   * What is not named stays as another tab may have left it: a tab that notes a new ring must not bring back keys that
   * another one has just forgotten. Durable when it resolves. @throws Error where the device can't store; then nothing
   * was changed.
   */
  readonly write: (userId: string, changes: Partial<StoredKeys>) => Promise<void>;
};
