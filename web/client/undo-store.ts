/** Where steps of undo are kept on this device: for each document, by each page that made some. */
import type { DocId } from "../offline/store.ts";
import type { StoredSteps } from "./undo-steps.ts";

/** One page's view of it. */
export type StepStore = {
  /**
   * What pages that are gone have left behind of the document: this page's from now on, so that no other page that
   * opens at the same time goes on with it, too.
   */
  readonly inherit: (docId: DocId) => Promise<readonly unknown[]>;
  /** In place of all that this page has written and inherited of the document; null for nothing. */
  readonly write: (docId: DocId, steps: StoredSteps | null) => Promise<void>;
};

/** What is stored of a document by one page. `owner` is the page that goes on with it. */
export type StepRecord = {
  readonly docId: DocId;
  readonly page: string;
  readonly owner: string;
  readonly steps: unknown;
};

/** What a page takes over: what is its own already, and what belongs to none that is open. */
export const inherited = <T extends Pick<StepRecord, "owner">>(
  records: readonly T[],
  { page, open }: { readonly page: string; readonly open: ReadonlySet<string> },
): readonly T[] =>
  records.filter(({ owner }) => owner === page || !open.has(owner)).map((one) => ({ ...one, owner: page }));
