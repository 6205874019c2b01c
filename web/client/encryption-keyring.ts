/**
 * A user's keys on one device: off, locked or unlocked. The data key is made once and never changes; a passphrase only
 * wraps it. Steps run one at a time, each from what the one before it left.
 */
import type { Course } from "./encryption-course.ts";
import { DATA_KEY_BYTES, type DataKey, type KeySet, keysOf } from "./encryption-keys.ts";
import { type Outcome, type Refused, refused } from "./encryption-outcome.ts";
import { ITERATIONS, isWeak, unwrapKey, type WrapOptions, wrapKey } from "./encryption-passphrase.ts";
import {
  type KeyRingRemote,
  type KeyStorage,
  NO_KEYS,
  type Ring,
  type StoredKeys,
} from "./encryption-ring.ts";
import { userTag } from "./encryption-seal.ts";

/** `off`: this device knows of no passphrase. `locked`: there is one, and it is needed. */
export type EncryptionState = "off" | "locked" | "unlocked";

export type KeyringPorts = {
  readonly userId: string;
  readonly storage: KeyStorage;
  readonly remote: KeyRingRemote;
  /** Unpredictable, as `crypto.getRandomValues`. */
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>;
  /** For tests, which can't wait: rounds when wrapping, and the least that is taken when opening. */
  readonly iterations?: number;
};

/** What came of the older wraps: a server out of reach keeps them until the next change. */
export type Changed = { readonly olderForgotten: boolean };

const LOCKED: Partial<StoredKeys> = { keys: null, isCovered: true };

