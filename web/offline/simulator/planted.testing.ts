/** Bugs that can be planted into a run, from outside of the product: what else would the simulator be worth? */
import type { Document } from "../document.ts";
import type { Remote } from "../remote.ts";

export const PLANTS = [
  "operation-ids-forgotten",
  "row-deleted-before-fetch",
  "lock-dropped",
  "base-ignored",
  "portal-believed",
  "follow-up-keeps-base",
] as const;
export type Plant = (typeof PLANTS)[number];

/** What a transaction writes instead. */
export const alteredBy =
  (plant: Plant | null) =>
  (before: Document, after: Document): Document => {
    const [first, ...rest] = after.rows;
    if (plant === "row-deleted-before-fetch" && first?.state === "sending") return { ...after, rows: rest };
    const [sent, followUp] = before.rows;
    const isAcked = sent?.state === "sending" && first !== undefined && first.opId === followUp?.opId;
    if (plant === "follow-up-keeps-base" && isAcked)
      return { ...after, rows: [{ ...first, base: sent.base }, ...rest] };
    return after;
  };

/** Takes any 200 for a success. */
export const credulous = (remote: Remote): Remote => ({
  ...remote,
  save: async (docId, row) => {
    const outcome = await remote.save(docId, row);
    if (outcome.kind !== "no-answer" || outcome.error !== "HTTP 200") return outcome;
    const version = (row.base.version ?? 0) + 1;
    return { kind: "acked", version, checksum: JSON.parse('""'), layout: null };
  },
});
