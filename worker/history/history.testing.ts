/** Histories as the archive holds them, made from the texts of their versions. */

import { canonical } from "../layout/canonical.ts";
import { chainOf } from "../layout/commit.ts";
import type { Checksum } from "../layout/schema.ts";
import { type Base, encodeVersion } from "./codec.ts";
import { sha256 } from "./sha256.ts";
import type { Thinned } from "./thin.ts";
import type { HistoryRow } from "./walk.ts";

/** One row a version, from version 1 on, each made as the room will: from the text before it and its depth alone. */
export const rowsOf = async (texts: readonly string[]): Promise<HistoryRow[]> => {
  const rows: HistoryRow[] = [];
  let base: Base | null = null;
  let previous = "";
  for (const [index, text] of texts.entries()) {
    const version = index + 1;
    const { format, body, depth } = encodeVersion({ version, text, base });
    const entry = entryOf(version, text, previous);
    rows.push({ ...entry, format, body });
    base = { version, text, depth };
    previous = entry.chain;
  }
  return rows;
};

/** The same history as it was stored before there were deltas. */
export const jsonRowsOf = (texts: readonly string[]): HistoryRow[] => {
  const rows: HistoryRow[] = [];
  for (const [index, text] of texts.entries())
    rows.push({ ...entryOf(index + 1, text, rows.at(-1)?.chain ?? ""), format: "json", body: text });
  return rows;
};

const entryOf = (version: number, text: string, previous: string) => {
  const entry = {
    version,
    checksum: sha256(canonical(JSON.parse(text))) as Checksum,
    deviceId: version % 3 === 0 ? "phone" : "desk",
    createdAt: new Date(Date.UTC(2026, 0, 1) + version * 60_000).toISOString(),
  };
  return { ...entry, chain: chainOf({ ...entry, previous }, sha256) };
};

/** The rows after a plan was carried out. */
export const carriedOut = (rows: readonly HistoryRow[], plan: Thinned): HistoryRow[] => {
  if (plan.kind !== "thinned") throw new Error(`not thinned: version ${plan.damage.version} is damaged`);
  const rewritten = new Map(plan.rewrite.map((row) => [row.version, row]));
  return rows
    .filter(({ version }) => !plan.remove.includes(version))
    .map((row) => {
      const { format, body } = rewritten.get(row.version) ?? row;
      return { ...row, format, body };
    });
};

/** How many rows have to be read for each version. */
export const rowsToRead = (rows: readonly HistoryRow[]): number[] => {
  let count = 0;
  return rows.map(({ format }) => {
    count = format === "delta" ? count + 1 : 1;
    return count;
  });
};

/** Text that neither repeats nor compresses much, the same in every run. */
export const createNoise = (): ((length: number) => string) => {
  let state = 1;
  const letter = (): string => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return LETTERS[state >>> 26] ?? "";
  };
  return (length) => Array.from({ length }, letter).join("");
};
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