export class Keyring {
  readonly #ports: KeyringPorts;
  readonly #listeners = new Set<() => void>();
  #user: Promise<string> | undefined;
  #stored: StoredKeys = NO_KEYS;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(ports: KeyringPorts) {
    this.#ports = ports;
  }

  /** The user's tag in headers. */
  get user(): Promise<string> {
    this.#user ??= userTag(this.#ports.userId);
    return this.#user;
  }

  get state(): EncryptionState {
    const { ring, keys } = this.#stored;
    if (keys !== null) return "unlocked";
    return ring === null ? "off" : "locked";
  }

  /** Locked by a person, rather than never unlocked. */
  get isCovered(): boolean {
    return this.#stored.isCovered === true;
  }

  get keys(): KeySet | null {
    return this.#stored.keys;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes over what the device and then the server have: at start, and when another tab says that it changed. */
  refresh(): Promise<EncryptionState> {
    return this.#exclusive(async () => {
      const { storage, userId } = this.#ports;
      this.#hold(await storage.read(userId).catch(() => this.#stored));
      await this.#loadRing();
      return this.state;
    });
  }

  /** `conflict` where there is one already, by whichever device: `unlock` is what helps then. */
  set(passphrase: string, course: Course = {}): Promise<Outcome<null>> {
    return this.#exclusive(async () => {
      if (isWeak(passphrase)) return refused("weak-passphrase");
      course.onStep?.("asking");
      const found = await this.#loadRing();
      // A server that lost the wrapped key, or hides it, must not get a device to start over with another.
      if (this.state !== "off") return refused("conflict");
      if (found === "unreachable") return refused("unreachable");
      const { randomBytes } = this.#ports;
      return this.#withRaw(randomBytes(DATA_KEY_BYTES), async (dataKey) => {
        const ring = await this.#save(dataKey, passphrase, { baseVersion: null, course });
        return "ok" in ring ? ring : this.#keep({ ring, keys: await keysOf(dataKey), isCovered: false });
      });
    });
  }

  /** Works offline on a device that has seen the wrapped key, with the passphrase that it had then. */
  unlock(passphrase: string): Promise<Outcome<null>> {
    return this.#exclusive(async () => {
      const found = await this.#loadRing();
      const { ring } = this.#stored;
      if (ring === null) return refused(found === "unreachable" ? "unreachable" : "not-encrypted");
      const dataKey = await this.#unwrap(ring, passphrase);
      if (!dataKey.ok) return dataKey;
      return this.#withRaw(dataKey.value, async (raw) =>
        this.#keep({ keys: await keysOf(raw), isCovered: false }),
      );
    });
  }

  /** Nothing here opens anything any more. With `storage` that holds for this page only: a reload may be unlocked. */
  lock(): Promise<Outcome<null>> {
    // At once, whatever is waited for; and again after it, as it may have been an unlock.
    this.#hold({ ...this.#stored, ...LOCKED });
    return this.#exclusive(() => this.#keep(LOCKED));
  }

  /**
   * Wraps the same data key anew: nothing is encrypted again, and all that was ever sealed opens as before. Asks for
   * the old passphrase, as the key of an unlocked device can't be read out. Sent again after a reply that was lost,
   * it finds the change made.
   */
  change(oldPassphrase: string, newPassphrase: string, course: Course = {}): Promise<Outcome<Changed>> {
    return this.#exclusive(async () => {
      if (isWeak(newPassphrase)) return refused("weak-passphrase");
      course.onStep?.("asking");
      const found = await this.#loadRing();
      const { ring } = this.#stored;
      if (found === "unreachable") return refused("unreachable");
      if (ring === null) return refused("not-encrypted");
      if (course.signal?.aborted) return refused("stopped");
      course.onStep?.("opening");
      const dataKey = await this.#unwrap(ring, oldPassphrase);
      if (!dataKey.ok) return (await this.#opens(ring, newPassphrase)) ? this.#forgetOlder() : dataKey;
      return this.#withRaw(dataKey.value, async (raw) => {
        const next = await this.#save(raw, newPassphrase, { baseVersion: ring.version, course });
        if ("ok" in next) return next;
        // That this device could not note it costs it an offline unlock with the new passphrase, and nothing else.
        await this.#keep({ ring: next });
        return this.#forgetOlder();
      });
    });
  }

  /** Whatever the device has stays when the server has nothing: it may be the last copy. */
  async #loadRing(): Promise<"found" | "none" | "unreachable"> {
    const loaded = await this.#ports.remote.load();
    if (loaded.kind !== "found") return loaded.kind;
    const { version, sealed } = loaded;
    const { ring } = this.#stored;
    if (ring?.version !== version || ring.sealed !== sealed) await this.#keep({ ring: { version, sealed } });
    return "found";
  }

  async #save(
    dataKey: DataKey,
    passphrase: string,
    { baseVersion, course }: { readonly baseVersion: number | null; readonly course: Course },
  ): Promise<Ring | Refused> {
    if (course.signal?.aborted) return refused("stopped");
    course.onStep?.("making");
    const sealed = await wrapKey(dataKey, await this.#wrapOptions(passphrase));
    if (course.signal?.aborted) return refused("stopped");
    course.onStep?.("saving");
    const saved = await this.#ports.remote.save(sealed, baseVersion);
    if (saved.kind === "saved") return { version: saved.version, sealed };
    if (saved.kind === "conflict") await this.#loadRing();
    return refused(saved.kind);
  }

  async #unwrap(ring: Ring, passphrase: string): Promise<Outcome<DataKey>> {
    return unwrapKey(ring.sealed, await this.#wrapOptions(passphrase));
  }

  async #opens(ring: Ring, passphrase: string): Promise<boolean> {
    const dataKey = await this.#unwrap(ring, passphrase);
    return dataKey.ok && this.#withRaw(dataKey.value, async () => true);
  }

  async #wrapOptions(passphrase: string): Promise<WrapOptions> {
    return { passphrase, user: await this.user, iterations: this.#ports.iterations ?? ITERATIONS };
  }

  async #forgetOlder(): Promise<Outcome<Changed>> {
    const { kind } = await this.#ports.remote.forgetOlder();
    return { ok: true, value: { olderForgotten: kind === "done" } };
  }

  /** The bytes of a key are in memory for this long and no longer, as far as a page can see to that. */
  async #withRaw<T>(dataKey: DataKey, work: (dataKey: DataKey) => Promise<T>): Promise<T> {
    try {
      return await work(dataKey);
    } finally {
      dataKey.fill(0);
    }
  }

  /** In memory whatever the device says, so that a page without storage works until it is closed. */
  async #keep(changes: Partial<StoredKeys>): Promise<Outcome<null>> {
    const { storage, userId } = this.#ports;
    this.#hold({ ...this.#stored, ...changes });
    return storage.write(userId, changes).then(
      () => ({ ok: true, value: null }),
      () => refused("storage"),
    );
  }

  #hold(stored: StoredKeys): void {
    const before = this.state;
    this.#stored = stored;
    if (this.state !== before) for (const listener of this.#listeners) listener();
  }

  #exclusive<T>(step: () => Promise<T>): Promise<T> {
    const run = this.#tail.then(step);
    this.#tail = run.catch(() => undefined);
    return run;
  }
}
