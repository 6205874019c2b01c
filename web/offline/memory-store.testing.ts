import { type Document, EMPTY_DOCUMENT } from "./document.ts";
import type { DocumentStore, StoredSession } from "./store.ts";

/** A `DocumentStore` that forgets everything with the page. */
export const createMemoryStore = (): DocumentStore => {
  const documents = new Map<string, Document>();
  let session: StoredSession | null = null;
  const read = (docId: string) => documents.get(docId) ?? EMPTY_DOCUMENT;
  return {
    update: async (docId, change) => {
      const before = read(docId);
      const [next, answer] = change(before);
      if (next !== before) documents.set(docId, kept(before, next));
      return answer;
    },
    read: async (docId) => read(docId),
    waiting: async (userId) =>
      [...documents]
        .filter(([id, { rows }]) => id.startsWith(`${userId}/`) && rows.length > 0)
        .map(([id]) => id),
    remove: async (docId, is) => is(read(docId)) && (documents.delete(docId) || true),
    session: async () => session,
    writeSession: async (next) => {
      session = next;
    },
  };
};

/** A copy, so that nobody changes what is stored; what was stored already is one. */
const kept = (before: Document, next: Document): Document => {
  const copy = <T>(part: T, had: readonly unknown[]): T =>
    had.includes(part) ? part : structuredClone(part);
  return {
    draft: copy(next.draft, [before.draft]),
    head: copy(next.head, [before.head]),
    rows: next.rows.map((row) => copy(row, before.rows)),
    parked: next.parked.map((row) => copy(row, before.parked)),
  };
};
