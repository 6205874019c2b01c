/** What becomes of a save that waits once the server has it as a layout of its own. Pure, like `document.ts`. */
import { same } from "../../worker/layout/same.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { resolved } from "./conflict.ts";
import { askedRow, type Document, type Order, type OutboxRow } from "./document.ts";
import { discarded } from "./parked.ts";

/** What can be taken out of the way: what waits for a person. */
export const copyable = ({ rows, parked }: Document, opId: string): Layout | null => {
  const row = rows.find((one) => one.opId === opId && (one.state === "conflict" || one.state === "auth"));
  return (row ?? parked.find((one) => one.opId === opId))?.layout ?? null;
};

/**
 * Takes the save out, if it is still what was copied. A question is settled in favour of the other side, as mine is
 * safe in the copy; what was shown of any other gives way to what the server has.
 */
export const copied = (
  doc: Document,
  { opId, layout }: { readonly opId: string; readonly layout: Layout },
  order: Order,
): Document => {
  if (!same(copyable(doc, opId), layout)) return doc;
  const row = doc.rows.find((one) => one.opId === opId);
  if (row === undefined) return discarded(doc, opId);
  if (row.state === "auth") return withoutRow(doc, row);
  return row === askedRow(doc) ? resolved(doc, "theirs", order) : doc;
};

/** What follows builds on what it built on. */
const withoutRow = (doc: Document, row: OutboxRow): Document => {
  const { draft, head } = doc;
  const at = doc.rows.indexOf(row);
  const rows = doc.rows
    .map((one, index) => (index === at + 1 && one.state !== "conflict" ? { ...one, base: row.base } : one))
    .filter((one) => one !== row);
  if (draft === null || rows.length > 0 || !same(draft.layout, row.layout)) return { ...doc, rows };
  const rev = draft.rev + 1;
  return { ...doc, rows, draft: { ...draft, layout: head?.layout ?? draft.seed, rev, queuedRev: rev } };
};
