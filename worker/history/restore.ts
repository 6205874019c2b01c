/** Reads versions back: one of them from at most 16 rows, or all of them to see whether they are what was saved. */
import { type Damage, type HistoryRow, type Step, type Walk, walk } from "./walk.ts";

export type Restored =
  | { readonly kind: "restored"; readonly text: string }
  | { readonly kind: "not-found" }
  | { readonly kind: "damaged"; readonly damage: Damage };

/**
 * One version, byte for byte as it was saved. `rows` hold at least those from the last row at or before it that is
 * no delta; more do no harm, nor does their order. `chainBefore` is the chain of the version before the first of
 * those, without which a snapshot proves its text but not its place.
 */
export const restore = async (
  rows: readonly HistoryRow[],
  version: number,
  chainBefore: string | null = null,
): Promise<Restored> => {
  const needed = rowsOf(rows, version);
  if (needed.at(-1)?.version !== version) return { kind: "not-found" };
  // The version's own checksum proves all that it was made of. Only where it fails is each row put to the test.
  const quick = await lastOf(needed, { chainBefore, judged: (one) => one === version });
  const last = quick?.kind === "intact" ? quick : await lastOf(needed, { chainBefore });
  if (last === null) return { kind: "not-found" };
  return last.kind === "intact"
    ? { kind: "restored", text: last.text }
    : { kind: "damaged", damage: last.damage };
};

const rowsOf = (rows: readonly HistoryRow[], version: number): readonly HistoryRow[] => {
  const upTo = rows.filter((row) => row.version <= version).sort((a, b) => a.version - b.version);
  const start = upTo.findLastIndex(({ format }) => format !== "delta");
  return upTo.slice(Math.max(0, start));
};

const lastOf = async (rows: readonly HistoryRow[], how: Walk): Promise<Step | null> => {
  let last: Step | null = null;
  for await (const step of walk(rows, how)) last = step;
  return last;
};

/**
 * All that is wrong in a whole history, by version; empty where every version is there and what was saved. `newest`
 * is the highest version that should be there. A version that merely builds on a damaged one is not listed itself.
 */
export const verifyHistory = async (
  rows: readonly HistoryRow[],
  newest?: number,
): Promise<readonly Damage[]> => {
  const found = new Map<number, Damage>();
  const report = (damage: Damage) => found.has(damage.version) || found.set(damage.version, damage);
  let last = 0;
  for await (const { row, place, ...step } of walk(rows.toSorted((a, b) => a.version - b.version))) {
    if (step.kind === "damaged") report(step.damage);
    // A body that does not fit where it stands says nothing of what should be before it.
    const isBroken =
      step.kind === "damaged" && step.damage.version === row.version && step.damage.kind === "body";
    if (!isBroken && (place?.previous ?? 0) > last)
      report({ version: place?.previous ?? 0, kind: "missing" });
    last = row.version;
  }
  if (newest !== undefined && last < newest) report({ version: newest, kind: "missing" });
  return [...found.values()].sort((a, b) => a.version - b.version);
};
