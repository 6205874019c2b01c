/**
 * One document open in one tab: the working copy, undo, and every step between them and the store. Steps run one at
 * a time, each from what the one before it stored. Knows nothing of servers.
 */
import { same } from "../../worker/layout/same.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import type { Grounds } from "../offline/brought-back.ts";
import { type Document, EMPTY_DOCUMENT, edited, NO_REV, type Order, opened } from "../offline/document.ts";
import type { Merger } from "../offline/merging.ts";
import type { Rules } from "../offline/rules.ts";
import type { DocId, DocumentStore } from "../offline/store.ts";
import type { Rescued } from "./rescue.ts";
import type { Notice } from "./state.ts";
import {
  type Direction,
  NO_HISTORY,
  recorded,
  type Step,
  travelled,
  type UndoHistory,
  without,
} from "./undo.ts";
import { caughtUp, incoming, isDirty, NO_COPY, type WorkingCopy } from "./working-copy.ts";

export type DeskPorts = {
  readonly store: () => DocumentStore;
  /** What the store has in memory alone is an edit of this; null where the device has all that it was given. */
  readonly heldOn: (docId: DocId) => Grounds | null;
  /** What a document starts from that is neither on the device nor on the server. */
  readonly seed: () => Layout;
  /** Tells other tabs and the service worker that a document changed. */
  readonly announce: (docId: DocId) => void;
  readonly order: () => Order;
  /** @throws RulesMissing where they take what is not there. */
  readonly merge: Merger;
  /** @throws RulesMissing while they are not there. */
  readonly rules: () => Rules;
  /** Runs a step, and again with the rules if it missed them. @throws RulesMissing where they can't be had. */
  readonly withRules: <T>(step: () => T | Promise<T>) => Promise<T>;
  /** The device has what this tab holds of the document. */
  readonly onStored: (docId: DocId) => void;
  /** Something that is shown has changed. */
  readonly onChange: () => void;
};

type Change = (doc: Document) => Document;

export type Desk = {
  readonly docId: DocId;
  readonly copy: WorkingCopy;
  /** A document as this tab last saw it, if it is the one that it saw last. */
  readonly seen: (docId: DocId) => Document | null;
  readonly undoHistory: UndoHistory;
  readonly notice: Notice | null;
  /** What other devices changed, as the notice says; null where there is nothing to take back. */
  readonly noticed: Step | null;
  /** The device did not store the last change; it is in this tab's memory, and is tried again with the next. */
  readonly isBroken: boolean;
  /** What is nowhere but in this tab, as an edit of what the device or the server has; null where nothing is. */
  readonly unstored: Rescued | null;
  /** How often the working copy was changed here. */
  readonly edits: number;
  /** How many of these changes the device was asked to store, in this document; whether it did, `isBroken` says. */
  readonly reached: number;
  /** How often what was shown was left for another person's. */
  readonly era: number;
  /**
   * The step that was made, if any; it shows at once, and is stored by the next `persist`. One with the edit before it
   * where that `joins` the same and nothing came in between.
   */
  readonly edit: (change: (layout: Layout) => Layout, joins?: object) => Step | null;
  /** Takes back one step and nothing else; itself a step. Whether that changed anything. @throws RulesMissing */
  readonly revert: (step: Step) => boolean;
  /** Whether there was a step to take. @throws RulesMissing */
  readonly travel: (direction: Direction) => boolean;
  /** Takes another history of steps for its own. */
  readonly recall: (history: UndoHistory) => void;
  readonly dismissNotice: () => void;
  /** Puts the working copy into the draft and goes on from there, in one transaction. */
  readonly persist: (then?: Change) => Promise<void>;
  /** As `persist`, with the working copy as it is now: what is edited until the device gets to it comes later. */
  readonly persistAsNow: (then: Change) => Promise<void>;
  /** As `persist`, as one step of undo. */
  readonly persistUndoably: (then: Change) => Promise<Step | null>;
  /** Takes over what others have stored; what is under way here meets it in the store, where a clash is seen. */
  readonly refresh: () => Promise<void>;
  /** Takes in edits that a page which is gone now may not have stored; null where that could not be. */
  readonly absorb: <T extends Rescued>(
    leftBehind: (docId: DocId) => readonly T[],
  ) => Promise<readonly T[] | null>;
  /** Opens a document with what was left behind, or does nothing if one is open. One that can't be read is not the one that is edited then. */
  readonly open: (docId: DocId, left?: readonly Rescued[]) => Promise<void>;
  /**
   * Goes over to another document. `prepare` makes it ready, given what this one held; with `keepShowing` the edits
   * of this moment are carried over, else nothing of this one remains. Where the device can't store, it stays at
   * what it was to carry over. Whether it went.
   */
  readonly moveTo: (
    docId: DocId,
    prepare: (doc: Document, left: Document) => Document,
    options: { readonly keepShowing: boolean },
  ) => Promise<boolean>;
};

