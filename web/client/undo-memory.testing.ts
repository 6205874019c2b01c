/** Steps of undo on a device that is a memory, with pages that come and go. */
import { inherited, type StepRecord, type StepStore } from "./undo-store.ts";

export type StepDevice = {
  readonly records: StepRecord[];
  /** The next page's view, and how that page goes. */
  readonly open: () => { readonly steps: StepStore; readonly close: () => void };
};

export const createStepDevice = (): StepDevice => {
  const records: StepRecord[] = [];
  const pages = new Set<string>();
  let opened = 0;
  const replace = (is: (one: StepRecord) => boolean, next: readonly StepRecord[]): void => {
    const others = records.filter((one) => !is(one));
    records.splice(0, records.length, ...others, ...structuredClone(next));
  };
  return {
    records,
    open: () => {
      opened += 1;
      const page = `page-${opened}`;
      pages.add(page);
      const steps: StepStore = {
        inherit: async (docId) => {
          const own = inherited(
            records.filter((one) => one.docId === docId),
            { page, open: pages },
          );
          replace((one) => one.docId === docId && own.some(({ page: by }) => by === one.page), own);
          return structuredClone(own.map((one) => one.steps));
        },
        write: async (docId, written) => {
          const next = written === null ? [] : [{ docId, page, owner: page, steps: written }];
          replace((one) => one.docId === docId && one.owner === page, next);
        },
      };
      return { steps, close: () => pages.delete(page) };
    },
  };
};
