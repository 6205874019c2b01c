/**
 * One layout as this device knows it, and what edits and the server do to it. Pure: each function takes a document
 * and gives the next one, and whoever stores documents runs it inside one transaction, so that tabs and service
 * worker can never see half a step. Time and randomness come in as arguments.
 */
import { same } from "../../worker/layout/same.ts";
import type { Checksum, Layout } from "../../worker/layout/schema.ts";
import type { ChangeType } from "../../worker/layout/wire.ts";
import type { Merger } from "./merging.ts";
import type { Decided, Seal } from "./seal.ts";

/** The newest version on the server that this device has seen. */
export type Head = {
  readonly version: number;
  readonly checksum: Checksum;
  readonly deviceId: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly layout: Layout;
  /** The newest version up to it that another device had a part in; left out where that is this one. */
  readonly foreign?: number;
  /** How it is kept there; left out where it is in the open. Here it is always open. */
  readonly seal?: Seal;
};

/** What somebody knew of the server. */
export type Seen = Pick<Head, "version" | "layout">;

/** The working copy, shared by all tabs. `rev` counts its changes; up to `queuedRev` they are in the outbox. */
export type Draft = {
  readonly rev: number;
  readonly queuedRev: number;
  readonly layout: Layout;
  /** What the layout started from before there was anything on the server. */
  readonly seed: Layout;
  /** Left out as long as nobody has ever sealed it. */
  readonly seal?: Decided;
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
  /** Nothing is to be merged into it but by a person; as `Order` says it. */
  readonly asks?: string;
  /** In state `conflict`: where the server stands. */
  readonly theirs?: Head;
  /** How it went out when it was sent last; left out for in the open. */
  readonly seal?: Seal;
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

/** A revision that no stored draft ever has: forces a merge. */
export const NO_REV = -1;

/** A document that can be edited: from what is stored, else from the server's head, else from `seed`. */
export const opened = (doc: Document, seed: Layout): Document =>
  doc.draft === null ? { ...doc, draft: firstDraft(doc.head, seed) } : doc;

const firstDraft = (head: Head | null, seed: Layout): Draft => ({
  ...{ rev: 0, queuedRev: 0, layout: head?.layout ?? seed, seed },
  ...(head?.seal === undefined ? {} : { seal: { mode: head.seal, over: head.version } }),
});

/** Starts from another seed, where nobody has begun: nothing is queued, saved or edited. */
export const reseeded = (doc: Document, seed: Layout): Document => {
  const { draft, head, rows, parked } = doc;
  if (draft === null || head !== null || rows.length > 0 || parked.length > 0) return doc;
  if (draft.rev > draft.queuedRev || !same(draft.layout, draft.seed) || same(seed, draft.seed)) return doc;
  const rev = draft.rev + 1;
  return { ...doc, draft: { ...draft, rev, queuedRev: rev, layout: seed, seed } };
};

/**
 * Takes in a tab's working copy. `basis` is the draft that the tab's edits started from; if the draft has moved on
 * since (another tab, or the server), both changes are kept, and this tab's win where they touch the same thing. That
 * is seen by its layout: revisions that were counted elsewhere (in a memory, in another document) say nothing.
 */
export const edited = (
  doc: Document,
  { layout, basis }: { readonly layout: Layout; readonly basis: Draft },
  merge: Merger,
): Document => {
  const draft = doc.draft ?? basis;
  const next = merge({ base: basis.layout, mine: layout, theirs: draft.layout }).layout;
  return same(next, draft.layout)
    ? { ...doc, draft }
    : { ...doc, draft: { ...draft, rev: draft.rev + 1, layout: next } };
};

/** What a step needs that may have to make an operation of its own. `now` in milliseconds since 1970. */
export type Order = {
  readonly opId: string;
  readonly now: number;
  readonly merge: Merger;
  /**
   * Where this device (its id, or "" while it has none) and another both changed something, a person is asked, also
   * where it could be merged.
   */
  readonly asks?: string;
};

/** A save as it first stands in the outbox. */
export const newRow = ({
  seq,
  opId,
  now,
  asks,
  base,
  layout,
}: Omit<Order, "merge"> & Pick<OutboxRow, "seq" | "base" | "layout">): OutboxRow => ({
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
  ...(asks === undefined ? {} : { asks }),
  schemaVersion: 1,
});

/** How the next save goes out. */
export const sealOf = ({ draft }: Document): Seal => draft?.seal?.mode ?? "open";

/** The row that was sent and has no answer yet: it may have taken effect. Only the first ever is. */
export const sentRow = ({ rows: [row] }: Document): OutboxRow | null =>
  row !== undefined && row.attempts > 0 && row.state !== "conflict" ? row : null;

/** The row that waits for a person. What may be on its way comes first: its answer may change the question. */
export const askedRow = (doc: Document): OutboxRow | null =>
  sentRow(doc) === null ? (doc.rows.find(({ state }) => state === "conflict") ?? null) : null;

export const nextSeq = ({ rows }: Document): number => (rows.at(-1)?.seq ?? 0) + 1;
