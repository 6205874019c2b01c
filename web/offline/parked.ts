/** What a person can do with a save that the server refused. Pure, like `document.ts`. */
import { same } from "../../worker/layout/same.ts";
import type { Document, ParkedRow } from "./document.ts";

/** Puts it back as an edit, to be saved again, even where it is still what is shown. */
export const keptAgain = (doc: Document, opId: string): Document => {
  const row = parkedAt(doc, opId);
  if (row === undefined || doc.draft === null) return doc;
  return { ...without(doc, opId), draft: { ...doc.draft, layout: row.layout, rev: doc.draft.rev + 1 } };
};

/**
 * Drops it. Where it is what is shown, what is on the server shows again: no page may show the one and mean the other.
 */
export const discarded = (doc: Document, opId: string): Document => {
  const row = parkedAt(doc, opId);
  const { draft } = doc;
  if (row === undefined || draft === null) return doc;
  if (doc.rows.length > 0 || !same(draft.layout, row.layout)) return without(doc, opId);
  const rev = draft.rev + 1;
  return {
    ...without(doc, opId),
    draft: { ...draft, layout: doc.head?.layout ?? draft.seed, rev, queuedRev: rev },
  };
};

const parkedAt = (doc: Document, opId: string): ParkedRow | undefined =>
  doc.parked.find((row) => row.opId === opId);

const without = (doc: Document, opId: string): Document => ({
  ...doc,
  parked: doc.parked.filter((row) => row.opId !== opId),
});
