/**
 * The last resort of a page that is being closed: IndexedDB may not finish when the whole browser quits, a
 * synchronous write to localStorage does. Start-up takes it in as an edit of what it was an edit of; where IndexedDB
 * had it after all, that changes nothing.
 */

import type { Layout } from "../../worker/layout/schema.ts";
import type { Draft, Seen } from "../offline/document.ts";
import type { DocId } from "../offline/store.ts";

/**
 * An edit that may never have reached the store, and what whoever made it knew of the server. `sent` was on its way
 * to the store: found there, it is what this is an edit of.
 */
export type Rescued = {
  readonly basis: Draft;
  readonly layout: Layout;
  readonly seen: Seen | null;
  readonly sent?: Layout | null;
};

const prefix = (docId: DocId): string => `gridkeep-rescue:${docId}:`;

/** And which tab left it. */
export type LeftBehind = Rescued & { readonly tab: string };

/** `tab` tells the tabs of one browser apart, which may all be closed at once. Whether it was written. */
export const leaveBehind = (docId: DocId, tab: string, rescued: Rescued): boolean => {
  try {
    localStorage.setItem(prefix(docId) + tab, JSON.stringify(rescued));
    return true;
  } catch {
    return false; // Full or forbidden: IndexedDB, tried at the same time, is what remains.
  }
};

/** It is in the store. */
export const takeBack = (docId: DocId, tab: string): void => {
  try {
    localStorage.removeItem(prefix(docId) + tab);
  } catch {
    // Forbidden storage holds nothing of ours.
  }
};

/** The edits that were left behind, oldest revision first. They stay until they are taken back. */
export const leftBehind = (docId: DocId): readonly LeftBehind[] =>
  keysOf(docId)
    .flatMap((key): LeftBehind[] => {
      const tab = key.slice(prefix(docId).length);
      try {
        const left: Rescued = JSON.parse(localStorage.getItem(key) ?? "");
        return Array.isArray(left.layout.desktop) && left.basis.rev > -2 ? [{ ...left, tab }] : [];
      } catch {
        return []; // Cut short by whatever ended that page: it stays, and holds nobody up.
      }
    })
    .sort((a, b) => a.basis.rev - b.basis.rev);

const keysOf = (docId: DocId): readonly string[] => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix(docId)));
  } catch {
    return []; // Forbidden storage holds nothing of ours.
  }
};
