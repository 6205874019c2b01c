/**
 * Takes away all that this browser keeps of anybody's layouts: what is stored and waits, steps of undo, keys, and what
 * was left behind by pages that were closed. For a page that has not started its manager yet: one that runs would write
 * down again what it still shows.
 */

import { asked, finished } from "../offline/idb.ts";

/** Resolves when it is gone, or can't be taken away now; whether it is gone. */
export const clearDevice = async (): Promise<boolean> => {
  const leftovers = clearLeftovers();
  try {
    await Promise.all((await ownDatabases()).map(empty));
    return leftovers;
  } catch {
    return false;
  }
};

const OWN = /^gridkeep(-undo|-keys)?$/;

/** Only those that are there: asking for another one would make it, without what belongs in it. */
const ownDatabases = async (): Promise<readonly string[]> =>
  (await indexedDB.databases()).flatMap(({ name }) => (name !== undefined && OWN.test(name) ? [name] : []));

/** Emptied and not deleted: a tab that has it open would hold that up. */
const empty = async (name: string): Promise<void> => {
  const db = await asked(indexedDB.open(name));
  try {
    const stores = [...db.objectStoreNames];
    if (stores.length === 0) return;
    const tx = db.transaction(stores, "readwrite", { durability: "strict" });
    for (const store of stores) tx.objectStore(store).clear();
    await finished(tx);
  } finally {
    db.close();
  }
};

const clearLeftovers = (): boolean => {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith("gridkeep-rescue:")) localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
};
