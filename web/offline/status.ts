/** What a person may be told about a document, from what is stored and nothing else. */
import { askedRow, type Document } from "./document.ts";

/** `waiting` counts saves that are on this device only. */
export type DocumentStatus =
  | { readonly kind: "untouched" }
  | { readonly kind: "saving" }
  | { readonly kind: "saved" }
  | { readonly kind: "local"; readonly waiting: number }
  | { readonly kind: "sign-in"; readonly waiting: number }
  | { readonly kind: "decision" }
  | { readonly kind: "not-saved"; readonly reason: "refused"; readonly detail: string };

export const statusOf = (doc: Document): DocumentStatus => {
  const { rows, head, parked } = doc;
  const waiting = waitingIn(doc);
  if (askedRow(doc) !== null) return { kind: "decision" };
  if (rows.some(({ state }) => state === "auth")) return { kind: "sign-in", waiting };
  const refusal = parked.findLast(({ headVersion }) => headVersion === (head?.version ?? null));
  if (refusal !== undefined) return { kind: "not-saved", reason: "refused", detail: refusal.detail };
  if (rows.some(({ lastError }) => lastError !== null)) return { kind: "local", waiting };
  if (waiting > 0) return { kind: "saving" };
  return head === null ? { kind: "untouched" } : { kind: "saved" };
};

/** Saves that are on this device only. */
export const waitingIn = ({ draft, rows }: Document): number =>
  rows.length + (draft !== null && draft.rev > draft.queuedRev ? 1 : 0);
