/** From draft to outbox: what becomes a row of its own, and what joins one that waits. Pure, like `document.ts`. */
import { same } from "../../worker/layout/canonical.ts";
import type { ChangeType } from "../../worker/layout/wire.ts";
import {
  type Base,
  type Document,
  type Draft,
  newRow,
  nextSeq,
  type Order,
  type OutboxRow,
  sentRow,
} from "./document.ts";
import { movedOnto } from "./rebase.ts";

export type QueueOrder = Order & {
  readonly changeType?: ChangeType;
  /** A named save keeps a row of its own. */
  readonly description?: string;
};

/** Moves the draft into the outbox: into the row that waits there, if that was never sent, else into a new one. */
export const queued = (doc: Document, order: QueueOrder): Document => {
  const { draft } = doc;
  if (draft === null || draft.rev === draft.queuedRev) return doc;
  const rest = { ...doc, draft: { ...draft, queuedRev: draft.rev } };
  const last = doc.rows.at(-1);
  const { layout } = draft;
  const { description } = order;
  if (last?.state === "conflict" && last.theirs !== undefined) {
    const named = description === undefined ? [] : [rowOf(order, { seq: last.seq, base: last.base, layout })];
    const asked = { ...last, seq: last.seq + named.length, layout };
    const again = { ...rest, rows: [...doc.rows.slice(0, -1), ...named, asked] };
    if (sentRow(doc) !== null) return again;
    return movedOnto(again, { from: last.base.layout, theirs: last.theirs }, order);
  }
  if (last !== undefined && isOpen(last) && description === undefined) {
    return { ...rest, rows: [...doc.rows.slice(0, -1), { ...last, layout }] };
  }
  const base = last === undefined ? baseOf(doc, draft) : { version: null, layout: last.layout };
  if (same(base.layout, layout) && description === undefined) return rest;
  return { ...rest, rows: [...doc.rows, rowOf(order, { seq: nextSeq(doc), base, layout })] };
};

const rowOf = (
  { opId, now, changeType = "auto", description }: QueueOrder,
  place: Pick<OutboxRow, "seq" | "base" | "layout">,
): OutboxRow => ({
  ...newRow({ ...place, opId, now }),
  changeType,
  ...(description === undefined ? {} : { description }),
});

/** Never sent and not named: its body may still change. */
const isOpen = (row: OutboxRow): boolean =>
  row.state === "queued" && row.attempts === 0 && row.description === undefined && row.setAside === undefined;

const baseOf = ({ head }: Document, draft: Draft): Base =>
  head === null ? { version: null, layout: draft.seed } : { version: head.version, layout: head.layout };
