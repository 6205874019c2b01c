/** What a page runs to try its IndexedDB: bundled by `store.spec.ts`, never part of the app. */
import { createIdbStore } from "../offline/idb-store.ts";
import { type DurableHarness, describeDurableStore, type Part } from "../offline/store.contract.testing.ts";
import type { DocumentStore } from "../offline/store.ts";

export type StorePage = {
  /** Runs one case of the contract on this page's device; null if it passed, else what was not so. */
  readonly run: (title: string) => Promise<string | null>;
  readonly store: DocumentStore;
};

const PARTS: Readonly<Record<string, Part>> = {
  ...{ drafts: "draft", heads: "head", outbox: "rows", parked: "parked" },
};

const connections: IDBDatabase[] = [];
const records: Part[] = [];

/** Sees to it that what a store does with the device is seen. */
const watch = (): void => {
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...args) {
    const request = open.apply(this, args);
    request.addEventListener("success", () => connections.push(request.result));
    return request;
  };
  const { put, delete: remove } = IDBObjectStore.prototype;
  const note = ({ name }: IDBObjectStore): void => {
    const part = PARTS[name];
    if (part !== undefined) records.push(part);
  };
  IDBObjectStore.prototype.put = function (...args) {
    note(this);
    return put.apply(this, args);
  };
  IDBObjectStore.prototype.delete = function (...args) {
    note(this);
    return remove.apply(this, args);
  };
};

const harness = async (): Promise<DurableHarness> => ({
  store: createIdbStore(),
  written: async (work) => {
    records.length = 0;
    await work();
    return [...records];
  },
  reopened: createIdbStore,
  cut: (how) => {
    for (const connection of connections.splice(0)) {
      connection.close();
      // As browsers do it that close connections by themselves; no page can make them.
      if (how === "terminated") connection.dispatchEvent(new Event("close"));
    }
  },
  deleteAll: () =>
    new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase("gridkeep");
      request.addEventListener("success", () => resolve());
      for (const type of ["error", "blocked"])
        request.addEventListener(type, () => reject(new Error(`Deleting was ${type}.`)));
    }),
});

watch();
const cases = new Map<string, () => Promise<void>>();
describeDurableStore("IndexedDB", harness, (title, run) => cases.set(title, run));

const storePage: StorePage = {
  run: async (title) => {
    const run = cases.get(title);
    if (run === undefined) return "There is no such case.";
    return run().then(
      () => null,
      (error: unknown) => String(error),
    );
  },
  store: createIdbStore(),
};
Object.assign(globalThis, { storePage });
