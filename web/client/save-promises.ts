/**
 * What was promised to those who save. Every promise is kept: it is looked at after each change, and after a while
 * it says what is known then. None rejects.
 */
import type { SaveReply } from "../../worker/layout/wire.ts";
import type { Document } from "../offline/document.ts";
import type { Clock } from "./autosave.ts";
import { SIGNED_OUT, STORAGE } from "./failure.ts";
import { carrierOf, notSaved, onDevice, settlementOf } from "./settling.ts";
import type { Failure, SaveResult } from "./state.ts";
import { UNREACHABLE } from "./unreachable.ts";

/** Longer than the timeout of a call: only what no answer can come for any more waits so long. */
export const LATEST_MS = 30_000;

/** What the page knows at the moment. */
export type View = {
  readonly doc: Document;
  readonly docId: string;
  /** Goes up when the page turns to another person, and what it showed is not carried along. */
  readonly era: number;
  /** How many of this page's edits the device was asked to store; whether it did, `isBroken` says. */
  readonly reached: number;
  readonly isBroken: boolean;
  readonly hold: Failure | null;
  readonly autoSave: boolean;
  readonly autoSaveMaxDelay: number;
};

type Ack = { readonly version: number; readonly outcome?: SaveReply["outcome"] };

type Waiting = {
  /** Counts this page's edits: all up to it. */
  readonly edit: number;
  readonly isAsked: boolean;
  readonly era: number;
  readonly settle: (result: SaveResult) => void;
  /** The document and its revision that has it, once one has. */
  docId: string;
  rev: number | undefined;
  /** The operation that brings it to the server. */
  opId?: string | undefined;
  ack?: Ack;
  isLate?: boolean;
};

export type SavePromises = {
  /** Of all edits up to `edit`, or of all up to the revision `rev`. `isAsked`: not left to the autosave. */
  readonly of: (what: { edit: number; rev?: number; isAsked: boolean }) => Promise<SaveResult>;
  /** Something may have changed. */
  readonly look: () => void;
  /** The server acknowledged an operation. */
  readonly heard: (opId: string, ack: Ack) => void;
};

export const createSavePromises = (clock: Clock, view: () => View): SavePromises => {
  const open = new Set<Waiting>();
  const look = (): void => {
    if (open.size === 0) return;
    const now = view();
    for (const waiting of open) {
      const result = progress(waiting, now);
      if (result === null) continue;
      open.delete(waiting);
      waiting.settle(waiting.ack === undefined ? result : toResult(waiting.ack));
    }
  };
  return {
    look,
    of: ({ edit, rev, isAsked }) =>
      new Promise((done) => {
        const { docId, era, autoSaveMaxDelay } = view();
        const late = () => {
          waiting.isLate = true;
          look();
        };
        const cancel = clock.after(LATEST_MS + autoSaveMaxDelay, late);
        const settle = (result: SaveResult) => {
          cancel();
          done(result);
        };
        const waiting: Waiting = { edit, rev, isAsked, docId, era, settle };
        open.add(waiting);
        look();
      }),
    heard: (opId, ack) => {
      for (const waiting of open) if (waiting.opId === opId) waiting.ack = ack;
    },
  };
};

const toResult = (ack: Ack): SaveResult => ({ success: true, source: "remote", ...ack });

const progress = (waiting: Waiting, view: View): SaveResult | null => {
  const { doc, docId, isBroken, hold, autoSave } = view;
  if (waiting.era !== view.era) return waiting.rev === undefined ? notSaved(STORAGE) : onDevice(SIGNED_OUT);
  // Where it went along into another document, revisions are others.
  if ((waiting.rev === undefined || waiting.docId !== docId) && waiting.edit <= view.reached)
    Object.assign(waiting, { docId, rev: doc.draft?.rev, opId: undefined });
  const { rev, ack } = waiting;
  if (rev === undefined) return waiting.isLate ? notSaved(STORAGE) : null;
  if (waiting.docId !== docId) return waiting.isLate ? onDevice(UNREACHABLE) : null;
  if (ack !== undefined && !doc.rows.some(({ opId }) => opId === waiting.opId)) return toResult(ack);
  if (ack === undefined) waiting.opId = carrierOf(doc, rev, waiting.opId);
  const isDraft = !autoSave && !waiting.isAsked;
  const settled = settlementOf({ doc, rev, opId: waiting.opId, isDraft, hold, isBroken });
  return settled ?? (waiting.isLate ? onDevice(UNREACHABLE) : null);
};
