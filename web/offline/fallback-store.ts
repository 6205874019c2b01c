/**
 * A store that goes on in this page's memory where the device can't store (full, broken, or its storage taken away), so
 * that whatever is done there shows, and is sent, as ever. Each step tries the device again first, and brings back
 * what was done meanwhile; until then nothing of it survives the page.
 */

import { EMPTY_LAYOUT } from "../../worker/layout/limits.ts";
import { merge } from "../../worker/layout/merge.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { type Document, EMPTY_DOCUMENT, edited, NO_REV, type OutboxRow, type Seen } from "./document.ts";
import { type QueueOrder, queued } from "./queue.ts";
import { agreed, broughtIn, groundOf, parkedAside, pulled } from "./rebase.ts";
import { sealedSince } from "./seal.ts";
import type { DocId, DocumentStore, StoredSession } from "./store.ts";

export type FallbackStore = DocumentStore & {
  /** What is in memory alone is an edit of this; null where the device has all that this page was told it has. */
  readonly heldOn: (docId: DocId) => Grounds | null;
  /**
   * It was begun with this from another document of the device, where that is since before anything that others may
   * have stored here meanwhile, who may have begun with it as well.
   */
  readonly adopted: (docId: DocId, layout: Layout) => void;
};

/** What was done in memory: `now`, and what it began with, as far as the device could be read by then. */
type Held = { readonly began: Document; readonly now: Document; readonly adopted?: Layout };

export type FallbackPorts = {
  readonly device: DocumentStore;
  readonly newOrder: () => QueueOrder;
  /** A document as the page has it, from before this store was there; null where it has none. */
  readonly seen: (docId: DocId) => Document | null;
};

export const createFallbackStore = ({ device, newOrder, seen }: FallbackPorts): FallbackStore => {
  const heldById = new Map<DocId, Held>();
  /** Each document as it was on the device when it could be read last. */
  const knownById = new Map<DocId, Document>();
  let session: StoredSession | null = null;
  const inTurn = createTurns();
  const known = (docId: DocId): Document => knownById.get(docId) ?? seen(docId) ?? EMPTY_DOCUMENT;

  const update: DocumentStore["update"] = (docId, change) =>
    inTurn(async () => {
      const held = heldById.get(docId);
      const step = once((stored: Document) => {
        const [next, answer] = change(held === undefined ? stored : broughtBack(stored, held, newOrder()));
        return [next, { next, answer }] as const;
      });
      try {
        const { next, answer } = await device.update(docId, step.take);
        heldById.delete(docId);
        knownById.set(docId, next);
        return answer;
      } catch (error) {
        if (step.failed()) throw error;
        const began = held?.began ?? known(docId);
        const [now, answer] = change(held?.now ?? apart(began, newOrder()));
        heldById.set(docId, { ...held, began, now });
        return answer;
      }
    });

  const read = async (docId: DocId): Promise<Document> => {
    const held = heldById.get(docId);
    if (held !== undefined) return held.now;
    const doc = await device.read(docId).catch(() => known(docId));
    if (!heldById.has(docId)) knownById.set(docId, doc);
    return doc;
  };

  return {
    update,
    read,
    heldOn: (docId) => {
      const held = heldById.get(docId);
      return held === undefined ? null : groundsOf(held);
    },
    adopted: (docId, adopted) => {
      const held = heldById.get(docId);
      if (held?.began.draft === null) heldById.set(docId, { ...held, adopted });
    },
    waiting: async (userId) => {
      const stored = await device.waiting(userId).catch(() => []);
      const held = [...heldById].filter(
        ([id, { now }]) => id.startsWith(`${userId}/`) && now.rows.length > 0,
      );
      return [...new Set([...stored, ...held.map(([id]) => id)])];
    },
    remove: (docId, is) =>
      inTurn(async () => {
        const held = heldById.get(docId);
        if (held !== undefined && !is(held.now)) return false;
        // What was here is known to who removes it; what another tab has stored there since is not.
        const isGone = await device.remove(
          docId,
          held === undefined ? is : (doc) => isAsItWas(doc, held.began),
        );
        heldById.delete(docId);
        knownById.delete(docId);
        return isGone;
      }),
    session: () => device.session().catch(() => session),
    writeSession: (next) => {
      session = next;
      return device.writeSession(next);
    },
  };
};

/** One after the other: what a step finds in memory is what the one before it left. */
const createTurns = () => {
  let tail: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const run = tail.then(work);
    tail = run.catch(() => undefined);
    return run;
  };
};

/**
 * A save that was never sent is another operation in memory: the device knows nothing of what becomes of it here, and
 * may send its own, or change it first.
 */
const apart = (doc: Document, { opId }: QueueOrder): Document => ({
  ...doc,
  rows: doc.rows.map((row, at) => (row.attempts === 0 ? { ...row, opId: `${opId}.m${at}` } : row)),
});

/** A change that fails by itself is no failure of the device. */
const once = <T>(change: (doc: Document) => T) => {
  let hasFailed = false;
  return {
    failed: () => hasFailed,
    take: (doc: Document): T => {
      hasFailed = true;
      const result = change(doc);
      hasFailed = false;
      return result;
    },
  };
};

/**
 * The device's document with what was done in memory. Others may have gone on with it: the newer head comes in as news
 * of the server; what is not sent yet is done again, named saves as saves of their own, as by somebody who knew that
 * head.
 */
const broughtBack = (stored: Document, held: Held, order: QueueOrder): Document => {
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
const groundsOf = (held: Held): Grounds => {
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

const isAsItWas = (stored: Document, began: Document): boolean =>
  stored.draft?.rev === began.draft?.rev &&
  stored.head?.version === began.head?.version &&
  marksOf(stored) === marksOf(began);

const marksOf = ({ draft, rows, parked }: Document): string =>
  JSON.stringify([
    draft?.seal,
    rows.map(({ opId, attempts, state }) => [opId, attempts, state]),
    parked.map(({ opId }) => opId),
  ]);
