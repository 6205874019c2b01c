/** What happens to a document when the server's head moves on. Pure, like `document.ts`. */
import { same, utf8Length } from "../../worker/layout/canonical.ts";
import { LIMITS } from "../../worker/layout/limits.ts";
import { merge } from "../../worker/layout/merge.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import {
  type Document,
  type Draft,
  edited,
  type Head,
  newRow,
  nextSeq,
  type Order,
  type OutboxRow,
  type ParkedRow,
} from "./document.ts";

/**
 * Carries all that is not on the server, built on the layout `from`, over to the server's newer head. Nothing in
 * the outbox may have taken effect: a row that was sent must have been refused, and gets a new operation id.
 *
 * Without a clash everything moves along. With one it becomes a single question, of what this device shows against
 * the head: to let either side win here would be a silent overwrite.
 */
export const movedOnto = (
  doc: Document,
  { from, theirs }: { readonly from: Layout; readonly theirs: Head },
  order: Order,
): Document => {
  const { draft } = doc;
  if (draft === null) return { ...doc, head: theirs };
  const carry = (mine: Layout) => merge({ base: from, mine, theirs: theirs.layout });
  const shown = carry(draft.layout);
  const carried = doc.rows.map(({ layout }) => carry(layout));
  if ([shown, ...carried].some(({ conflicts, layout }) => conflicts.length > 0 || !fits(layout))) {
    return inConflict(doc, { from, theirs }, order);
  }
  const rows = chained(
    doc.rows.map((row, index) => ({
      ...renewed(row, order, index),
      layout: carried[index]?.layout ?? row.layout,
    })),
    theirs,
  );
  return { ...doc, head: theirs, rows, draft: carriedDraft(draft, shown.layout) };
};

/** Two layouts within the limits may add up to one beyond: then a person has to choose as well. */
const fits = ({ desktop, mobile, ...rest }: Layout): boolean =>
  Math.max(desktop.length, mobile.length) <= LIMITS.widgets &&
  utf8Length(JSON.stringify({ desktop, mobile, ...rest })) <= LIMITS.layoutBytes;

/** The first row builds on the head, each other one on the row before it. */
export const chained = (rows: readonly OutboxRow[], head: Head): readonly OutboxRow[] =>
  rows.map((row, index) => {
    const before = rows[index - 1];
    const base = before
      ? { version: null, layout: before.layout }
      : { version: head.version, layout: head.layout };
    return { ...row, base };
  });

/** A row that was never sent keeps its operation id; one that was refused becomes another operation. */
const renewed = (row: OutboxRow, { opId, now }: Order, index: number): OutboxRow => {
  if (row.attempts === 0 && row.state !== "conflict") return row;
  const { theirs: _, ...rest } = row;
  return { ...rest, opId: `${opId}.${index}`, state: "queued", attempts: 0, nextAt: now, lastError: null };
};

const carriedDraft = (draft: Draft, layout: Layout): Draft => {
  if (same(layout, draft.layout)) return draft;
  const rev = draft.rev + 1;
  return { ...draft, layout, rev, queuedRev: draft.rev === draft.queuedRev ? rev : draft.queuedRev };
};

/**
 * One row that holds all this device shows, and waits for a person; named saves wait before it. A side that was set
 * aside in an earlier round stays with it.
 */
const inConflict = (
  doc: Document,
  { from, theirs }: { readonly from: Layout; readonly theirs: Head },
  order: Order,
): Document => {
  const { draft } = doc;
  if (draft === null) return doc;
  const { opId, now } = order;
  const named = doc.rows.filter(({ description }) => description !== undefined);
  const setAside = doc.rows.find((row) => row.setAside !== undefined)?.setAside;
  const row: OutboxRow = {
    ...newRow({
      ...{ opId, now },
      seq: nextSeq(doc),
      base: { version: null, layout: from },
      layout: draft.layout,
    }),
    ...(setAside === undefined ? {} : { setAside }),
    ...{ state: "conflict", theirs },
  };
  const rows = [...named.map((one, index) => renewed(one, order, index)), row];
  return { ...doc, head: theirs, rows, draft: { ...draft, queuedRev: draft.rev } };
};

/** A newer head, seen while nothing waits to be sent. The draft follows, keeping what is not queued yet. */
export const pulled = (doc: Document, theirs: Head, order: Order): Document => {
  if (doc.rows.length > 0 || (doc.head !== null && theirs.version <= doc.head.version)) return doc;
  return movedOnto(doc, { from: doc.head?.layout ?? doc.draft?.seed ?? theirs.layout, theirs }, order);
};

/**
 * Takes over what another user of this device left (a guest whose session was lost), as if it had been edited here.
 * Saves on their way are part of the draft; what the other user's server history holds stays there.
 */
export const adopted = (doc: Document, orphan: Document, order: Order): Document => {
  const { draft, head } = doc;
  if (orphan.draft === null || draft === null) return doc;
  const { layout, seed } = orphan.draft;
  const parked = [...doc.parked, ...orphan.parked, ...orphan.rows.flatMap((row) => parkedAside(row, head))];
  const isQuiet = doc.rows.length === 0 && draft.rev === draft.queuedRev;
  if (head === null || !isQuiet) {
    return { ...edited(doc, { layout, basis: { ...draft, rev: NO_REV, layout: seed } }), parked };
  }
  const taken: Draft = { ...draft, layout, rev: draft.rev + 1 };
  return movedOnto({ ...doc, draft: taken, parked }, { from: seed, theirs: head }, order);
};

/** The side that a save would have set aside, where that save is not going to be made. */
export const parkedAside = (
  { opId, setAside, queuedAt }: OutboxRow,
  head: Head | null,
  reason: { readonly code: string; readonly detail: string } = ORPHANED,
): readonly ParkedRow[] =>
  setAside === undefined
    ? []
    : [{ ...reason, opId: opId + ASIDE, layout: setAside, headVersion: head?.version ?? null, queuedAt }];

/** Ends the operation id of a parked side. */
export const ASIDE: string = ".aside";

const ORPHANED = {
  code: "set-aside",
  detail: "Your side of a conflict, settled before the session was lost.",
};

/** A revision that no draft ever has: forces a merge. */
const NO_REV = -1;
