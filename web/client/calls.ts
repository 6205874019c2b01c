/**
 * The calls that wait for others: for the server, and for what was sent. They are not needed to show a layout or to
 * take an edit.
 */
import { restoredName } from "../../worker/layout/restored-name.ts";
import { same } from "../../worker/layout/same.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { EMPTY_DOCUMENT } from "../offline/document.ts";
import { waitingIn } from "../offline/status.ts";
import { docIdOf } from "../offline/store.ts";
import { acceptable } from "./acceptable.ts";
import type { Cloud } from "./cloud.ts";
import { loadElsewhere, saveElsewhere } from "./elsewhere.ts";
import { SIGNED_OUT, STORAGE } from "./failure.ts";
import { inTime } from "./in-time.ts";
import type { Keeper } from "./keeper.ts";
import { withParts } from "./restoring.ts";
import type { SavePromises, View } from "./save-promises.ts";
import { asksNow } from "./saving.ts";
import { LOCKED, type Sealing } from "./sealing.ts";
import { notSaved } from "./settling.ts";
import type { Answer, Failure, LoadResult, SaveOptions, SaveResult, SyncResult } from "./state.ts";
import { UNREACHABLE } from "./unreachable.ts";

type CallPorts = {
  readonly promises: SavePromises;
  readonly sealing: Sealing;
  /** What is new on the server comes in, what waits is sent. Null, or why that could not be. */
  readonly meet: () => Promise<Failure | null>;
  readonly version: Cloud["version"];
};

type Calls = Pick<Cloud, "save" | "load" | "sync" | "rollback">;

/** How long `loadLayout` waits for the server before it answers with what is on the device. */
const LOAD_WITHIN_MS = 5_000;

