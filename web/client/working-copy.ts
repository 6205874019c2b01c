/** What one tab shows, beside what all tabs share. Pure. */
import { same } from "../../worker/layout/same.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import { type Document, type Draft, EMPTY_DOCUMENT, type Head } from "../offline/document.ts";
import type { Merger } from "../offline/merging.ts";

export type WorkingCopy = {
  /** The document as this tab last saw it in the store. */
  readonly doc: Document;
  /** The shared draft that `layout` started from; `basis.layout === layout` means that this tab added nothing. */
  readonly basis: Draft | null;
  readonly layout: Layout | null;
  /** The server's head as whoever edited this had it before them. */
  readonly seen: Head | null;
};

export const NO_COPY: WorkingCopy = { doc: EMPTY_DOCUMENT, basis: null, layout: null, seen: null };

export const isDirty = ({ layout, basis }: WorkingCopy): boolean =>
  layout !== null && layout !== basis?.layout;

/**
 * Takes over what is stored now. `sent` is the layout that went into it, if one did; edits made since then stay, on
 * top of whatever others have stored, unless both changed the same: then they meet in the store, where that is seen.
 * The layout keeps its identity where nothing in it changed.
 */
export const caughtUp = (
  { layout, basis, seen }: WorkingCopy,
  doc: Document,
  { sent, merge }: { readonly sent: Layout | null; readonly merge: Merger },
): WorkingCopy => {
  const { draft } = doc;
  if (draft === null) return { doc, basis, layout, seen };
  const base = sent ?? basis?.layout;
  if (layout !== null && base !== undefined && layout !== base) {
    const whole = merge({ base, mine: layout, theirs: draft.layout });
    if (whole.conflicts.length > 0) return { doc, basis, layout, seen };
    return { doc, basis: draft, layout: whole.layout, seen: doc.head };
  }
  const isSame = layout !== null && (draft.rev === basis?.rev || same(draft.layout, layout));
  const next = isSame ? layout : draft.layout;
  return { doc, basis: { ...draft, layout: next }, layout: next, seen: doc.head };
};

/** Whether another device's edit changed what this tab shows, and if so, whether something was under way here. */
export const incoming = (before: WorkingCopy, after: WorkingCopy): "merged" | "followed" | null => {
  const [seen, head] = [before.doc.head, after.doc.head];
  if (seen === null || head === null || seen.version === head.version) return null;
  if (before.layout === null || before.layout === after.layout) return null;
  return isDirty(before) || before.doc.rows.length > 0 ? "merged" : "followed";
};
