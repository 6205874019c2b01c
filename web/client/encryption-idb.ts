/**
 * Keys in IndexedDB, where a key stays a key that can't be read out. In a database of their own, so that they never
 * wait for an upgrade of the layouts' one; opened for each use, since it is used a few times a day.
 */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type KeyStorage, NO_KEYS, type StoredKeys } from "./encryption-ring.ts";

interface Schema extends DBSchema {
  keys: { key: string; value: StoredKeys };
}

export const createIdbKeyStorage = (): KeyStorage => ({
  read: (userId) => withDb(async (db) => (await db.get("keys", userId)) ?? NO_KEYS),
  write: (userId, changes) =>
    withDb(async (db) => {
      const tx = db.transaction("keys", "readwrite", { durability: "strict" });
      const stored = (await tx.store.get(userId)) ?? NO_KEYS;
      await Promise.all([tx.store.put({ ...stored, ...changes }, userId), tx.done]);
    }),
});

const withDb = async <T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> => {
  const db = await openDB<Schema>("gridkeep-keys", 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore("keys");
    },
  });
  try {
    return await work(db);
  } finally {
    db.close();
  }
};