const asItIs: Change = (doc) => doc;

export const createDesk = (ports: DeskPorts, firstId: DocId): Desk => {
  const { store, heldOn, seed, announce, order, merge, rules, withRules, onStored, onChange } = ports;
  let docId = firstId;
  let copy = NO_COPY;
  let copyId = firstId;
  /** What the device was asked to store last, until it has. */
  let sent: Layout | null = null;
  /** What it was opened as. */
  let first: Layout | null = null;
  let history = NO_HISTORY;
  let notice: Notice | null = null;
  let noticed: Step | null = null;
  let isBroken = false;
  const isAtRisk = (): boolean => isBroken || heldOn(docId) !== null;
  let edits = 0;
  let reached = 0;
  let era = 0;
  /** How often something else than an edit changed the working copy. */
  let foreign = 0;
  let tail: Promise<unknown> = Promise.resolve();

  const exclusive = <T>(step: () => Promise<T>): Promise<T> => {
    const run = tail.then(step);
    tail = run.catch(() => undefined);
    return run;
  };

  const replace = (layout: Layout): void => {
    edits += 1;
    copy = { ...copy, layout };
    onChange();
  };

  /** What was shown before against what is shown now, as a step of undo. */
  const record = (before: Layout | null, joins?: object): Step | null => {
    const after = copy.layout;
    if (before === null || after === null || before === after) return null;
    history = recorded(history, { before, after, joins });
    onChange();
    return history.past.at(-1) ?? null;
  };

  /** Own tabs are followed in silence; another device's edit is said, and can be undone. */
  const show = (doc: Document, sent: Layout | null = null): void => {
    const before = copy;
    copy = caughtUp(before, doc, { sent, merge });
    if (copy.layout !== before.layout) foreign += 1;
    const news = incoming(before, copy);
    if (news !== null) notice = { kind: news };
    if (news === "merged") noticed = record(before.layout);
    onChange();
  };

  const unstored = (): Rescued | null => {
    const { basis, layout, seen } = copy;
    if (basis === null || layout === null) return null;
    const ground = heldOn(docId) ?? { layout: basis.layout, seed: basis.seed, seen };
    if (layout === ground.layout || same(layout, ground.layout)) return null;
    return { basis: { ...basis, layout: ground.layout, seed: ground.seed }, layout, seen: ground.seen, sent };
  };

  /** The working copy stays as it is, so that the next step tries to store all of it again. */
  const broke = (): void => {
    isBroken = true;
    // A first visit has nothing to lose yet, and shall see something. Of what is stored it knows nothing.
    if (copy.layout === null) {
      const { draft } = opened(EMPTY_DOCUMENT, seed());
      show({ ...copy.doc, draft: draft && { ...draft, rev: NO_REV, queuedRev: NO_REV } });
    }
    onChange();
  };

  const load = async (change: Change, sent: Layout | null = null, asked = reached): Promise<void> => {
    const id = docId;
    try {
      const stored = await withRules(() =>
        store().update(id, (before) => {
          const doc = change(opened(before, seed()));
          return [doc, { doc, isNew: doc !== before }];
        }),
      );
      reached = asked;
      isBroken = false;
      if (stored.isNew) announce(id);
      copyId = id;
      await withRules(() => show(stored.doc, sent));
    } catch {
      reached = asked;
      return broke();
    }
    if (unstored() === null) onStored(id);
  };

  const brought = (doc: Document, edit: Rescued): Document => {
    const next = edited(doc, edit, merge);
    const isNew = doc.head !== null && doc.head.version > (edit.seen?.version ?? 0);
    return isNew && next.draft !== doc.draft ? rules().broughtIn(doc, edit, order()) : next;
  };

  const absorbed = (doc: Document, left: Rescued): Document =>
    doc.draft !== null && same(doc.draft.layout, left.sent)
      ? edited(doc, { ...left, basis: doc.draft }, merge)
      : brought(doc, left);

  /** What was left behind, without what was edited here since: that comes after it. */
  const older = (left: Rescued): Rescued =>
    copy.layout === null || first === null
      ? left
      : { ...left, layout: merge({ base: first, mine: copy.layout, theirs: left.layout }).layout };

  const keep = async (then: Change, now = { layout: copy.layout, edits }): Promise<void> => {
    const { basis } = copy;
    const { layout } = now;
    if (layout === null || basis === null) return;
    if (layout === basis.layout) return load(then, layout, now.edits);
    const { seen } = copy;
    sent = layout;
    await load((doc) => then(brought(doc, { layout, basis, seen })), layout, now.edits);
    if (sent === layout) sent = null;
  };

  const edit: Desk["edit"] = (change, joins) => {
    const before = copy.layout;
    const after = before && change(before);
    if (before === null || after === null || after === before) return null;
    replace(after);
    return record(before, joins);
  };

  const travel: Desk["travel"] = (direction) => {
    const { layout } = copy;
    const result = layout && travelled(history, layout, { direction, merge });
    if (result === null) return false;
    history = result.history;
    replace(result.layout);
    return true;
  };

  return {
    get docId() {
      return docId;
    },
    get copy() {
      return copy;
    },
    get undoHistory() {
      return history;
    },
    get notice() {
      return notice;
    },
    get noticed() {
      return noticed;
    },
    get isBroken() {
      return isAtRisk();
    },
    get unstored() {
      return unstored();
    },
    get edits() {
      return edits;
    },
    get reached() {
      return reached;
    },
    get era() {
      return era;
    },
    seen: (id) => (id === copyId ? copy.doc : null),
    edit,
    travel,
    revert: (step) =>
      step === history.past.at(-1)
        ? travel("undo")
        : edit((layout) => {
            const next = without(step, layout, merge);
            return same(next, layout) ? layout : next;
          }) !== null,
    recall: (next) => {
      history = next;
      onChange();
    },
    dismissNotice: () => {
      notice = null;
      onChange();
    },
    persist: (then = asItIs) => exclusive(() => keep(then)),
    persistAsNow: (then) => {
      const now = { layout: copy.layout, edits };
      const before = foreign;
      sent = copy.layout;
      // Where something came in meanwhile, what was here then would take it back again.
      return exclusive(() => keep(then, before === foreign ? now : undefined));
    },
    persistUndoably: (then) =>
      exclusive(async () => {
        const before = copy.layout;
        await keep(then);
        return record(before);
      }),
    refresh: () =>
      exclusive(async () => {
        if (isDirty(copy)) return keep(asItIs);
        try {
          const doc = await store().read(docId);
          if (copy.basis !== null) await withRules(() => show(doc));
        } catch {
          broke();
        }
      }),
    absorb: (leftBehind) =>
      exclusive(async () => {
        const rescued = leftBehind(docId);
        if (rescued.length > 0) await load((doc) => rescued.map(older).reduce(absorbed, doc));
        return isBroken ? null : rescued;
      }),
    open: (id, left = []) =>
      exclusive(async () => {
        if (copy.basis !== null) return;
        const here = docId;
        docId = id;
        await load((doc) => left.reduce(absorbed, doc));
        first = copy.layout;
        if (isBroken) docId = here;
      }),
    moveTo: (id, prepare, { keepShowing }) =>
      exclusive(async () => {
        await keep(asItIs);
        const { basis } = copy;
        const here = docId;
        // What this tab never opened, another one may have written.
        const unopened =
          basis === null
            ? await store()
                .read(docId)
                .catch(() => null)
            : null;
        const left = unopened ?? copy.doc;
        docId = id;
        const before = reached;
        reached = -1;
        if (!keepShowing) {
          era += 1;
          copy = NO_COPY;
          history = NO_HISTORY;
          notice = noticed = null;
        } else if (basis !== null) {
          // Revisions are counted for each document: an equal one of another says nothing.
          copy = { ...copy, basis: { ...basis, rev: NO_REV } };
        }
        // What was edited while the old document was written is in neither yet.
        await load((doc) => prepare(doc, left), keepShowing ? (basis?.layout ?? null) : null, before);
        if (!isBroken || !keepShowing) return true;
        docId = here;
        reached = before;
        return false;
      }),
  };
};
