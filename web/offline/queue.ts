/** From draft to outbox: what becomes a row of its own, and what joins one that waits. Pure, like `document.ts`. */
import { same } from "../../worker/layout/same.ts";
import type { ChangeType } from "../../worker/layout/wire.ts";
import {
  type Base,
  type Document,
  type Draft,
  newRow,
  nextSeq,
  type Order,
  type OutboxRow,
} from "./document.ts";

export type QueueOrder = Order & {
  readonly changeType?: ChangeType;
  /** A named save keeps a row of its own. */
  readonly description?: string;
  /** For where a question waits; that of question.ts. */
  readonly askedAgain: (doc: Document, order: QueueOrder) => Document;
};

/** Moves the draft into the outbox: into the row that waits there, if that was never sent, else into a new one. */
export const queued = (doc: Document, order: QueueOrder): Document => {
  const { draft } = doc;
  if (draft === null) return doc;
  if (draft.rev === draft.queuedRev) return named(doc, order);
  const rest = { ...doc, draft: { ...draft, queuedRev: draft.rev } };
  const last = doc.rows.at(-1);
  const { layout } = draft;
  const { description } = order;
  if (last?.state === "conflict") return order.askedAgain(doc, order);
  if (last !== undefined && isOpen(last) && description === undefined) {
    const changeType = order.changeType ?? last.changeType;
    return { ...rest, rows: [...doc.rows.slice(0, -1), { ...last, layout, changeType }] };
  }
  const base = last === undefined ? baseOf(doc, draft) : { version: null, layout: last.layout };
  if (same(base.layout, layout) && description === undefined) return rest;
  return { ...rest, rows: [...doc.rows, rowOf(order, { seq: nextSeq(doc), base, layout })] };
};

/** A name for what waits already: it can still be given. */
const named = (doc: Document, { description, changeType = "manual" }: QueueOrder): Document => {
  const last = doc.rows.at(-1);
  if (description === undefined || last === undefined || !isOpen(last)) return doc;
  return { ...doc, rows: [...doc.rows.slice(0, -1), { ...last, description, changeType }] };
};

export const rowOf = (
  { changeType = "auto", description, opId, now, asks }: QueueOrder,
  place: Pick<OutboxRow, "seq" | "base" | "layout">,
): OutboxRow => ({
  ...newRow({ ...place, opId, now, ...(asks === undefined ? {} : { asks }) }),
  changeType,
  ...(description === undefined ? {} : { description }),
});

/** Never sent and not named: its body may still change. */
const isOpen = (row: OutboxRow): boolean =>
  row.state === "queued" && row.attempts === 0 && row.description === undefined && row.setAside === undefined;

const baseOf = ({ head }: Document, draft: Draft): Base =>
  head === null ? { version: null, layout: draft.seed } : { version: head.version, layout: head.layout };
