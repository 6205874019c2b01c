/**
 * Undo and redo survive the page: the steps of what is shown are written down a moment after each, and a page that
 * starts goes on with those of the pages that are gone. Nothing waits for it, and where it fails undo ends with the
 * page.
 */
import { CURRENT_USER, type DocId, docIdOf } from "../offline/store.ts";
import type { Keeper } from "./keeper.ts";
import { MOST_STEPS, type Step, type UndoHistory } from "./undo.ts";
import { createStepPacker } from "./undo-steps.ts";
import type { StepStore } from "./undo-store.ts";

const WRITE_AFTER_MS = 500;

export type UndoKeeping = {
  /** Something may have changed. */
  readonly look: () => void;
  /** The page may be gone in a moment. */
  readonly leave: () => void;
};

export const createUndoKeeping = ({ desk, ports, layoutId }: Keeper, steps: StepStore): UndoKeeping => {
  const { clock } = ports;
  const nobodys = docIdOf(CURRENT_USER, layoutId);
  const { packed, unpacked } = createStepPacker();
  /** What took in other devices' edits here: after the page nobody means that by "undo". */
  const foreign = new WeakSet<Step>();
  let { docId, era } = desk;
  let seen = NONE;
  let cancelTimer: (() => void) | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<unknown>): void => {
    // What could not be written is part of what is written next.
    tail = tail.then(work).catch(() => undefined);
  };

  const write = (id: DocId, { past, future }: UndoHistory): void => {
    const own = { past: past.filter((step) => !foreign.has(step)), future };
    inTurn(() => steps.write(id, packed(own, clock.now())));
  };
  const flush = (): void => {
    if (cancelTimer === null) return;
    cancelTimer();
    cancelTimer = null;
    write(docId, seen);
  };
  const writeSoon = (): void => {
    cancelTimer ??= clock.after(WRITE_AFTER_MS, flush);
  };

  const inherit = (): void => {
    const id = docId;
    // Whoever comes here next as somebody new is not to take back what the person before them did.
    if (id !== nobodys) clear(nobodys);
    inTurn(async () => {
      const older = unpacked(await steps.inherit(id));
      if (id === docId && older.past.length + older.future.length > 0)
        desk.recall(continued(older, desk.undoHistory));
    });
  };

  const clear = (id: DocId): void => {
    inTurn(() => steps.inherit(id));
    inTurn(() => steps.write(id, null));
  };

  /** With the work of this page its steps go along; else they stay with whose they are. */
  const move = (): void => {
    if (desk.era !== era) {
      flush();
      seen = NONE;
    } else {
      clear(docId);
      writeSoon();
    }
    ({ docId, era } = desk);
    inherit();
  };

  const look = (): void => {
    const { noticed, undoHistory } = desk;
    if (noticed !== null) foreign.add(noticed);
    if (desk.docId !== docId) {
      // It may not stay where it is on its way to.
      if (desk.isBroken) return;
      move();
    }
    if (undoHistory === seen) return;
    seen = undoHistory;
    writeSoon();
  };

  inherit();
  look();
  return { look, leave: flush };
};

const NONE: UndoHistory = { past: [], future: [] };

const continued = (older: UndoHistory, { past, future }: UndoHistory): UndoHistory => ({
  past: [...older.past, ...past].slice(-MOST_STEPS),
  future: past.length + future.length === 0 ? older.future : future,
});
