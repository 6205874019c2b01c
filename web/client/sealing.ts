/**
 * What the keys mean for the open document: whether it is shown, whether it can be sent, and in which form. Nothing
 * is sent while what the server has can't be used: what is shown here is not what is there.
 */
import { hastened } from "../offline/delivery.ts";
import { type Document, sealOf } from "../offline/document.ts";
import { type QueueOrder, queued } from "../offline/queue.ts";
import { isUnusable, type LoadOutcome, type Refusal, type Unusable } from "../offline/remote.ts";
import { decided, type Seal } from "../offline/seal.ts";
import { waitingIn } from "../offline/status.ts";
import type { DocId } from "../offline/store.ts";
import type { Cloud } from "./cloud.ts";
import { STORAGE } from "./failure.ts";
import { inTime } from "./in-time.ts";
import type { Keeper } from "./keeper.ts";
import { type Keyholder, type KeyWatch, NO_KEYS_HERE } from "./keyholder.ts";
import type { Answer, Failure } from "./state.ts";
import { UNREACHABLE } from "./unreachable.ts";

export type Sealing = Pick<Cloud, "isCovered" | "fault" | "encrypt"> & {
  /** Whether the saves of a document can be sealed now. */
  readonly canSeal: (docId: DocId) => boolean;
  /** Takes in how the server's was found. */
  readonly note: (outcome: LoadOutcome) => void;
  readonly isUsable: () => boolean;
  /** Why nothing is sent, if so. */
  readonly hold: () => Failure | null;
  /** As the setting says. */
  readonly turn: (direction: "on" | "off") => Promise<Answer<void>>;
  /** Has the keys of what is sealed read. */
  readonly look: () => void;
  /** A person locked this device: what it has of the document is not for anybody. Of any document. */
  readonly isLockedAway: (docId: DocId, doc: Document) => Promise<boolean>;
  /** What is open is shown to nobody for that reason. */
  readonly isHidden: () => Promise<boolean>;
};

export const createSealing = (keeper: Keeper, keys: Keyholder | undefined): Sealing => {
  const { desk, know } = keeper;
  const watch: KeyWatch = keys ?? NO_KEYS_HERE;
  /** Why what the server has can't be used; null where it can. */
  let unusable: Refusal | null = null;

  const isLocked = (): boolean => {
    const state = watch.state(desk.docId);
    const isShut = state === "locked" || state === "off";
    return unusable?.code === "locked" || (isShut && sealOf(desk.copy.doc) !== "open");
  };
  const isLockedAway: Sealing["isLockedAway"] = async (docId, doc) => {
    if (sealOf(doc) === "open") return false;
    await watch.wake(docId);
    return watch.state(docId) === "unknown" || watch.isCovered(docId);
  };
  const encrypt: Sealing["encrypt"] = async (mode) => {
    if (
      (await inTime(
        keeper.ports.clock,
        keeper.start().then(() => true),
      )) === null
    )
      return { ok: false, failure: STORAGE };
    await watch.wake(desk.docId);
    const state = watch.state(desk.docId);
    if (state === "unknown") return { ok: false, failure: UNREACHABLE };
    const { doc } = desk.copy;
    const seal = mode ?? "open";
    if (seal === sealOf(doc)) return DONE;
    const isOpenThere = unusable === null && doc.head?.seal === undefined;
    // Who can't open what is there must not put something in the open in its place.
    if (seal === "open" && !isOpenThere && state !== "unlocked") return { ok: false, failure: LOCKED };
    const isNamed = keeper.config().enableVersioning;
    const order = keeper.order();
    await desk.persist((before) => resealed(before, seal, { order, isNamed }));
    if (desk.isBroken) return { ok: false, failure: STORAGE };
    keeper.cloud.now()?.send();
    return DONE;
  };
  return {
    encrypt,
    canSeal: (docId) => watch.state(docId) === "unlocked",
    isCovered: () => (watch.state(desk.docId) === "unknown" ? null : watch.isCovered(desk.docId)),
    fault: () => {
      if (isLocked()) return { kind: "locked", waiting: waitingIn(desk.copy.doc) };
      if (unusable === null && damageIn(desk.copy.doc) === null) return null;
      return { kind: "not-saved", reason: "damaged", detail: unusable?.detail ?? DAMAGED };
    },
    note: (outcome) => {
      const before = unusable;
      if (outcome.kind === "refused" && isUnusable(outcome.code)) unusable = outcome;
      else if (outcome.kind !== "refused" && outcome.kind !== "no-answer") unusable = null;
      if (unusable !== before) know({});
    },
    isUsable: () => unusable === null,
    hold: () => {
      if (isLocked()) return LOCKED;
      const code = unusable?.code ?? damageIn(desk.copy.doc);
      return code === null ? null : { code, message: unusable?.detail ?? DAMAGED };
    },
    turn: (direction) => {
      const now = sealOf(desk.copy.doc);
      if (direction === "off") return encrypt(null);
      return encrypt(now === "open" ? (keys?.mode() ?? "fields") : now);
    },
    look: () => {
      if (sealOf(desk.copy.doc) !== "open") void watch.wake(desk.docId);
    },
    isLockedAway,
    isHidden: async () => keeper.state().layout === null && isLockedAway(desk.docId, desk.copy.doc),
  };
};

/** What waited for the passphrase goes, and what could not be opened is asked for again. */
export const followKeys = (
  keeper: Keeper,
  keys: Keyholder | undefined,
  { forget, meet }: { readonly forget: () => void; readonly meet: () => Promise<unknown> },
): void => {
  const { desk, known, know } = keeper;
  const { clock } = keeper.ports;
  const goOn = async (): Promise<void> => {
    await desk.persist((doc) => (known().isSignedOut ? doc : hastened(doc, clock.now())));
    if (known().session !== null) await meet();
  };
  keys?.subscribe(() => {
    forget();
    know({});
    if (keys.state(desk.docId) === "unlocked") void goOn();
  });
};

/** A person's word, saved at once: named, as only what has a name goes out where nothing else was changed. */
const resealed = (
  before: Document,
  seal: Seal,
  { order, isNamed }: { readonly order: QueueOrder; readonly isNamed: boolean },
): Document => {
  const description = seal === "open" ? "Encryption switched off" : "Encryption switched on";
  const doc = queued(decided(before, seal), { ...order, description, changeType: "migration" });
  return isNamed
    ? doc
    : { ...doc, rows: doc.rows.map((row) => (row.opId === order.opId ? unnamed(row) : row)) };
};

const unnamed = ({ description: _, ...row }: Document["rows"][number]): Document["rows"][number] => row;

/** A save waits because what it met on the server can't be used. Once that is locked no more, it goes again. */
const damageIn = ({ rows }: Document): Unusable | null => {
  for (const { lastError } of rows)
    if (lastError !== null && lastError !== "locked" && isUnusable(lastError)) return lastError;
  return null;
};

export const LOCKED: Failure = {
  code: "locked",
  message: "This device needs the passphrase before it can do that.",
};

const DONE = { ok: true, value: undefined } as const;

const DAMAGED = "What the server has of this dashboard is damaged. It was left as it is.";
