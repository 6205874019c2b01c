/** The one question there is: two sides changed the same thing. Pure, like `document.ts`. */
import { same } from "../../worker/layout/canonical.ts";
import { type Conflict, merge } from "../../worker/layout/merge.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { type Document, type Head, newRow, type Order, type OutboxRow } from "./document.ts";

/** Two sides of a conflict and what they could be together; null where there is none. */
export const conflictOf = (
  doc: Document,
): {
  readonly mine: Layout;
  readonly theirs: Head;
  readonly merged: Layout;
  readonly conflicts: readonly Conflict[];
} | null => {
  const row = doc.rows.find(({ state }) => state === "conflict");
  if (row?.theirs === undefined || doc.draft === null) return null;
  const mine = doc.draft.layout;
  const { layout, conflicts } = merge({ base: row.base.layout, mine, theirs: row.theirs.layout });
  return { mine, theirs: row.theirs, merged: layout, conflicts };
};

/** Settles a conflict as a save of its own. Whatever is chosen, the other side is in the history afterwards. */
export const resolved = (doc: Document, choice: "mine" | "theirs" | "merged", order: Order): Document => {
  const question = conflictOf(doc);
  const asked = doc.rows.find(({ state }) => state === "conflict");
  if (question === null || asked === undefined || doc.draft === null) return doc;
  const { mine, theirs, merged } = question;
  const layout = choice === "mine" ? mine : choice === "theirs" ? theirs.layout : merged;
  const settle = (row: OutboxRow, setAside: Layout | undefined): OutboxRow => ({
    ...row,
    changeType: "conflict_resolution",
    ...(setAside === undefined ? {} : { setAside }),
  });
  const base = { version: theirs.version, layout: theirs.layout };
  const seq = asked.seq + 1;
  const setAside = same(layout, mine) ? undefined : mine;
  // Set aside in an earlier round that never arrived: it goes first, in a save of its own.
  const rows =
    asked.setAside === undefined
      ? [settle(newRow({ ...order, seq, base, layout }), setAside)]
      : [
          settle(newRow({ ...order, seq, base, layout: theirs.layout }), asked.setAside),
          settle(
            newRow({
              ...order,
              opId: `${order.opId}.2`,
              seq: seq + 1,
              base: { ...base, version: null },
              layout,
            }),
            setAside,
          ),
        ];
  const rev = doc.draft.rev + 1;
  return { ...doc, head: theirs, rows, draft: { ...doc.draft, layout, rev, queuedRev: rev } };
};