export const createCalls = (keeper: Keeper, { promises, sealing, meet, version }: CallPorts): Calls => {
  const { desk, saving, layoutId, config, known, orderOf, isShown } = keeper;
  // Of others nothing is kept in memory: nobody would see that it was lost.
  const { store, clock, announce } = keeper.ports;

  const somethingOpen = (): Promise<true> =>
    new Promise((done) => {
      const look = () => {
        if (desk.copy.layout === null) return;
        stop();
        done(true);
      };
      const stop = keeper.subscribe(look);
      look();
    });

  /**
   * Waits until something is open, and if need be until it is known whose it is. Whether it is that user's; null where
   * the device opens nothing.
   */
  const opened = async (userId: string): Promise<boolean | null> => {
    const started = keeper.start();
    if ((await inTime(clock, somethingOpen())) === null) return null;
    if (!isShown(userId) && known().session === null) await inTime(clock, started);
    return isShown(userId);
  };

  const saveFor = async (userId: string, layout: Layout, options: SaveOptions): Promise<SaveResult> => {
    const docId = docIdOf(userId, layoutId);
    const before = await store.read(docId).catch(() => EMPTY_DOCUMENT);
    if (await sealing.isLockedAway(docId, before)) return notSaved(LOCKED);
    const order = config().autoSave || asksNow(options) ? orderOf(options) : null;
    const result = await saveElsewhere(store, docId, { layout, seed: keeper.seed(), order });
    announce(docId);
    return result;
  };

  const elsewhere = async (userId: string, isOpen: false | null): ReturnType<typeof loadElsewhere> => {
    if (isOpen === null) return NOT_READ;
    const docId = docIdOf(userId, layoutId);
    const loaded = loadElsewhere(store, docId, (doc) => sealing.isLockedAway(docId, doc));
    return (await inTime(clock, loaded)) ?? NOT_READ;
  };

  return {
    save: async (userId, layout, options) => {
      const checked = acceptable(userId, layout, options);
      if (!checked.ok) return notSaved(checked.failure);
      const { value } = checked;
      const isOpen = isShown(userId) || (await opened(userId));
      if (isOpen === null) return notSaved(STORAGE);
      if (!isOpen) return (await inTime(clock, saveFor(userId, value, options))) ?? notSaved(STORAGE);
      // What is shown is changed at once.
      if (keeper.state().layout === null && (await sealing.isHidden())) return notSaved(LOCKED);
      desk.edit((shown) => (same(shown, value) ? shown : value));
      saving.touched(options);
      return promises.of({ edit: desk.edits, isAsked: asksNow(options) });
    },
    load: async (userId) => {
      const isOpen = await opened(userId);
      if (isOpen !== true) {
        const { success: _, pending: __, ...result } = await elsewhere(userId, isOpen);
        return result;
      }
      const late = new Promise<Failure>((done) => void clock.after(LOAD_WITHIN_MS, () => done(UNREACHABLE)));
      const failure = await Promise.race([meet(), late]);
      const error = failure ?? ((await sealing.isHidden()) ? LOCKED : null);
      const { layout, version: newest } = keeper.state();
      const from = error === null ? { source: "remote" as const } : { source: "local" as const, error };
      return { layout, version: newest, ...from };
    },
    sync: async (userId) => {
      const isOpen = await opened(userId);
      if (isOpen !== true) {
        const { layout: _, ...result } = await elsewhere(userId, isOpen);
        return result;
      }
      const failure = await meet();
      const { draft, rows } = desk.copy.doc;
      const rev = draft?.queuedRev ?? 0;
      const sent = rows.length === 0 ? null : await promises.of({ edit: 0, rev, isAsked: true });
      const error = failure ?? sent?.error;
      const { doc } = desk.copy;
      return {
        success: error === undefined,
        source: failure === null ? "remote" : "local",
        ...{ version: doc.head?.version ?? null, pending: waitingIn(doc) },
        ...(error === undefined ? {} : { error }),
      };
    },
    rollback: async (wanted, only) => {
      if (await sealing.isHidden()) return { ok: false, failure: LOCKED };
      const { era } = desk;
      const then = await version(wanted);
      if (!then.ok) return then;
      const { layout } = keeper.state();
      if (layout === null || desk.era !== era) return { ok: false, failure: UNREACHABLE };
      const wholly: Answer<Layout> = { ok: true, value: then.value.layout };
      const next = only === undefined ? wholly : withParts(layout, then.value.layout, only);
      if (!next.ok) return next;
      const step = desk.edit(() => next.value);
      if (step !== null) saving.touched({ immediate: true, description: restoredName(wanted, only) });
      return { ok: true, value: step };
    },
  };
};

const NOT_READ: LoadResult & SyncResult = {
  ...{ success: false, source: "local", error: STORAGE },
  ...{ layout: null, version: null, pending: 0 },
};

/** Why nothing is sent, if so. */
const holdOf = ({ known }: Keeper, sealing: Sealing): Failure | null => {
  const { isSignedOut, session, isUnreachable } = known();
  if (isSignedOut) return SIGNED_OUT;
  return sealing.hold() ?? (session === null && isUnreachable ? UNREACHABLE : null);
};

/** What is known of the saves of a page at the moment. */
export const viewOf = (keeper: Keeper, sealing: Sealing): View => {
  const { desk, config } = keeper;
  const { docId, era, reached, isBroken, copy } = desk;
  const { autoSave, autoSaveMaxDelay } = config();
  return {
    docId,
    era,
    reached,
    isBroken,
    doc: copy.doc,
    hold: holdOf(keeper, sealing),
    autoSave,
    autoSaveMaxDelay,
  };
};

export const createMeet =
  (
    keeper: Keeper,
    {
      sealing,
      pull,
      send,
      connect,
    }: {
      sealing: Sealing;
      pull: () => Promise<Failure | null>;
      send: () => void;
      connect: () => Promise<void>;
    },
  ): CallPorts["meet"] =>
  async () => {
    const { known } = keeper;
    if (known().session !== null && !known().isSignedOut) {
      const failure = await pull();
      if (!known().isSignedOut) {
        send();
        return failure;
      }
    }
    await connect();
    return holdOf(keeper, sealing);
  };
