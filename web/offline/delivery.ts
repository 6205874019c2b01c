/**
 * What sending does to a document: which row goes next, and what each answer means. Pure, like `document.ts`.
 * A row leaves the outbox in the same step that records what became of it, or it stays.
 */
import type { Document, Head, Order, OutboxRow } from "./document.ts";
import { movedOnto } from "./rebase.ts";

/**
 * The row to send now, marked as being sent, or null. Only the first of a layout may go: saves of one layout keep
 * their order. A row found in `sending` is a leftover of a crash, since one lock lets only one of us send, and goes
 * again under its own operation id.
 */
export const taken = (
  doc: Document,
  now: number,
): { readonly doc: Document; readonly row: OutboxRow | null } => {
  const [row, ...rest] = doc.rows;
  if (row === undefined || !isDue(row, now)) return { doc, row: null };
  const sending: OutboxRow = { ...row, state: "sending", attempts: row.attempts + 1 };
  return { doc: { ...doc, rows: [sending, ...rest] }, row: sending };
};

export const isDue = (row: OutboxRow, now: number): boolean =>
  row.state === "sending" || (row.state === "queued" && row.nextAt <= now);

/** The server has it, as `head`. What follows builds on that; where the server merged, it follows the merge. */
export const acked = (doc: Document, opId: string, head: Head, order: Order): Document =>
  settled(doc, opId, (row, rows) => movedOnto({ ...doc, rows }, { from: row.layout, theirs: head }, order));

/** The server refused it because its head is another: `theirs`. */
export const outdated = (doc: Document, opId: string, theirs: Head, order: Order): Document =>
  settled(doc, opId, (row) => movedOnto(doc, { from: row.base.layout, theirs }, order));

/** The server will never take it: kept aside, and what follows builds on what it built on. */
export const refused = (
  doc: Document,
  opId: string,
  reason: { readonly code: string; readonly detail: string },
): Document =>
  settled(doc, opId, (row, [next, ...later]) => ({
    ...doc,
    rows: next === undefined ? [] : [{ ...next, base: row.base }, ...later],
    parked: [...doc.parked, { opId, layout: row.layout, ...reason, queuedAt: row.queuedAt }],
  }));

/** No answer that counts: it may or may not have arrived, so the same operation goes again. */
export const postponed = (
  doc: Document,
  opId: string,
  { error, nextAt }: { error: string; nextAt: number },
): Document =>
  settled(doc, opId, (row, rest) => ({
    ...doc,
    rows: [{ ...row, state: "queued", lastError: error, nextAt }, ...rest],
  }));

/** All wait for their owner to sign in. */
export const signedOut = (doc: Document): Document => ({
  ...doc,
  rows: doc.rows.map((row) => (row.state === "conflict" ? row : { ...row, state: "auth" as const })),
});

/** Signed in again, the network back, or a person who does not want to wait: what can go may go at once. */
export const hastened = (doc: Document, now: number): Document => ({
  ...doc,
  rows: doc.rows.map((row) =>
    row.state === "auth" || row.state === "queued"
      ? { ...row, state: "queued" as const, nextAt: Math.min(row.nextAt, now) }
      : row,
  ),
});

/** Only the first row is ever sent; an answer for a row that is no longer there changes nothing. */
const settled = (
  doc: Document,
  opId: string,
  settle: (row: OutboxRow, rest: readonly OutboxRow[]) => Document,
): Document => {
  const [row, ...rest] = doc.rows;
  return row?.opId === opId ? settle(row, rest) : doc;
};
