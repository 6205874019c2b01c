/** The one question there is: two sides changed the same thing. Pure, like `document.ts`. */

import { type Conflict, merge } from "../../worker/layout/merge.ts";
import { type Choices, resolve } from "../../worker/layout/resolve.ts";
import { same } from "../../worker/layout/same.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { askedRow, type Document, newRow, type Order, type OutboxRow } from "./document.ts";
import { chained } from "./rebase.ts";

/** Two devices changed the same thing. `merged` holds both, with mine where they clash. */
export type OpenConflict = {
  readonly conflicts: readonly Conflict[];
  /** What both started from; null where that is not known any more. */
  readonly base: Layout | null;
  readonly mine: Layout;
  readonly theirs: Layout;
  readonly merged: Layout;
  readonly theirDeviceId: string;
  /** ISO 8601. */
  readonly theirTime: string;
};

/** Null where nothing is asked. */
export const conflictOf = (doc: Document): OpenConflict | null => {
  const row = askedRow(doc);
  if (row?.theirs === undefined || doc.draft === null) return null;
  const { layout: theirs, deviceId: theirDeviceId, updatedAt: theirTime } = row.theirs;
  const mine = doc.draft.layout;
  const base = row.base.layout;
  const { layout: merged, conflicts } = merge({ base, mine, theirs });
  return { conflicts, base, mine, theirs, merged, theirDeviceId, theirTime };
};

/**
 * Settles a conflict as a save of its own, after the named saves that waited. Whatever is chosen, the other side is
 * in the history afterwards.
 */
export const resolved = (
  doc: Document,
  choice: "mine" | "theirs" | "merged" | Choices,
  order: Order,
): Document => {
  const question = conflictOf(doc);
  const asked = askedRow(doc);
  if (question === null || asked?.theirs === undefined || doc.draft === null) return doc;
  const { mine, theirs } = question;
  const layout = decided(question, choice);
  const waited = doc.rows
    .filter((row) => row !== asked)
    .map((row) => ({
      ...row,
      layout: merge({ base: asked.base.layout, mine: row.layout, theirs }).layout,
    }));
  const settle = (part: number, to: Layout, setAside: Layout | undefined): OutboxRow => ({
    ...newRow({
      ...order,
      opId: `${order.opId}.${part}`,
      seq: asked.seq + part,
      base: asked.base,
      layout: to,
    }),
    changeType: "conflict_resolution",
    ...(setAside === undefined ? {} : { setAside }),
  });
  // Set aside in an earlier round that never arrived: it goes first, in a save of its own.
  const earlier = asked.setAside === undefined ? [] : [settle(1, theirs, asked.setAside)];
  const last = settle(2, layout, same(layout, mine) ? undefined : mine);
  const rev = doc.draft.rev + 1;
  return {
    ...doc,
    head: asked.theirs,
    rows: chained([...waited, ...earlier, last], asked.theirs),
    draft: { ...doc.draft, layout, rev, queuedRev: rev },
  };
};

const decided = (
  { base, mine, theirs, merged }: OpenConflict,
  choice: "mine" | "theirs" | "merged" | Choices,
): Layout => {
  switch (choice) {
    case "mine":
      return mine;
    case "theirs":
      return theirs;
    case "merged":
      return merged;
    default:
      return resolve({ sides: { base, mine, theirs } }, choice);
  }
};
