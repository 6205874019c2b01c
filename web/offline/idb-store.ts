/**
 * Documents in IndexedDB. A document's parts lie in stores of their own, so that a row of the outbox can be read
 * without the draft; `update` reads and writes them in one strict transaction.
 */
import type { Document, Draft, Head, OutboxRow, ParkedRow } from "./document.ts";
import { asked, createConnection, finished } from "./idb.ts";
import type { DocId, DocumentStore, StoredSession } from "./store.ts";

const STORES = ["drafts", "heads", "outbox", "parked"] as const;

export const createIdbStore = (): DocumentStore => {
  const withDb = createConnection("gridkeep", (db) => {
    db.createObjectStore("drafts", { keyPath: "docId" });
    db.createObjectStore("heads", { keyPath: "docId" });
    db.createObjectStore("outbox", { keyPath: ["docId", "seq"] }).createIndex("userId", "userId");
    db.createObjectStore("parked", { keyPath: ["docId", "opId"] });
    db.createObjectStore("meta");
  });

  /** Reads a document, and writes what `change` makes of it in the same transaction: all of it or nothing. */
  const inOne = <T>(docId: DocId, change: (doc: Document, tx: IDBTransaction) => T): Promise<T> =>
    withDb(async (db) => {
      const tx = db.transaction(STORES, "readwrite", { durability: "strict" });
      const end = finished(tx);
      try {
        const answer = change(await readDocument(tx, docId), tx);
        await end;
        return answer;
      } catch (error) {
        abort(tx);
        throw error;
      }
    });

  return {
    update: (docId, change) =>
      inOne(docId, (before, tx) => {
        const [next, answer] = change(before);
        write(tx, docId, before, next);
        return answer;
      }),
    read: (docId) => withDb((db) => readDocument(db.transaction(STORES), docId)),
    waiting: (userId) =>
      withDb(async (db) => {
        const rows = db.transaction("outbox").objectStore("outbox").index("userId");
        const keys = await asked(rows.getAllKeys(userId));
        return [...new Set(keys.flatMap((key) => (Array.isArray(key) ? String(key[0]) : [])))];
      }),
    remove: (docId, is) =>
      inOne(docId, (doc, tx) => {
        const isMeant = is(doc);
        if (isMeant) for (const name of STORES) tx.objectStore(name).delete(keysOf(name, docId));
        return isMeant;
      }),
    session: () =>
      withDb(
        async (db) =>
          (await asked<StoredSession | undefined>(
            db.transaction("meta").objectStore("meta").get("session"),
          )) ?? null,
      ),
    writeSession: (session) =>
      withDb((db) => {
        const tx = db.transaction("meta", "readwrite");
        tx.objectStore("meta").put(session, "session");
        return finished(tx);
      }),
  };
};

const readDocument = async (tx: IDBTransaction, docId: DocId): Promise<Document> => {
  const all = <T>(name: string) => asked<T[]>(tx.objectStore(name).getAll(keysOf(name, docId)));
  const [[draft], [head], rows, parked] = await Promise.all([
    all<Draft>("drafts"),
    all<Head>("heads"),
    all<OutboxRow>("outbox"),
    all<ParkedRow>("parked"),
  ]);
  return { draft: draft ?? null, head: head ?? null, rows, parked };
};

/** Of all that a store holds of a document. */
const keysOf = (name: string, docId: DocId): IDBKeyRange =>
  name === "drafts" || name === "heads" ? IDBKeyRange.only(docId) : IDBKeyRange.bound([docId], [docId, []]);

/** Only what changed: same reference means no change. */
const write = (tx: IDBTransaction, docId: DocId, before: Document, next: Document): void => {
  const userId = docId.slice(0, docId.lastIndexOf("/"));
  const put = <T extends object>(name: string, now: readonly T[], known: readonly T[]) => {
    for (const one of now) if (!known.includes(one)) tx.objectStore(name).put({ ...one, docId, userId });
  };
  const putOrDrop = <T extends object>(name: string, now: T | null, known: T | null) => {
    if (now !== null) put(name, [now], known === null ? [] : [known]);
    else if (known !== null) tx.objectStore(name).delete(docId);
  };
  const drop = (name: string, known: readonly (string | number)[], now: readonly (string | number)[]) => {
    for (const key of known) if (!now.includes(key)) tx.objectStore(name).delete([docId, key]);
  };
  putOrDrop("drafts", next.draft, before.draft);
  putOrDrop("heads", next.head, before.head);
  drop("outbox", before.rows.map(seqOf), next.rows.map(seqOf));
  put("outbox", next.rows, before.rows);
  drop("parked", before.parked.map(opIdOf), next.parked.map(opIdOf));
  put("parked", next.parked, before.parked);
};

const seqOf = ({ seq }: OutboxRow): number => seq;
const opIdOf = ({ opId }: ParkedRow): string => opId;

const abort = (tx: IDBTransaction): void => {
  try {
    tx.abort();
  } catch {
    // Aborted or committed already: nothing is left to undo.
  }
};
