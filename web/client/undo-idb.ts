/**
 * Steps of undo in IndexedDB. In a database of their own: a new store in the layouts' one would take a new version of
 * it, which shuts out the pages and the service worker of before. Each page holds a lock while it is open; that is how
 * others know which steps are nobody's any more.
 */
import { createConnection, finished } from "../offline/idb.ts";
import { inherited, type StepRecord, type StepStore } from "./undo-store.ts";

const LOCKS = "gridkeep-page:";

export const createIdbSteps = (): StepStore => {
  const page = crypto.randomUUID();
  const isHeld = stayOpen(page);
  const withDb = createConnection("gridkeep-undo", (db) => {
    db.createObjectStore("steps", { keyPath: ["docId", "page"] });
  });

  /** Whose records this page goes on with. */
  const takenOf = new Map<string, readonly string[]>();

  return {
    inherit: async (docId) => {
      await isHeld;
      const open = await openPages();
      return withDb(async (db) => {
        const { store, end } = writing(db);
        let own: readonly StepRecord[] = [];
        const records: IDBRequest<StepRecord[]> = store.getAll(ofDocument(docId));
        records.onsuccess = () => {
          own = inherited(records.result, { page, open });
          for (const record of own) store.put(record);
        };
        await end;
        takenOf.set(
          docId,
          own.map((one) => one.page),
        );
        return own.map(({ steps }) => steps);
      });
    },
    // Reads nothing and waits for nothing: a page that goes is not there any more when an answer comes.
    write: (docId, steps) =>
      withDb(async (db) => {
        const { store, end, commit } = writing(db);
        for (const by of takenOf.get(docId) ?? []) store.delete([docId, by]);
        if (steps === null) store.delete([docId, page]);
        else store.put({ docId, page, owner: page, steps } satisfies StepRecord);
        commit();
        await end;
      }),
  };
};

type Writing = {
  readonly store: IDBObjectStore;
  readonly end: Promise<void>;
  readonly commit: () => void;
};

const writing = (db: IDBDatabase): Writing => {
  const tx = db.transaction("steps", "readwrite");
  return { store: tx.objectStore("steps"), end: finished(tx), commit: () => tx.commit() };
};

const ofDocument = (docId: string): IDBKeyRange => IDBKeyRange.bound([docId], [docId, []]);

const openPages = async (): Promise<ReadonlySet<string>> => {
  const { held = [] } = await navigator.locks.query();
  return new Set(held.map(({ name = "" }) => name.slice(LOCKS.length)));
};

/** A page that is left is open no longer; a browser may bring it back, but does not keep one that holds a lock. */
const stayOpen = (page: string): Promise<void> => {
  let letGo = () => {};
  const hold = (): Promise<void> =>
    new Promise((held) => {
      const until = new Promise<void>((done) => {
        letGo = done;
      });
      void navigator.locks.request(LOCKS + page, () => {
        held();
        return until;
      });
    });
  addEventListener("pagehide", () => letGo());
  addEventListener("pageshow", ({ persisted }) => persisted && void hold());
  return hold();
};
