/**
 * Whether a document's saves go out sealed. Sealed wins: once a person here or another device has sealed it, it stays
 * so on this device until a person says otherwise here. An open layout that comes from the server changes nothing,
 * since it may be what somebody wants who would like to read the next one. Pure, like `document.ts`.
 */
import { same } from "../../worker/layout/same.ts";
import type { AnyLayout } from "../../worker/layout/schema.ts";
import { isSealed } from "../../worker/layout/sealed.ts";
import { type Document, type Head, type OutboxRow, sealOf } from "./document.ts";

/** `fields`: widget by widget. `whole`: the server sees nothing of the layout. */
export type Seal = "open" | "fields" | "whole";

/** Part of a draft. What the server had up to version `over` says nothing against it. */
export type Decided = { readonly mode: Seal; readonly over: number };

/** How a version on the server was seen to be sealed. */
export type Met = { readonly seal: Seal; readonly version: number };

const STRICTNESS: readonly Seal[] = ["open", "fields", "whole"];

/** How a layout came: `open` where nothing in it takes a key. */
export const sealIn = (layout: AnyLayout): Seal => {
  if (isSealed(layout)) return "whole";
  const widgets = [...layout.desktop, ...layout.mobile];
  return widgets.some(({ sealed }) => sealed !== undefined) ? "fields" : "open";
};

/** What a head says about itself. */
export const metIn = ({ seal, version }: Head): Met | undefined =>
  seal === undefined ? undefined : { seal, version };

/** A person's word, and a reason to save. */
export const decided = (doc: Document, mode: Seal): Document => {
  const { draft, head } = doc;
  if (draft === null) return doc;
  return { ...doc, draft: { ...draft, rev: draft.rev + 1, seal: { mode, over: head?.version ?? 0 } } };
};

/** Another device sealed it, or more of it. */
export const wary = (doc: Document, met: Met | undefined): Document => {
  const { draft } = doc;
  if (draft === null || met === undefined) return doc;
  const { mode, over } = draft.seal ?? NOTHING_DECIDED;
  const isNews = met.version > over && isStricter(met.seal, mode);
  return isNews ? { ...doc, draft: { ...draft, seal: { mode: met.seal, over: met.version } } } : doc;
};

/** Takes over content that was sealed where it was: it goes nowhere in the open. */
export const sealedLike = (doc: Document, other: Document): Document =>
  isStricter(sealOf(other), sealOf(doc)) ? decided(doc, sealOf(other)) : doc;

/** What was decided elsewhere since both were as `began`. Where it was decided here, too, sealed wins. */
export const sealedSince = (doc: Document, began: Document, other: Document): Document => {
  const { draft } = doc;
  const seal = other.draft?.seal;
  const isSaid = (one: Document): boolean => !same(one.draft?.seal ?? null, began.draft?.seal ?? null);
  if (draft === null || seal === undefined || !isSaid(other)) return doc;
  return isSaid(doc) && !isStricter(seal.mode, sealOf(doc)) ? doc : { ...doc, draft: { ...draft, seal } };
};

/** Our own save became that version: however it went out, it is no word of another device. */
export const wroteItself = (doc: Document, version: number): Document => {
  const { draft } = doc;
  return draft?.seal === undefined || draft.seal.over >= version
    ? doc
    : { ...doc, draft: { ...draft, seal: { ...draft.seal, over: version } } };
};

const isStricter = (a: Seal, b: Seal): boolean => STRICTNESS.indexOf(a) > STRICTNESS.indexOf(b);

const NOTHING_DECIDED: Decided = { mode: "open", over: 0 };

/** The row as it goes out now. Sent before in another form, it is another operation: its body is another. */
export const sentAs = (row: OutboxRow, seal: Seal): OutboxRow => {
  if ((row.seal ?? "open") === seal) return row;
  return row.attempts === 0 ? { ...row, seal } : { ...row, seal, opId: `${row.opId}.${seal}` };
};
