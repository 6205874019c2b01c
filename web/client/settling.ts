/**
 * Whether an edit is settled, and how: from the document as it is stored, and from why nothing is sent. Pure.
 *
 * A row of the outbox holds all that was queued before it. So whichever row an edit went into, the last one has it
 * too, and where none is left, the server has it, or has refused it.
 */
import { same } from "../../worker/layout/same.ts";
import { askedRow, type Document } from "../offline/document.ts";
import { SIGNED_OUT, STORAGE } from "./failure.ts";
import type { Failure, SaveResult } from "./state.ts";
import { UNREACHABLE } from "./unreachable.ts";

export type Settling = {
  readonly doc: Document;
  /** The draft's revision since which the edit is in it. */
  readonly rev: number;
  /** The operation that brings it to the server, once it is known. */
  readonly opId: string | undefined;
  /** The edit is to stay a draft. */
  readonly isDraft: boolean;
  /** Why nothing is sent; null where it is. */
  readonly hold: Failure | null;
  /** What this page holds is in its memory, and not on the device. */
  readonly isBroken: boolean;
};

/** Null while it is on its way. */
export const settlementOf = (settling: Settling): SaveResult | null => {
  const result = outcomeOf(settling);
  // What this page has in memory alone is on no device.
  return settling.isBroken && result?.source === "local" ? notSaved(STORAGE) : result;
};

const outcomeOf = ({ doc, rev, opId, isDraft, hold, isBroken }: Settling): SaveResult | null => {
  const { draft, rows, parked } = doc;
  if (draft === null || draft.queuedRev < rev) return isDraft || isBroken ? onDevice() : null;
  const refusal = parked.find((row) => row.opId === opId);
  if (refusal !== undefined) return refusedAs(refusal);
  const [first] = rows;
  if (first === undefined) return arrived(doc);
  if (askedRow(doc) !== null) return onDevice(CONFLICT);
  if (hold !== null) return onDevice(hold);
  if (rows.some(({ state }) => state === "auth")) return onDevice(SIGNED_OUT);
  // The first one waits for its next attempt, and all others behind it.
  return first.state === "queued" && first.lastError !== null ? onDevice(UNREACHABLE) : null;
};

/** The operation that brings it: the one it was, or the last, where that has become another or was heard elsewhere. */
export const carrierOf = (
  { draft, rows, parked }: Document,
  rev: number,
  opId: string | undefined,
): string | undefined => {
  if (draft === null || draft.queuedRev < rev) return undefined;
  return [...rows, ...parked].some((row) => row.opId === opId) ? opId : (rows.at(-1)?.opId ?? opId);
};

const CONFLICT: Failure = {
  code: "conflict",
  message: "Another device changed the same; a person has to decide.",
};

export const onDevice = (error?: Failure): SaveResult => ({
  ...{ success: true, source: "local" },
  ...(error === undefined ? {} : { error }),
});

export const notSaved = (error: Failure): SaveResult => ({ success: false, source: "local", error });

const refusedAs = ({ code, detail }: Document["parked"][number]): SaveResult =>
  notSaved({ code: code as Failure["code"], message: detail });

/** Nothing waits: what is shown is on the server, unless that refused it or there was nothing to save. */
const arrived = ({ draft, head, parked }: Document): SaveResult => {
  const isThere = head !== null && draft !== null && same(draft.layout, head.layout);
  const isAhead = draft !== null && draft.rev > draft.queuedRev;
  const refusal = parked.findLast(({ headVersion }) => !isAhead || headVersion === (head?.version ?? null));
  if (!isThere && refusal !== undefined) return refusedAs(refusal);
  return head === null ? onDevice() : { success: true, source: "remote", version: head.version };
};
