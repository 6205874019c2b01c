/** A server that keeps wrapped keys and a device that forgets with the test; both can be made to fail. */
import { createEncryptionService, type EncryptionPorts, type EncryptionService } from "./encryption.ts";
import { DATA_KEY_BYTES, type DataKey, type KeySet, keysOf } from "./encryption-keys.ts";
import type { Owner } from "./encryption-layout.ts";
import { type KeyRingRemote, type KeyStorage, NO_KEYS, type StoredKeys } from "./encryption-ring.ts";

/** Enough to be a derivation, few enough to test with. */
export const FEW_ITERATIONS = 1_000;

export const PASSPHRASE = "correct horse battery";

/** The same bytes each time: 0, 1, 2, … from `first`. */
export const dataKeyFrom = (first: number): DataKey =>
  Uint8Array.from({ length: DATA_KEY_BYTES }, (_, at) => (first + at) % 256);

export const testKeys = (first = 0): Promise<KeySet> => keysOf(dataKeyFrom(first));

export const OWNER: Owner = { user: "a-user", layout: "main" };

type TestRing = { -readonly [Call in keyof KeyRingRemote]: KeyRingRemote[Call] } & {
  /** `deaf`: takes what is sent, and the reply is lost. */
  network: "up" | "down" | "deaf";
  /** What the server keeps of the wrapped key, oldest first. */
  readonly versions: { version: number; sealed: string }[];
};

export const createTestRing = (): TestRing => {
  const versions: TestRing["versions"] = [];
  const ring: TestRing = {
    network: "up",
    versions,
    load: async () => {
      const head = versions.at(-1);
      if (ring.network === "down") return { kind: "unreachable" };
      return head === undefined ? { kind: "none" } : { kind: "found", ...head };
    },
    save: async (sealed, baseVersion) => {
      if (ring.network === "down") return { kind: "unreachable" };
      const head = versions.at(-1)?.version ?? null;
      if (head !== baseVersion) return { kind: "conflict" };
      const version = (head ?? 0) + 1;
      versions.push({ version, sealed });
      return ring.network === "deaf" ? { kind: "unreachable" } : { kind: "saved", version };
    },
    forgetOlder: async () => {
      if (ring.network !== "up") return { kind: "unreachable" };
      versions.splice(0, versions.length - 1);
      return { kind: "done" };
    },
  };
  return ring;
};

type TestDevice = KeyStorage & { isFull: boolean; readonly stored: Map<string, StoredKeys> };

export const createTestDevice = (): TestDevice => {
  const stored = new Map<string, StoredKeys>();
  const device: TestDevice = {
    isFull: false,
    stored,
    read: async (userId) => stored.get(userId) ?? NO_KEYS,
    write: async (userId, changes) => {
      if (device.isFull) throw new Error("full");
      // As IndexedDB would: a copy, keys included.
      stored.set(userId, structuredClone({ ...(stored.get(userId) ?? NO_KEYS), ...changes }));
    },
  };
  return device;
};

export type TestPage = EncryptionService & { readonly device: TestDevice; readonly ring: TestRing };

/** One page of one user; the same device again is a reload, the same ring another device. */
export const createTestPage = (
  given: Partial<EncryptionPorts> & { readonly device?: TestDevice; readonly ring?: TestRing } = {},
): TestPage => {
  const { device = createTestDevice(), ring = createTestRing(), ...ports } = given;
  const service = createEncryptionService({
    userId: "guest-1",
    layoutId: "main",
    storage: device,
    remote: ring,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    iterations: FEW_ITERATIONS,
    ...ports,
  });
  return Object.defineProperties({ device, ring }, Object.getOwnPropertyDescriptors(service)) as TestPage;
};
