/** What a page did in its memory, where the device could not store, and how it comes back onto the device. Pure. */
import { EMPTY_LAYOUT } from "../../worker/layout/limits.ts";
import { merge } from "../../worker/layout/merge.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { type Document, edited, NO_REV, type OutboxRow, type Seen } from "./document.ts";
import { type QueueOrder, queued } from "./queue.ts";
import { agreed, broughtIn, groundOf, parkedAside, pulled } from "./rebase.ts";
import { sealedSince } from "./seal.ts";

/**
 * `now`, and what it began with, as far as the device could be read by then. `adopted` is what it was begun with from
 * another document of the device.
 */
export type Held = { readonly began: Document; readonly now: Document; readonly adopted?: Layout };

/**
 * The device's document with what was done in memory. Others may have gone on with it: the newer head comes in as news
 * of the server; what is not sent yet is done again, named saves as saves of their own, as by somebody who knew that
 * head.
 */
export const broughtBack = (stored: Document, held: Held, order: QueueOrder): Document => {
  const { began, now } = held;
  if (isAsItWas(stored, began)) return now;
  const { head, draft } = now;
  if (draft === null) return head === null ? stored : pulled(stored, head, order);
  const opened =
    stored.draft === null
      ? { ...stored, draft: { ...draft, rev: 0, queuedRev: 0, layout: draft.seed } }
      : stored;
  const { adopted } = held;
  // What others made of what they adopted is newer than that.
  const isShared = adopted !== undefined && stored.draft !== null;
  const from = isShared ? { ...held, began: { ...began, draft: { ...draft, layout: adopted } } } : held;
  const { seed, seen, layout: ground } = groundsOf(from);
  let base = ground;
  const sealed = sealedSince(opened, began, now);
  let doc = withParked(head === null ? sealed : pulled(sealed, head, order), now);
  if (isShared) doc = withUnder(doc, adopted);
  const bringIn = (layout: Layout) => {
    const basis = { ...draft, rev: NO_REV, layout: base, seed };
    doc = broughtIn(doc, { layout, basis, seen }, order);
    base = layout;
  };
  for (const [at, { layout, changeType, description }] of namedSince(held).entries()) {
    bringIn(layout);
    doc = queued(doc, { ...order, opId: `${order.opId}.n${at}`, changeType, description });
  }
  bringIn(draft.layout);
  return numberedAfter(doc, draft.rev);
};

/** The draft with that, which is older, where it has nothing of its own. */
const withUnder = (doc: Document, older: Layout): Document => {
  const { draft } = doc;
  if (draft === null) return doc;
  const { layout } = merge({ base: draft.seed, mine: draft.layout, theirs: older });
  return edited(doc, { layout, basis: draft }, merge);
};

/** `layout` is what edits were made on, `seed` what that began with, `seen` the head that whoever made them knew. */
export type Grounds = { readonly layout: Layout; readonly seed: Layout; readonly seen: Seen | null };

/**
 * What the edits of the memory were made on, and the head that whoever made them had seen. Where the memory has what
 * the server has, nothing was edited, or it arrived: it comes as the server's news, and not over what came later here.
 */
export const groundsOf = (held: Held): Grounds => {
  const grounds = groundsIn(held);
  const { draft, head } = held.now;
  return draft === null || head === null
    ? grounds
    : { ...grounds, layout: agreed({ ground: grounds.layout, theirs: head.layout }, draft.layout) };
};

const groundsIn = ({ began, now }: Held): Grounds => {
  const { head } = now;
  const asked = questionOf(now);
  // A question that came up meanwhile is asked again: of the head that came with it, as if nobody had seen it.
  const ground = asked && now.draft && groundOf(asked, now.draft.layout);
  const seed = ground ?? now.draft?.seed ?? EMPTY_LAYOUT;
  const seen = ground === undefined || ground === null ? head : null;
  if (began.draft === null)
    return { layout: ground ?? now.rows[0]?.base.layout ?? head?.layout ?? seed, seed, seen };
  const { layout: mine } = began.draft;
  const isNews = head !== null && head.version !== began.head?.version;
  if (!isNews || questionOf(began) !== undefined) return { layout: mine, seed: began.draft.seed, seen: head };
  // What the device had, with what the server has told the memory since.
  const sides = { base: began.head?.layout ?? began.draft.seed, mine, theirs: ground ?? head.layout };
  return { layout: merge(sides).layout, seed, seen };
};

const questionOf = ({ rows }: Document): OutboxRow | undefined =>
  rows.find(({ state }) => state === "conflict");

type Named = OutboxRow & { readonly description: string };

const namedSince = ({ began, now }: Held): readonly Named[] =>
  now.rows.filter(
    (row): row is Named =>
      row.description !== undefined && !began.rows.some(({ layout }) => layout === row.layout),
  );

/** Sides that were to be set aside by saves that are not going to be made, and what was refused meanwhile. */
const withParked = (doc: Document, { rows, parked }: Document): Document => {
  const isStored = new Set([...doc.parked, ...doc.rows].map(({ opId }) => opId));
  const aside = rows.filter(({ opId }) => !isStored.has(opId)).flatMap((row) => parkedAside(row, doc.head));
  return {
    ...doc,
    parked: [...doc.parked, ...[...parked, ...aside].filter(({ opId }) => !isStored.has(opId))],
  };
};

/** Revisions counted in memory say nothing of those that were counted on the device. */
const numberedAfter = (doc: Document, other: number): Document => {
  const { draft } = doc;
  if (draft === null) return doc;
  const rev = Math.max(draft.rev, other) + 1;
  return {
    ...doc,
    draft: { ...draft, rev, queuedRev: draft.queuedRev === draft.rev ? rev : draft.queuedRev },
  };
};

export const isAsItWas = (stored: Document, began: Document): boolean =>
  stored.draft?.rev === began.draft?.rev &&
  stored.head?.version === began.head?.version &&
  marksOf(stored) === marksOf(began);

const marksOf = ({ draft, rows, parked }: Document): string =>
  JSON.stringify([
    draft?.seal,
    rows.map(({ opId, attempts, state }) => [opId, attempts, state]),
    parked.map(({ opId }) => opId),
  ]);
