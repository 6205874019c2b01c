import { it } from "vitest";
import type { Document } from "./document.ts";
import { createMemoryStore } from "./memory-store.testing.ts";
import { describeDocumentStore, type Part, type StoreHarness } from "./store.contract.testing.ts";
import type { DocId, DocumentStore } from "./store.ts";

/** In memory, what was not written again is the very same object. */
const harness = async (): Promise<StoreHarness> => {
  const memory = createMemoryStore();
  const docIds = new Set<DocId>();
  const store: DocumentStore = {
    ...memory,
    update: (docId, change) => {
      docIds.add(docId);
      return memory.update(docId, change);
    },
  };
  const read = async () => (await Promise.all([...docIds].map(memory.read))).flatMap(recordsOf);
  return {
    store,
    written: async (work) => {
      const before = await read();
      await work();
      const after = await read();
      const isIn = (list: readonly Stored[]) => (one: Stored) =>
        list.some(({ value }) => value === one.value);
      const added = after.filter((one) => !isIn(before)(one));
      const isReplaced = (one: Stored) => added.some(({ key }) => key === one.key);
      const removed = before.filter((one) => !isIn(after)(one) && !isReplaced(one));
      return [...added, ...removed].map(({ part }) => part);
    },
  };
};

type Stored = { readonly part: Part; readonly key: string; readonly value: unknown };

const recordsOf = ({ draft, head, rows, parked }: Document): readonly Stored[] => [
  ...(draft === null ? [] : [{ part: "draft" as const, key: "draft", value: draft }]),
  ...(head === null ? [] : [{ part: "head" as const, key: "head", value: head }]),
  ...rows.map((row) => ({ part: "rows" as const, key: `row ${row.seq}`, value: row })),
  ...parked.map((row) => ({ part: "parked" as const, key: `parked ${row.opId}`, value: row })),
];

describeDocumentStore("memory", harness, it);
