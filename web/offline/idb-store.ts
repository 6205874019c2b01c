/**
 * Documents in IndexedDB. A document's parts lie in stores of their own, so that a row of the outbox can be read
 * without the draft; `update` reads and writes them in one strict transaction.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import type { Document, Draft, Head, OutboxRow, ParkedRow } from "./document.ts";
import type { DocId, DocumentStore, StoredSession } from "./store.ts";

type Keyed<T> = T & { readonly docId: DocId; readonly userId: string };

interface Schema extends DBSchema {
  drafts: { key: string; value: Keyed<Draft> };
  heads: { key: string; value: Keyed<Head> };
  outbox: { key: [string, number]; value: Keyed<OutboxRow>; indexes: { userId: string } };
  parked: { key: [string, string]; value: Keyed<ParkedRow> };
  meta: { key: string; value: StoredSession };
}

const NAME = "gridkeep";
const STORES = ["drafts", "heads", "outbox", "parked"] as const;

export const createIdbStore = (): DocumentStore => {
  const withDb = createConnection();
  return {
    update: (docId, change) =>
      withDb(async (db) => {
        const tx = db.transaction(STORES, "readwrite", { durability: "strict" });
        try {
          const before = await readDocument(tx, docId);
          const [next, answer] = change(before);
          await Promise.all(writes(tx, docId, before, next));
          await tx.done;
          return answer;
        } catch (error) {
          abort(tx);
          throw error;
        }
      }),
    read: (docId) => withDb((db) => readDocument(db.transaction(STORES), docId)),
    waiting: (userId) =>
      withDb(async (db) => {
        const keys = await db.getAllKeysFromIndex("outbox", "userId", userId);
        return [...new Set(keys.map(([docId]) => docId))];
      }),
    remove: (docId, is) =>
      withDb(async (db) => {
        const tx = db.transaction(STORES, "readwrite");
        if (!is(await readDocument(tx, docId))) return false;
        const all = IDBKeyRange.bound([docId], [docId, []]);
        await Promise.all([
          tx.objectStore("drafts").delete(docId),
          tx.objectStore("heads").delete(docId),
          tx.objectStore("outbox").delete(all),
          tx.objectStore("parked").delete(all),
          tx.done,
        ]);
        return true;
      }),
    session: () => withDb(async (db) => (await db.get("meta", "session")) ?? null),
    writeSession: (session) =>
      withDb(async (db) => {
        await db.put("meta", session, "session");
      }),
  };
};

/**
 * Runs work on a connection, and once more on a new one if that had died: browsers close connections under us
 * (Safari most of all), and a dead one never recovers.
 */
const createConnection = () => {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const open = () => {
    opening ??= openDB<Schema>(NAME, 1, {
      upgrade(db) {
        db.createObjectStore("drafts", { keyPath: "docId" });
        db.createObjectStore("heads", { keyPath: "docId" });
        db.createObjectStore("outbox", { keyPath: ["docId", "seq"] }).createIndex("userId", "userId");
        db.createObjectStore("parked", { keyPath: ["docId", "opId"] });
        db.createObjectStore("meta");
      },
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase | null)?.close();
        opening = undefined;
      },
      terminated: () => {
        opening = undefined;
      },
    }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return async <T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> => {
    try {
      return await work(await open());
    } catch (error) {
      if (!isDeadConnection(error)) throw error;
      opening = undefined;
      return work(await open());
    }
  };
};

const isDeadConnection = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === "InvalidStateError" || error.name === "UnknownError");

type Tx<Mode extends IDBTransactionMode> = IDBPTransaction<Schema, typeof STORES, Mode>;

const readDocument = async (tx: Tx<"readonly"> | Tx<"readwrite">, docId: DocId): Promise<Document> => {
  const all = IDBKeyRange.bound([docId], [docId, []]);
  const [draft, head, rows, parked] = await Promise.all([
    tx.objectStore("drafts").get(docId),
    tx.objectStore("heads").get(docId),
    tx.objectStore("outbox").getAll(all),
    tx.objectStore("parked").getAll(all),
  ]);
  return { draft: draft ?? null, head: head ?? null, rows, parked };
};

/** Only what changed: same reference means no change. */
const writes = (tx: Tx<"readwrite">, docId: DocId, before: Document, next: Document): Promise<unknown>[] => {
  const keyed = <T>(value: T): Keyed<T> => ({
    ...value,
    docId,
    userId: docId.slice(0, docId.lastIndexOf("/")),
  });
  const [drafts, heads] = [tx.objectStore("drafts"), tx.objectStore("heads")];
  const [outbox, parked] = [tx.objectStore("outbox"), tx.objectStore("parked")];
  return [
    ...(next.draft === before.draft || next.draft === null ? [] : [drafts.put(keyed(next.draft))]),
    ...(next.head === before.head || next.head === null ? [] : [heads.put(keyed(next.head))]),
    ...before.rows
      .filter(({ seq }) => !next.rows.some((row) => row.seq === seq))
      .map(({ seq }) => outbox.delete([docId, seq])),
    ...next.rows.filter((row) => !before.rows.includes(row)).map((row) => outbox.put(keyed(row))),
    ...before.parked
      .filter(({ opId }) => !next.parked.some((row) => row.opId === opId))
      .map(({ opId }) => parked.delete([docId, opId])),
    ...next.parked.filter((row) => !before.parked.includes(row)).map((row) => parked.put(keyed(row))),
  ];
};

const abort = (tx: Tx<"readwrite">): void => {
  // Whoever aborts gets the rejection of `done` too; the error that led here is the one to report.
  tx.done.catch(() => undefined);
  try {
    tx.abort();
  } catch {
    // Aborted or committed already: nothing is left to undo.
  }
};
