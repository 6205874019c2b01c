/**
 * Encryption as an app uses it: passphrases, whether saves are sealed and how, and sealing and opening by hand. It
 * speaks for the document that its manager shows, and loads what it takes on first use. ENCRYPTION.md says what it
 * protects. No call rejects; where the encryption could not be loaded the reason is `unreachable`.
 */
import { verifyIntegrity } from "../offline/integrity.ts";
import type { EncryptionService, EncryptionState, Outcome } from "./encryption.ts";
import type { SealMode } from "./keyholder.ts";
import type { WidgetPersistenceManager } from "./manager.ts";
import type { Answer } from "./state.ts";
import { UNREACHABLE as OUT_OF_REACH } from "./unreachable.ts";

export type WidgetEncryptionService = Omit<EncryptionService, "open" | "merge" | "state" | "isCovered"> & {
  /** `unknown` until the keys of this device were read: `refresh` does. */
  readonly state: EncryptionState | "unknown";
  /** Whether this dashboard's saves are sealed. */
  readonly isOn: boolean;
  /** How they are, or would be if it was turned on. */
  readonly mode: SealMode;
  /** Where it is on, the dashboard is saved in this way at once. */
  readonly setMode: (mode: SealMode) => Promise<Answer<void>>;
  /** As `enableEncryption` of the config. Without a passphrase nothing is sent until there is one. */
  readonly turn: (direction: "on" | "off") => Promise<Answer<void>>;
};

/** As much of the manager as is needed. */
export type SealingKeeper = Pick<
  WidgetPersistenceManager,
  "docId" | "state" | "encrypt" | "keys" | "loadKeys" | "subscribe"
>;

export const createWidgetEncryption = (manager: SealingKeeper): WidgetEncryptionService => {
  const stateNow = () => manager.keys?.state(manager.docId) ?? "unknown";
  const modeNow = (): SealMode =>
    manager.state.seal === "open" ? (manager.keys?.mode() ?? "fields") : manager.state.seal;
  const service = async () => (await manager.loadKeys())?.service(manager.docId) ?? null;
  const using = async <T>(work: (service: EncryptionService) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const loaded = await service();
    return loaded === null ? UNREACHABLE : work(loaded);
  };
  /** The passphrase or the keys may be others afterwards: every tab of this browser is told. */
  const changing = async <T>(
    work: (service: EncryptionService) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const { docId } = manager;
    const outcome = await using(work);
    if (outcome.ok) await manager.keys?.changed(docId);
    return outcome;
  };
  return {
    get state() {
      return stateNow();
    },
    get isOn() {
      return manager.state.seal !== "open";
    },
    get mode() {
      return modeNow();
    },
    setMode: async (mode) => {
      const keys = await manager.loadKeys();
      if (keys === null) return { ok: false, failure: OUT_OF_REACH };
      keys.prefer(mode);
      return manager.state.seal === "open" ? { ok: true, value: undefined } : manager.encrypt(mode);
    },
    turn: async (direction) => {
      await manager.loadKeys();
      return manager.encrypt(direction === "on" ? modeNow() : null);
    },
    subscribe: (listener) => {
      let before = stateNow();
      return manager.subscribe(() => {
        const now = stateNow();
        if (now === before) return;
        before = now;
        listener();
      });
    },
    refresh: async () => (await (await service())?.refresh()) ?? "off",
    setPassphrase: (passphrase, course) => changing((own) => own.setPassphrase(passphrase, course)),
    changePassphrase: (oldOne, newOne, course) =>
      changing((own) => own.changePassphrase(oldOne, newOne, course)),
    unlock: (passphrase) => changing((own) => own.unlock(passphrase)),
    lock: () => changing((own) => own.lock()),
    encryptLayout: (layout) => using((own) => own.encryptLayout(layout)),
    encryptLayoutData: (layout, fields) => using((own) => own.encryptLayoutData(layout, fields)),
    decryptLayout: async (data, key) =>
      (await (await service())?.decryptLayout(data, key)) ?? { ...UNREACHABLE, kept: data },
    decryptLayoutData: async (layout) =>
      (await (await service())?.decryptLayoutData(layout)) ?? {
        ...{ ...UNREACHABLE, kept: layout, partly: layout },
        widgetIds: [...layout.desktop, ...layout.mobile].flatMap(({ id, sealed }) =>
          sealed === undefined ? [] : [id],
        ),
      },
    verifyIntegrity,
  };
};

const UNREACHABLE = { ok: false, reason: "unreachable" } as const;
