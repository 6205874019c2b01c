/**
 * Takes versions out of a history, so that every other one still restores exactly, from at most 16 rows, and still
 * proves its place. Each row whose predecessor goes is written again, and no other.
 */
import { type Base, type Encoded, encodeVersion } from "./codec.ts";
import { type Damage, type HistoryRow, walk } from "./walk.ts";

export type Rewrite = Encoded & { readonly version: number };

export type Thinned =
  | {
      readonly kind: "thinned";
      readonly rewrite: readonly Rewrite[];
      readonly remove: readonly number[];
      /** Of the newest row that stays: the depth for whatever is appended next. Null where none stays. */
      readonly depth: number | null;
    }
  /** Nothing is to be done: what is damaged may still be mended, from a backup say, but not once it is gone. */
  | { readonly kind: "damaged"; readonly damage: Damage };

/**
 * `rows` are a whole history, or a stretch of it from a row that is no delta to the last before another such row, and
 * that one, too, as `next`, where the last one goes: it has to know what it follows then. The order of rows does not
 * matter. The plan is to be carried out in one transaction.
 */
export const thin = async (
  rows: readonly HistoryRow[],
  going: ReadonlySet<number>,
  next: number | null = null,
): Promise<Thinned> => {
  const oldestFirst = rows.toSorted((a, b) => a.version - b.version);
  const rewritten = new Set(
    oldestFirst
      .filter(({ version }, index) => !going.has(version) && going.has(oldestFirst[index - 1]?.version ?? 0))
      .map(({ version }) => version),
  );
  const rewrite: Rewrite[] = [];
  let newest: Base | null = null;
  let previous: number | null = null;
  let at = 0;
  // What is written again has to prove itself, and with it all that it is made from. The others stay as they are, or go.
  const isJudged = (version: number) => rewritten.has(version);
  for await (const step of walk(oldestFirst, { judged: isJudged })) {
    const before = oldestFirst[at - 1];
    at += 1;
    const { version, format } = step.row;
    if (step.kind === "damaged") return { kind: "damaged", damage: step.damage };
    const { previous: told = null, link = null } = step.place ?? {};
    if (before === undefined) previous = told;
    else if (told !== null && told > before.version)
      return { kind: "damaged", damage: { version: told, kind: "missing" } };
    if (going.has(version)) continue;
    let depth: number = format === "delta" && newest !== null ? newest.depth + 1 : 0;
    if (before !== undefined && rewritten.has(version)) {
      const run = runAfter(oldestFirst, at, going);
      // What comes after the stretch begins one, and goes on doing so.
      const place = { base: version === next ? null : newest, previous, link: link ?? before.chain, run };
      const encoded: Encoded = encodeVersion({ version, text: step.text, ...place });
      rewrite.push({ version, ...encoded });
      depth = encoded.depth;
    }
    newest = { version, text: step.text, depth };
    previous = version;
  }
  const remove = oldestFirst.map(({ version }) => version).filter((version) => going.has(version));
  return { kind: "thinned", rewrite, remove, depth: newest?.depth ?? null };
};

/** How many rows from `at` on stay as they are, each built on the row before it. */
const runAfter = (rows: readonly HistoryRow[], at: number, going: ReadonlySet<number>): number => {
  const isPart = ({ version, format }: HistoryRow) => format === "delta" && !going.has(version);
  const end = rows.findIndex((row, index) => index >= at && !isPart(row));
  return (end < 0 ? rows.length : end) - at;
};
