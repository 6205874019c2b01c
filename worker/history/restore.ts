/** Reads versions back: one of them from at most 16 rows, or all of them to see whether they are what was saved. */
import { isLinked } from "./verify.ts";
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
  const quick = (await steps(needed, { chainBefore, judged: (one) => one === version })).at(-1);
  if (quick?.kind === "intact") return { kind: "restored", text: quick.text };
  const all = await steps(needed, { chainBefore });
  const last = all.at(-1);
  if (last === undefined) return { kind: "not-found" };
  if (last.kind === "damaged") return { kind: "damaged", damage: last.damage };
  // Its text is good, but the version before can't vouch for its place. The one after can.
  const after = rows.find((row) => row.version === version + 1);
  if (after !== undefined && isLinked(after, last.row.chain)) return { kind: "restored", text: last.text };
  const culprit = all.find((step) => step.kind === "damaged");
  return { kind: "damaged", damage: culprit?.damage ?? { version, kind: "chain" } };
};

const rowsOf = (rows: readonly HistoryRow[], version: number): readonly HistoryRow[] => {
  const upTo = rows.filter((row) => row.version <= version).sort((a, b) => a.version - b.version);
  const start = upTo.findLastIndex(({ format }) => format !== "delta");
  return upTo.slice(Math.max(0, start));
};

const steps = async (rows: readonly HistoryRow[], how: Walk): Promise<readonly Step[]> => {
  const all: Step[] = [];
  for await (const step of walk(rows, how)) all.push(step);
  return all;
};

/**
 * All that is wrong in a whole history, by version; empty where every version is there and what was saved. `rows` come
 * oldest first. A version that merely builds on a damaged one is not listed itself. Who rewrites a history with a chain
 * that fits can't know what is remembered elsewhere: `remembered` are versions that must be there, with these chains.
 * `after` is the version that the history starts after.
 */
export const verifyHistory = async (
  rows: Iterable<HistoryRow> | AsyncIterable<HistoryRow>,
  remembered: readonly Pick<HistoryRow, "version" | "chain">[] = [],
  after = 0,
): Promise<readonly Damage[]> => {
  const found = new Map<number, Damage>();
  const report = (damage: Damage) => found.has(damage.version) || found.set(damage.version, damage);
  const chains = new Map(remembered.map(({ version, chain }) => [version, chain]));
  let last = after;
  for await (const { row, place, ...step } of walk(rows)) {
    if (step.kind === "damaged") report(step.damage);
    // A body that does not fit where it stands says nothing of what should be before it.
    const isBroken =
      step.kind === "damaged" && step.damage.version === row.version && step.damage.kind === "body";
    if (!isBroken && (place?.previous ?? 0) > last)
      report({ version: place?.previous ?? 0, kind: "missing" });
    last = row.version;
    if ((chains.get(last) ?? row.chain) !== row.chain) report({ version: last, kind: "chain" });
    chains.delete(last);
  }
  for (const version of chains.keys()) report({ version, kind: "missing" });
  return [...found.values()].sort((a, b) => a.version - b.version);
};
