/**
 * One layout as this device knows it, and what edits and the server do to it. Pure: each function takes a document
 * and gives the next one, and whoever stores documents runs it inside one transaction, so that tabs and service
 * worker can never see half a step. Time and randomness come in as arguments.
 */
import { same } from "../../worker/layout/canonical.ts";
import { merge } from "../../worker/layout/merge.ts";
import type { Checksum, Layout } from "../../worker/layout/schema.ts";
import type { ChangeType } from "../../worker/layout/wire.ts";

/** The newest version on the server that this device has seen. */
export type Head = {
  readonly version: number;
  readonly checksum: Checksum;
  readonly deviceId: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly layout: Layout;
};

/** The working copy, shared by all tabs. `rev` counts its changes; up to `queuedRev` they are in the outbox. */
export type Draft = {
  readonly rev: number;
  readonly queuedRev: number;
  readonly layout: Layout;
  /** What the layout started from before there was anything on the server. */
  readonly seed: Layout;
};

/** What a save builds on; `version` is null while the layout is not on the server. */
export type Base = { readonly version: number | null; readonly layout: Layout };

export type RowState = "queued" | "sending" | "auth" | "conflict";

/** A save on its way. Once it was sent, its body and operation id are frozen until the server has refused it. */
export type OutboxRow = {
  readonly seq: number;
  readonly opId: string;
  readonly base: Base;
  readonly layout: Layout;
  readonly changeType: ChangeType;
  readonly description?: string;
  /** The other side of a resolved conflict: the server keeps it as a version. */
  readonly setAside?: Layout;
  readonly state: RowState;
  readonly attempts: number;
  /** Milliseconds since 1970; not sent before. */
  readonly nextAt: number;
  /** Why the last attempt failed; null if none did. */
  readonly lastError: string | null;
  /** ISO 8601. */
  readonly queuedAt: string;
  /** In state `conflict`: where the server stands. */
  readonly theirs?: Head;
  readonly schemaVersion: 1;
};

/** A save that the server refused for good, or a side that could not be set aside. Kept until a person decides. */
export type ParkedRow = {
  readonly opId: string;
  readonly layout: Layout;
  readonly code: string;
  readonly detail: string;
  readonly description?: string;
  /** The head when it was refused: what was saved since holds later edits, and this is no longer the news. */
  readonly headVersion: number | null;
  readonly queuedAt: string;
};

export type Document = {
  readonly draft: Draft | null;
  /** First in, first out. */
  readonly rows: readonly OutboxRow[];
  readonly head: Head | null;
  readonly parked: readonly ParkedRow[];
};

export const EMPTY_DOCUMENT: Document = { draft: null, rows: [], head: null, parked: [] };

/** A document that can be edited: from what is stored, else from the server's head, else from `seed`. */
export const opened = (doc: Document, seed: Layout): Document =>
  doc.draft === null
    ? { ...doc, draft: { rev: 0, queuedRev: 0, layout: doc.head?.layout ?? seed, seed } }
    : doc;

/**
 * Takes in a tab's working copy. `basis` is the draft that the tab's edits started from; if the draft has moved on
 * since (another tab, or the server), both changes are kept, and this tab's win where they touch the same thing.
 */
export const edited = (
  doc: Document,
  { layout, basis }: { readonly layout: Layout; readonly basis: Draft },
): Document => {
  const draft = doc.draft ?? basis;
  const next =
    draft.rev === basis.rev
      ? layout
      : merge({ base: basis.layout, mine: layout, theirs: draft.layout }).layout;
  return same(next, draft.layout)
    ? { ...doc, draft }
    : { ...doc, draft: { ...draft, rev: draft.rev + 1, layout: next } };
};

/** What a step needs that may have to make an operation of its own. `now` in milliseconds since 1970. */
export type Order = { readonly opId: string; readonly now: number };

/** A save as it first stands in the outbox. */
export const newRow = ({
  seq,
  opId,
  now,
  base,
  layout,
}: Order & { seq: number; base: Base; layout: Layout }): OutboxRow => ({
  ...{
    seq,
    opId,
    base,
    layout,
    changeType: "auto",
    state: "queued",
    attempts: 0,
    nextAt: now,
    lastError: null,
  },
  queuedAt: new Date(now).toISOString(),
  schemaVersion: 1,
});

/** The row that was sent and has no answer yet: it may have taken effect. Only the first ever is. */
export const sentRow = ({ rows: [row] }: Document): OutboxRow | null =>
  row !== undefined && row.attempts > 0 && row.state !== "conflict" ? row : null;

/** The row that waits for a person. What may be on its way comes first: its answer may change the question. */
export const askedRow = (doc: Document): OutboxRow | null =>
  sentRow(doc) === null ? (doc.rows.find(({ state }) => state === "conflict") ?? null) : null;

export const nextSeq = ({ rows }: Document): number => (rows.at(-1)?.seq ?? 0) + 1;
