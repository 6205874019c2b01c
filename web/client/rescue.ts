/**
 * The last resort of a page that is being closed: IndexedDB may not finish when the whole browser quits, a
 * synchronous write to localStorage does. Start-up takes it over if IndexedDB never got the edit.
 */
import type { Layout } from "../../worker/layout/schema.ts";
import type { DocId } from "../offline/store.ts";

type Rescued = { readonly rev: number; readonly layout: Layout };

const key = (docId: DocId): string => `gridkeep-rescue:${docId}`;

/** `rev` is that of the draft which the edit started from. */
export const leaveBehind = (docId: DocId, rescued: Rescued): void => {
  try {
    localStorage.setItem(key(docId), JSON.stringify(rescued));
  } catch {
    // Full or forbidden: IndexedDB, tried at the same time, is what remains.
  }
};

/** The edit that was left behind for a draft at `rev`, once. */
export const takeBack = (docId: DocId, rev: number): Layout | null => {
  try {
    const text = localStorage.getItem(key(docId));
    localStorage.removeItem(key(docId));
    const rescued: Rescued | null = text === null ? null : JSON.parse(text);
    return rescued?.rev === rev ? rescued.layout : null;
  } catch {
    return null; // Forbidden storage holds nothing of ours.
  }
};
