/** What happens to a document when the server's head moves on. Pure, like `document.ts`. */
import { same } from "../../worker/layout/canonical.ts";
import { merge } from "../../worker/layout/merge.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import {
  type Document,
  type Draft,
  edited,
  type Head,
  newRow,
  type Order,
  type OutboxRow,
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
  const [now, ...then] = [draft.layout, ...doc.rows.map(({ layout }) => layout)].map(carry);
  const clashes = [now, ...then].some((merged) => merged !== undefined && merged.conflicts.length > 0);
  if (now === undefined || clashes) return inConflict(doc, { from, theirs }, order);

  const rows = doc.rows.map((row, index): OutboxRow => {
    const layout = then[index]?.layout ?? row.layout;
    const before = then[index - 1]?.layout;
    const base =
      before === undefined
        ? { version: theirs.version, layout: theirs.layout }
        : { version: null, layout: before };
    if (row.attempts === 0 && row.state !== "conflict") return { ...row, layout, base };
    const { theirs: _, ...refused } = row;
    return {
      ...refused,
      layout,
      base,
      opId: order.opId,
      state: "queued",
      attempts: 0,
      nextAt: order.now,
      lastError: null,
    };
  });
  return { ...doc, head: theirs, rows, draft: carriedDraft(draft, now.layout) };
};

const carriedDraft = (draft: Draft, layout: Layout): Draft => {
  if (same(layout, draft.layout)) return draft;
  const rev = draft.rev + 1;
  return { ...draft, layout, rev, queuedRev: draft.rev === draft.queuedRev ? rev : draft.queuedRev };
};

/** One row that holds all this device has, and waits for a person. A side that was set aside before stays with it. */
const inConflict = (
  doc: Document & { readonly draft: Draft | null },
  { from, theirs }: { readonly from: Layout; readonly theirs: Head },
  { opId, now }: Order,
): Document => {
  const { draft } = doc;
  if (draft === null) return doc;
  const [first] = doc.rows;
  const row: OutboxRow = {
    ...newRow({
      seq: first?.seq ?? 1,
      opId,
      now,
      base: { version: null, layout: from },
      layout: draft.layout,
    }),
    ...(first?.setAside === undefined ? {} : { setAside: first.setAside }),
    ...{ state: "conflict", theirs, queuedAt: first?.queuedAt ?? new Date(now).toISOString() },
  };
  return { ...doc, head: theirs, rows: [row], draft: { ...draft, queuedRev: draft.rev } };
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
export const adopted = (doc: Document, orphan: Document): Document => {
  if (orphan.draft === null || doc.draft === null) return doc;
  const { layout, seed } = orphan.draft;
  const merged = edited(doc, { layout, basis: { ...doc.draft, rev: NO_REV, layout: seed } });
  return { ...merged, parked: [...doc.parked, ...orphan.parked] };
};

/** A revision that no draft ever has: forces a merge. */
const NO_REV = -1;
