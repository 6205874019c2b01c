/** Takes out of the archive what retention gives up, a stretch of the history at a time. */
import { retain } from "../layout/retention.ts";
import type { Version } from "../layout/wire.ts";
import type { Archive, Outline } from "./archive.ts";
import { thin } from "./thin.ts";

export type Tidied = {
  readonly kept: number;
  readonly removed: number;
  /** Of the newest row, where that may have changed. */
  readonly depth: number | null;
  /** A version that is damaged. What is around it stays: it may still be mended, but not once that is gone. */
  readonly damaged: number | null;
};

/** Rows are taken as many at a time as hold this much: a hundred ordinary ones, a few of the largest. */
const STRETCH_BYTES = 4 * 1024 * 1024;

type Wish = {
  readonly keep: number;
  readonly head: Pick<Version, "version" | "chain">;
  readonly stretchBytes?: number;
};

/**
 * Leaves `keep` versions of a layout, or the pinned ones and `head` if those are more. Every version of the layout is
 * to be in the archive; where `head` is not the newest there, as it is remembered elsewhere, nothing is done.
 *
 * @throws whatever the archive does. What was done until then is done, and the rest is left to the next time.
 */
export const tidy = async (
  archive: Pick<Archive, "outline" | "rowsAfter" | "rewrite">,
  layoutId: string,
  { keep, head, stretchBytes = STRETCH_BYTES }: Wish,
): Promise<Tidied> => {
  const outline = await archive.outline(layoutId);
  let { revision } = outline;
  let tidied: Tidied = { kept: outline.rows.length, removed: 0, depth: null, damaged: null };
  const newest = outline.rows.at(-1);
  if (newest?.version !== head.version || newest.chain !== head.chain)
    return { ...tidied, damaged: Math.max(head.version, newest?.version ?? 0) };
  const going = new Set(retain(outline.rows, { keep, head: head.version }));
  const parts = stretches(outline.rows, stretchBytes);
  for (const [index, { after, rows }] of parts.entries()) {
    const leaving = new Set(rows.map(({ version }) => version).filter((version) => going.has(version)));
    if (leaving.size === 0) continue;
    const next = leaving.has(rows.at(-1)?.version ?? 0) ? (parts[index + 1]?.rows[0]?.version ?? null) : null;
    const page = { rows: rows.length + (next === null ? 0 : 1) };
    const plan = await thin(await archive.rowsAfter(layoutId, after, page), leaving, next);
    if (plan.kind === "damaged") {
      tidied = { ...tidied, damaged: tidied.damaged ?? plan.damage.version };
      continue;
    }
    if (!(await archive.rewrite(layoutId, revision, plan))) throw new Error("The history changed meanwhile.");
    revision += 1;
    const { kept, removed } = tidied;
    const isNewest = rows.at(-1) === outline.rows.at(-1);
    tidied = { ...tidied, kept: kept - plan.remove.length, removed: removed + plan.remove.length };
    if (isNewest) tidied = { ...tidied, depth: plan.depth };
  }
  return tidied;
};

type Stretch = { readonly after: number; readonly rows: Outline["rows"] };

/** Each begins with a snapshot and ends before another. */
const stretches = (rows: Outline["rows"], stretchBytes: number): readonly Stretch[] => {
  const found: { after: number; rows: Outline["rows"][number][]; bytes: number }[] = [];
  for (const [index, row] of rows.entries()) {
    const last = found.at(-1);
    if (last === undefined || (row.format === "snapshot" && last.bytes >= stretchBytes)) {
      found.push({ after: rows[index - 1]?.version ?? 0, rows: [row], bytes: row.bodyBytes });
    } else {
      last.rows.push(row);
      last.bytes += row.bodyBytes;
    }
  }
  return found;
};
