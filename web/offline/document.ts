/**
 * One layout as this device knows it, and what edits and the server do to it. Pure: each function takes a document
 * and gives the next one, and whoever stores documents runs it inside one transaction, so that tabs and service
 * worker can never see half a step. Time and randomness come in as arguments.
 */
import { same } from "../../worker/layout/canonical.ts";
import { type Conflict, merge } from "../../worker/layout/merge.ts";
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

/** A save that the server refused for good. Kept until a person decides. */
export type ParkedRow = {
  readonly opId: string;
  readonly layout: Layout;
  readonly code: string;
  readonly detail: string;
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

export type QueueOrder = {
  readonly opId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
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
  if (last?.state === "conflict" && last.theirs !== undefined)
    return rebased(rest, { ...last, layout }, last.theirs, order);
  if (last !== undefined && isOpen(last) && order.description === undefined) {
    return { ...rest, rows: [...doc.rows.slice(0, -1), { ...last, layout }] };
  }
  const base = last === undefined ? baseOf(doc, draft) : { version: null, layout: last.layout };
  if (same(base.layout, layout) && order.description === undefined) return rest;
  const row: OutboxRow = {
    seq: (last?.seq ?? 0) + 1,
    opId: order.opId,
    base,
    layout,
    changeType: order.changeType ?? "auto",
    ...(order.description === undefined ? {} : { description: order.description }),
    state: "queued",
    attempts: 0,
    nextAt: order.now,
    lastError: null,
    queuedAt: new Date(order.now).toISOString(),
    schemaVersion: 1,
  };
  return { ...rest, rows: [...doc.rows, row] };
};

/** Never sent and not named: its body may still change. */
const isOpen = (row: OutboxRow): boolean =>
  row.state === "queued" && row.attempts === 0 && row.description === undefined && row.setAside === undefined;

const baseOf = ({ head }: Document, draft: Draft): Base =>
  head === null ? { version: null, layout: draft.seed } : { version: head.version, layout: head.layout };

/**
 * Puts a save that the server refused onto the server's newer head. Without a clash it becomes a new operation, and
 * what follows it moves along; with one it waits for a person. `row` stands first in the outbox.
 */
export const rebased = (
  doc: Document,
  row: OutboxRow,
  theirs: Head,
  { opId, now }: { readonly opId: string; readonly now: number },
): Document => {
  const rest = doc.rows.slice(1);
  const { layout, conflicts } = merge({ base: row.base.layout, mine: row.layout, theirs: theirs.layout });
  // The head moved while a person was choosing: what they chose is not to be mixed with something they never saw.
  if (conflicts.length > 0 || row.setAside !== undefined) {
    return { ...doc, rows: [{ ...row, state: "conflict", theirs }, ...rest] };
  }
  const { theirs: _, ...again } = row;
  const next: OutboxRow = {
    ...{ ...again, opId, layout, base: { version: theirs.version, layout: theirs.layout } },
    ...{ state: "queued", attempts: 0, nextAt: now, lastError: null },
  };
  const moved = rest.map((later, index) => ({
    ...later,
    layout: carried(later.layout, row.layout, layout),
    ...(index === 0 ? { base: { version: null, layout } } : {}),
  }));
  return followed({ ...doc, rows: [next, ...moved], head: theirs }, row.layout, layout);
};

/** An edit of `from`, as an edit of `to`. */
export const carried = (layout: Layout, from: Layout, to: Layout): Layout =>
  same(from, to) ? layout : merge({ base: from, mine: layout, theirs: to }).layout;

/** A newer head, seen while nothing waits to be sent. The draft follows, keeping what is not queued yet. */
export const pulled = (doc: Document, head: Head): Document => {
  if (doc.rows.length > 0 || (doc.head !== null && head.version <= doc.head.version)) return doc;
  const before = doc.head?.layout ?? doc.draft?.seed;
  return followed({ ...doc, head }, before ?? head.layout, head.layout);
};

/** Carries the draft over from one layout of the server's to the next. */
export const followed = (doc: Document, from: Layout, to: Layout): Document => {
  const { draft } = doc;
  if (draft === null || same(from, to)) return doc;
  const untouched = draft.rev === draft.queuedRev;
  const layout = carried(draft.layout, from, to);
  const rev = draft.rev + 1;
  return { ...doc, draft: { ...draft, layout, rev, queuedRev: untouched ? rev : draft.queuedRev } };
};

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
export const resolved = (
  doc: Document,
  choice: "mine" | "theirs" | "merged",
  { opId, now }: { readonly opId: string; readonly now: number },
): Document => {
  const question = conflictOf(doc);
  if (question === null || doc.draft === null) return doc;
  const { mine, theirs, merged } = question;
  const layout = choice === "mine" ? mine : choice === "theirs" ? theirs.layout : merged;
  const rev = doc.draft.rev + 1;
  const row: OutboxRow = {
    ...{ seq: (doc.rows.at(-1)?.seq ?? 0) + 1, opId, layout, changeType: "conflict_resolution" },
    base: { version: theirs.version, layout: theirs.layout },
    ...(same(layout, mine) ? {} : { setAside: mine }),
    ...{ state: "queued", attempts: 0, nextAt: now, lastError: null },
    queuedAt: new Date(now).toISOString(),
    schemaVersion: 1,
  };
  return { ...doc, head: theirs, rows: [row], draft: { ...doc.draft, layout, rev, queuedRev: rev } };
};

/**
 * Takes over what another user of this device left (a guest whose session was lost), as if it had been edited here.
 * Saves on their way are part of the draft; what the other user's server history holds stays there.
 */
export const adopted = (doc: Document, orphan: Document): Document => {
  if (orphan.draft === null || doc.draft === null) return doc;
  const { layout, seed } = orphan.draft;
  const merged = edited(doc, { layout, basis: { ...doc.draft, rev: NO_REV, layout: seed } });
  return { ...merged, parked: [...doc.parked, ...orphan.parked] };
};

/** A revision that no draft ever has: forces a merge. */
const NO_REV = -1;
