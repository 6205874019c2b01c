/** What is saved while a question waits joins that question. Pure, like `document.ts`. */
import { type Document, sentRow } from "./document.ts";
import { type QueueOrder, rowOf } from "./queue.ts";
import { movedOnto } from "./rebase.ts";

/** As `queued`, where the last row waits for a person: it asks about what is shown now, or no longer has to. */
export const askedAgain = (doc: Document, order: QueueOrder): Document => {
  const { draft } = doc;
  const last = doc.rows.at(-1);
  if (draft === null || last?.theirs === undefined) return doc;
  const { layout } = draft;
  const named =
    order.description === undefined ? [] : [rowOf(order, { seq: last.seq, base: last.base, layout })];
  const asked = { ...last, seq: last.seq + named.length, layout };
  const again = {
    ...doc,
    draft: { ...draft, queuedRev: draft.rev },
    rows: [...doc.rows.slice(0, -1), ...named, asked],
  };
  if (sentRow(doc) !== null) return again;
  return movedOnto(again, { from: last.base.layout, theirs: last.theirs }, order);
};
