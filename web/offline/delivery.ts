/**
 * What sending does to a document: which row goes next, and what each answer means. Pure, like `document.ts`.
 * A row leaves the outbox in the same step that records what became of it, or it stays.
 */
import { same } from "../../worker/layout/same.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import {
  askedRow,
  type Document,
  type Head,
  type Order,
  type OutboxRow,
  type ParkedRow,
  sealOf,
} from "./document.ts";
import { ASIDE, groundOf, movedOnto, parkedAside } from "./rebase.ts";
import { metIn, sentAs, wary, wroteItself } from "./seal.ts";

/** Longer than any backoff and any Retry-After that is obeyed. */
export const LONGEST_WAIT_MS: number = 10 * 60_000;

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
  const due = dueAt(doc);
  // Further off than any wait of ours, the time was written by a clock that has been put right since.
  const isDue = due !== null && (due <= now || due > now + LONGEST_WAIT_MS);
  if (row === undefined || !isDue) return { doc, row: null };
  const sending: OutboxRow = { ...sentAs(row, sealOf(doc)), state: "sending", attempts: row.attempts + 1 };
  return { doc: { ...doc, rows: [sending, ...rest] }, row: sending };
};

/** When the first row may go, in milliseconds since 1970; null where nothing may, or not before a person acts. */
export const dueAt = (doc: Document): number | null => {
  const [row] = doc.rows;
  const waits = askedRow(doc) !== null || doc.rows.some(({ state }) => state === "auth");
  if (row === undefined || waits) return null;
  return row.state === "sending" ? 0 : row.nextAt;
};

/** The server has it, as `head`. What follows builds on that; where the server merged, it follows the merge. */
export const acked = (doc: Document, opId: string, head: Head, order: Order): Document =>
  settled(doc, opId, (row, rows) => {
    const asked = rows.find(isQuestion);
    // A question that came up meanwhile is of an older head: what this save changed is no part of it.
    const from =
      asked === undefined
        ? row.layout
        : order.merge({ base: row.base.layout, mine: ground(doc, asked), theirs: row.layout }).layout;
    return movedOnto(
      { ...wroteItself(doc, head.version), rows },
      { from, theirs: ownAfter(doc, row, head) },
      order,
    );
  });

/** What this device alone made of the head before is no news to its person, in whichever tab it was made. */
const ownAfter = ({ head: before }: Document, { layout }: OutboxRow, head: Head): Head =>
  head.version === (before?.version ?? 0) + 1 && same(head.layout, layout)
    ? { ...head, foreign: before?.foreign ?? before?.version ?? 0 }
    : head;

/** The server refused it because its head is another: `theirs`. */
export const outdated = (doc: Document, opId: string, theirs: Head, order: Order): Document =>
  settled(doc, opId, (row, rows) => {
    const asked = rows.find(isQuestion);
    return movedOnto(
      wary(doc, metIn(theirs)),
      { from: asked === undefined ? row.base.layout : ground(doc, asked), theirs },
      order,
    );
  });

const ground = ({ draft }: Document, asked: OutboxRow): Layout =>
  draft === null ? asked.base.layout : groundOf(asked, draft.layout);

const isQuestion = ({ state }: OutboxRow): boolean => state === "conflict";

/** The server will never take it: kept aside, and what follows builds on what it built on. */
export const refused = (
  doc: Document,
  opId: string,
  { code, detail }: { readonly code: string; readonly detail: string },
): Document =>
  settled(doc, opId, (row, [next, ...later]) => {
    const { layout, description, queuedAt } = row;
    const name = description === undefined ? {} : { description };
    const parked: ParkedRow = {
      opId,
      layout,
      code,
      detail,
      ...name,
      headVersion: doc.head?.version ?? null,
      queuedAt,
    };
    // An unnamed save holds all that an earlier unnamed one held: a lasting refusal is kept once, not once per edit.
    const kept = doc.parked.filter(
      (one) => one.description !== undefined || one.code !== code || one.opId.endsWith(ASIDE),
    );
    return {
      ...doc,
      rows: next === undefined ? [] : [isQuestion(next) ? next : { ...next, base: row.base }, ...later],
      parked: [
        ...(description === undefined ? kept : doc.parked),
        parked,
        ...parkedAside(row, doc.head, { code, detail }),
      ],
    };
  });

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

/** Whether a person is to be asked where two devices meet, for saves that were queued before that was decided. */
export const asking = (doc: Document, { asks }: Order): Document => ({
  ...doc,
  rows: doc.rows.map(({ asks: _, ...row }) => (asks === undefined ? row : { ...row, asks })),
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
