import fc from "fast-check";
import { expect, it } from "vitest";
import { layout, widget } from "../layout/layout.testing.ts";
import { retain } from "../layout/retention.ts";
import { MOST_ROWS } from "./codec.ts";
import { carriedOut, createNoise, rowsOf, rowsToRead } from "./history.testing.ts";
import { restore, verifyHistory } from "./restore.ts";
import type { ArchivedRow } from "./rows.ts";
import { tidy } from "./tidy.ts";
import type { HistoryRow } from "./walk.ts";

const SEED = 20_261_124;
const LONGEST = 60;

const noise = createNoise();
const texts = Array.from({ length: LONGEST }, (_, x) =>
  // Some have little in common with the one before.
  JSON.stringify(layout([widget({ x, config: { text: noise(x % 7 === 0 ? 300 : 10) } })])),
);
const everyRow = await rowsOf(texts);

/** Rows as D1 has them, of which the answer to a rewrite gets lost now and then. */
const archiveOf = (rows: readonly HistoryRow[], pinned: ReadonlySet<number>, lost: () => boolean) => {
  let [held, revision] = [rows, 0];
  return {
    rows: () => held,
    outline: async () => ({
      revision,
      rows: held.map((row) => ({
        ...({ ...row, changeType: "auto", pinned: pinned.has(row.version) } as const),
        bodyBytes: row.body instanceof Uint8Array ? row.body.length : 0,
      })),
    }),
    rowsAfter: async (_id: string, after: number, page: { rows: number }) =>
      held.filter(({ version }) => version > after).slice(0, page.rows) as ArchivedRow[],
    rewrite: async (_id: string, known: number, plan: Parameters<typeof carry>[1]) => {
      if (known !== revision) return false;
      held = carry(held, plan);
      revision += 1;
      if (lost()) throw new Error("D1_ERROR: Network connection lost.");
      return true;
    },
  };
};
const carry = (
  rows: readonly HistoryRow[],
  plan: Omit<Parameters<typeof carriedOut>[1] & { kind: "thinned" }, "kind" | "depth">,
) => carriedOut(rows, { kind: "thinned", depth: null, ...plan });

/** Every row reads back as it was saved, from at most 16 rows, and the whole proves itself. */
const expectWhole = async (rows: readonly HistoryRow[], length: number): Promise<void> => {
  expect(Math.max(...rowsToRead(rows))).toBeLessThanOrEqual(MOST_ROWS);
  expect(await verifyHistory(rows, everyRow.slice(length - 1, length))).toEqual([]);
  for (const { version } of rows)
    expect(await restore(rows, version)).toEqual({ kind: "restored", text: texts[version - 1] });
};

/** Of the newest row. */
const depthOf = (rows: readonly HistoryRow[]): number => (rowsToRead(rows).at(-1) ?? 0) - 1;

it("leaves just what is to be kept, in stretches of any size, and a whole history wherever it is cut short", async () => {
  const course = fc.record({
    length: fc.integer({ min: 1, max: LONGEST }),
    keep: fc.integer({ min: 1, max: 30 }),
    stretchBytes: fc.constantFrom(1, 200, 500, 2_000),
    pinned: fc.array(fc.integer({ min: 1, max: LONGEST }), { maxLength: 30 }),
    lost: fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
  });
  await fc.assert(
    fc.asyncProperty(course, async ({ length, keep, stretchBytes, pinned, lost }) => {
      const head = everyRow[length - 1];
      if (head === undefined) return;
      const archive = archiveOf(everyRow.slice(0, length), new Set(pinned), () => lost.next().value === 0);
      const { rows } = await archive.outline();
      const going = retain(rows, { keep, head: head.version });
      const depth = depthOf(archive.rows());
      for (let tries = 1, tidied = null; tidied === null; tries += 1) {
        tidied = await tidy(archive, "main", { keep, head, stretchBytes }).catch(() => null);
        await expectWhole(archive.rows(), length);
        if (tries === 1 && tidied !== null) expect(tidied.depth ?? depth).toBe(depthOf(archive.rows()));
      }
      const kept = rows.filter(({ version }) => !going.includes(version));
      expect(archive.rows().map(({ version }) => version)).toEqual(kept.map(({ version }) => version));
    }),
    { numRuns: 150, seed: SEED },
  );
}, 60_000);
