/**
 * The encryption service of one user and one layout: passphrases, and sealing and opening layouts with the key that
 * they guard. Loaded only when used: `await import("./encryption.ts")`. ENCRYPTION.md says what it protects.
 *
 * No call rejects for an expected failure, and what can't be opened is handed back as it came.
 */
import type { AnyLayout, Layout, SealedLayout } from "../../worker/layout/schema.ts";
import { isSealed } from "../../worker/layout/sealed.ts";
import { verifyIntegrity } from "../offline/integrity.ts";
import type { Course } from "./encryption-course.ts";
import { type Changed, type EncryptionState, Keyring, type KeyringPorts } from "./encryption-keyring.ts";
import type { KeySet } from "./encryption-keys.ts";
import {
  isEncrypted,
  type OpenedWidgets,
  openWhole,
  openWidgets,
  type SealedField,
  type Seals,
  sealedIds,
  sealWhole,
  sealWidgets,
} from "./encryption-layout.ts";
import { mergeSealed, type SealedMerge, type SealedSides, type Unmerged } from "./encryption-merge.ts";
import { type Opened, type Outcome, refused } from "./encryption-outcome.ts";

export { createIdbKeyStorage } from "./encryption-idb.ts";
export type { Changed, EncryptionState } from "./encryption-keyring.ts";
export { type DataKey, type KeySet, keysOf } from "./encryption-keys.ts";
export { isEncrypted, type SealedField } from "./encryption-layout.ts";
export type { Opened, Outcome, Reason } from "./encryption-outcome.ts";
export { LEAST_CHARACTERS } from "./encryption-passphrase.ts";
export { KEY_LAYOUT_ID, type KeyRingRemote, type KeyStorage, type StoredKeys } from "./encryption-ring.ts";

export type EncryptionPorts = KeyringPorts & {
  readonly layoutId: string;
  /** What is sealed of each widget where a call names nothing else; configs alone unless told. */
  readonly fields?: readonly SealedField[];
};

export type EncryptionService = {
  readonly state: EncryptionState;
  /** A person locked this device: what it has in the open is not to be shown. */
  readonly isCovered: boolean;
  /** Called whenever `state` changed, until the function that it gives is called. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Takes over what the device and the server have: at start, and when another tab set, locked or unlocked. */
  readonly refresh: () => Promise<EncryptionState>;

  /** Of at least `LEAST_CHARACTERS` characters. */
  readonly setPassphrase: (passphrase: string, course?: Course) => Promise<Outcome<null>>;
  readonly changePassphrase: (oldOne: string, newOne: string, course?: Course) => Promise<Outcome<Changed>>;
  readonly unlock: (passphrase: string) => Promise<Outcome<null>>;
  readonly lock: () => Promise<Outcome<null>>;

  readonly encryptLayout: (layout: Layout) => Promise<Outcome<SealedLayout>>;
  /** With the key of this device, or with the one that is given. */
  readonly decryptLayout: (data: AnyLayout, key?: KeySet) => Promise<Opened<Layout, AnyLayout>>;
  /** Widget by widget. */
  readonly encryptLayoutData: (layout: Layout, fields?: readonly SealedField[]) => Promise<Outcome<Layout>>;
  readonly decryptLayoutData: (layout: Layout) => Promise<OpenedWidgets>;

  /** Opens whatever is sealed of it, in either mode; an open layout is as it was. */
  readonly open: (layout: AnyLayout) => Promise<Opened<Layout, AnyLayout>>;
  /** Merges in the open what the server could not, and seals that: whole if `mine` is, else widget by widget. */
  readonly merge: (
    sides: SealedSides,
    fields?: readonly SealedField[],
  ) => Promise<{ readonly ok: true; readonly value: SealedMerge } | Unmerged>;

  /** Whether it is just the layout, sealed or open, that the checksum was made of. */
  readonly verifyIntegrity: (layout: AnyLayout, expected: string) => Promise<boolean>;
};

export const createEncryptionService = (ports: EncryptionPorts): EncryptionService => {
  const keyring = new Keyring(ports);
  return {
    get state() {
      return keyring.state;
    },
    get isCovered() {
      return keyring.isCovered;
    },
    subscribe: (listener) => keyring.subscribe(listener),
    refresh: () => keyring.refresh(),
    setPassphrase: (passphrase, course) => keyring.set(passphrase, course),
    changePassphrase: (oldOne, newOne, course) => keyring.change(oldOne, newOne, course),
    unlock: (passphrase) => keyring.unlock(passphrase),
    lock: () => keyring.lock(),
    ...sealing(keyring, ports),
    verifyIntegrity,
  };
};

type Sealing = Pick<
  EncryptionService,
  "encryptLayout" | "decryptLayout" | "encryptLayoutData" | "decryptLayoutData" | "open" | "merge"
>;

const sealing = (
  keyring: Keyring,
  { layoutId: layout, fields: usual = CONFIGS }: EncryptionPorts,
): Sealing => {
  const seals = async (key: KeySet | null): Promise<Seals | null> =>
    key && { keys: key, owner: { user: await keyring.user, layout } };
  const withKey = async <T>(work: (seals: Seals) => Promise<T>): Promise<Outcome<T>> => {
    const mine = await seals(keyring.keys);
    return mine === null ? refused("locked") : { ok: true, value: await work(mine) };
  };

  const encryptLayout: Sealing["encryptLayout"] = (open) => withKey((mine) => sealWhole(mine, open));
  const encryptLayoutData: Sealing["encryptLayoutData"] = (open, fields = usual) =>
    withKey((mine) => sealWidgets(mine, open, fields));

  const decryptLayout: Sealing["decryptLayout"] = async (data, key) => {
    if (!isSealed(data)) return { ...refused("not-encrypted"), kept: data };
    const mine = await seals(key ?? keyring.keys);
    return mine === null ? { ...refused("locked"), kept: data } : openWhole(mine, data);
  };
  const decryptLayoutData: Sealing["decryptLayoutData"] = async (data) => {
    if (!isEncrypted(data)) return { ok: true, value: data };
    const mine = await seals(keyring.keys);
    if (mine !== null) return openWidgets(mine, data);
    return { ...refused("locked"), kept: data, partly: data, widgetIds: sealedIds(data) };
  };

  const open: Sealing["open"] = (data) => (isSealed(data) ? decryptLayout(data) : decryptLayoutData(data));
  const merge: Sealing["merge"] = (sides, fields) => {
    const seal = (merged: Layout): Promise<Outcome<AnyLayout>> =>
      isSealed(sides.mine) ? encryptLayout(merged) : encryptLayoutData(merged, fields);
    return mergeSealed(sides, { open, seal });
  };
  return { encryptLayout, encryptLayoutData, decryptLayout, decryptLayoutData, open, merge };
};

const CONFIGS: readonly SealedField[] = ["config"];
