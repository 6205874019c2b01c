/** From draft to outbox: what becomes a row of its own, and what joins one that waits. Pure, like `document.ts`. */
import { same } from "../../worker/layout/canonical.ts";
import type { ChangeType } from "../../worker/layout/wire.ts";
import { type Base, type Document, type Draft, newRow, type Order, type OutboxRow } from "./document.ts";
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
  if (last?.state === "conflict" && last.theirs !== undefined) {
    const again = { ...rest, rows: [{ ...last, layout }] };
    return movedOnto(again, { from: last.base.layout, theirs: last.theirs }, order);
  }
  if (last !== undefined && isOpen(last) && order.description === undefined) {
    return { ...rest, rows: [...doc.rows.slice(0, -1), { ...last, layout }] };
  }
  const base = last === undefined ? baseOf(doc, draft) : { version: null, layout: last.layout };
  if (same(base.layout, layout) && order.description === undefined) return rest;
  const row: OutboxRow = {
    ...newRow({ ...order, seq: (last?.seq ?? 0) + 1, base, layout }),
    changeType: order.changeType ?? "auto",
    ...(order.description === undefined ? {} : { description: order.description }),
  };
  return { ...rest, rows: [...doc.rows, row] };
};

/** Never sent and not named: its body may still change. */
const isOpen = (row: OutboxRow): boolean =>
  row.state === "queued" && row.attempts === 0 && row.description === undefined && row.setAside === undefined;

const baseOf = ({ head }: Document, draft: Draft): Base =>
  head === null ? { version: null, layout: draft.seed } : { version: head.version, layout: head.layout };
