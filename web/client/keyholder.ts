/**
 * Who has the keys of this page: loads the encryption when it is first needed, once for each document, and tells
 * whoever listens when it was locked or unlocked, here or in another tab.
 */
import type { AnyLayout } from "../../worker/layout/schema.ts";
import type { Unlocked, Vault } from "../offline/guarded.ts";
import { KEY_LAYOUT_ID } from "../offline/key-layout.ts";
import type { Seal } from "../offline/seal.ts";
import { type DocId, docIdOf } from "../offline/store.ts";
import type { EncryptionService, EncryptionState, Outcome } from "./encryption.ts";

/** Widget by widget, or whole. */
export type SealMode = Exclude<Seal, "open">;

/** What the manager has to know of keys. */
export type KeyWatch = {
  /** `unknown` until the keys of this device were read. */
  readonly state: (docId: DocId) => EncryptionState | "unknown";
  /** A person locked this device: what it has of the document is not to be shown. */
  readonly isCovered: (docId: DocId) => boolean;
  /** Has the keys read, if they were not. Resolves when they are, or can't be now. */
  readonly wake: (docId: DocId) => Promise<unknown>;
  readonly subscribe: (listener: () => void) => () => void;
};

/** Of a page without encryption: what is sealed stays shut, and what it has of its own is shown. */
export const NO_KEYS_HERE: KeyWatch = {
  state: () => "locked",
  isCovered: () => false,
  wake: async () => {},
  subscribe: () => () => {},
};

export type Keyholder = KeyWatch & {
  readonly vault: Vault;
  /** How saves are sealed where somebody turns that on; `fields` unless it was said. */
  readonly mode: () => SealMode;
  readonly prefer: (mode: SealMode) => void;
  /** Null where the encryption could not be loaded. */
  readonly service: (docId: DocId) => Promise<EncryptionService | null>;
  /** Tells everybody, other tabs included, that the user's keys are others now. */
  readonly changed: (docId: DocId) => Promise<void>;
  /** Another tab said that a document changed; it matters where that is the one of the keys. */
  readonly follow: (docId: DocId) => void;
};

type KeyholderPorts = {
  readonly create: (docId: DocId) => Promise<EncryptionService>;
  readonly announce: (docId: DocId) => void;
};

type Held = { readonly opening: Promise<EncryptionService | null>; service: EncryptionService | null };

export const createKeyholder = ({ create, announce }: KeyholderPorts): Keyholder => {
  const heldById = new Map<DocId, Held>();
  const listeners = new Set<() => void>();
  let preferred: SealMode = "fields";
  const tell = (): void => {
    for (const listener of listeners) listener();
  };

  const begin = async (docId: DocId): Promise<EncryptionService | null> => {
    try {
      const service = await create(docId);
      await keysRead(service);
      service.subscribe(tell);
      const held = heldById.get(docId);
      if (held !== undefined) held.service = service;
      tell();
      return service;
    } catch {
      heldById.delete(docId); // Not loaded this time: whoever asks next tries again.
      return null;
    }
  };
  const hold = (docId: DocId): Held => {
    const held = heldById.get(docId) ?? { opening: begin(docId), service: null };
    heldById.set(docId, held);
    return held;
  };

  const refresh = async (userId: string): Promise<void> => {
    const own = [...heldById].filter(([docId]) => userOf(docId) === userId);
    await Promise.all(own.map(async ([, { opening }]) => (await opening)?.refresh()));
  };

  const opener = async (docId: DocId): Promise<EncryptionService | null> => {
    const service = await hold(docId).opening;
    // Another device may have set the passphrase since.
    if (service?.state === "off") await service.refresh();
    return service;
  };

  return {
    state: (docId) => heldById.get(docId)?.service?.state ?? "unknown",
    isCovered: (docId) => heldById.get(docId)?.service?.isCovered ?? false,
    wake: (docId) => hold(docId).opening,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    service: (docId) => hold(docId).opening,
    mode: () => preferred,
    prefer: (mode) => {
      preferred = mode;
    },
    changed: (docId) => {
      announce(docIdOf(userOf(docId), KEY_LAYOUT_ID));
      return refresh(userOf(docId));
    },
    follow: (docId) => {
      if (docId.endsWith(`/${KEY_LAYOUT_ID}`)) void refresh(userOf(docId));
    },
    vault: {
      open: async (docId, layout) => unlocked(await (await opener(docId))?.open(layout)),
      seal: async (docId, layout, mode) => {
        const service = await hold(docId).opening;
        return mode === "whole"
          ? unlocked<AnyLayout>(await service?.encryptLayout(layout))
          : unlocked<AnyLayout>(await service?.encryptLayoutData(layout));
      },
    },
  };
};

const userOf = (docId: DocId): string => docId.slice(0, docId.lastIndexOf("/"));

/** From the device, which is quick; the server, which may not answer, is only waited for where the device has none. */
const keysRead = (service: EncryptionService): Promise<unknown> => {
  const changed = new Promise<void>((done) => {
    const leave = service.subscribe(() => {
      leave();
      done();
    });
  });
  return Promise.race([changed, service.refresh()]);
};

/**
 * Without the encryption nothing opens; whatever else stands in the way of a key is for who asked for the passphrase.
 */
const unlocked = <T>(outcome: Outcome<T> | undefined): Unlocked<T> => {
  if (outcome?.ok === true) return outcome;
  return { ok: false, reason: outcome?.reason === "tampered" ? "tampered" : "locked" };
};
