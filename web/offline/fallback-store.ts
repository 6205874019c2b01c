/**
 * A store that goes on in this page's memory where the device can't store (full, broken, or its storage taken away), so
 * that whatever is done there shows, and is sent, as ever. Each step tries the device again first, and brings back
 * what was done meanwhile; until then nothing of it survives the page.
 */

import type { Layout } from "../../worker/layout/schema.ts";
import { broughtBack, type Grounds, groundsOf, type Held, isAsItWas } from "./brought-back.ts";
import { type Document, EMPTY_DOCUMENT } from "./document.ts";
import type { QueueOrder } from "./queue.ts";
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
