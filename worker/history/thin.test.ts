import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sides } from "../layout/arbitrary-edits.testing.ts";
import { corpus, layout, NO_CORPUS, widget } from "../layout/layout.testing.ts";
import { retain } from "../layout/retention.ts";
import { encodeVersion, MOST_ROWS } from "./codec.ts";
import { carriedOut, createNoise, jsonRowsOf, rowsOf, rowsToRead } from "./history.testing.ts";
import { restore, verifyHistory } from "./restore.ts";
import { thin } from "./thin.ts";
import type { HistoryRow } from "./walk.ts";

const SEED = 20_261_123;
/** For what is many small things, on a machine that does much else. */
const SLOW_MS = 60_000;

const noise = createNoise();
const filler = Array.from({ length: 8 }, (_, y) =>
  widget({ id: `f${y}`, y: 10 + y, config: { text: noise(40) } }),
);
const moves = (count: number): string[] =>
  Array.from({ length: count }, (_, x) => JSON.stringify(layout([widget({ x }), ...filler])));

/** Every row reads back as it was saved, from at most 16 rows and no others, and the whole proves itself. */
const expectExact = async (rows: readonly HistoryRow[], texts: readonly string[]): Promise<void> => {
  const counts = rowsToRead(rows);
  expect(Math.max(0, ...counts)).toBeLessThanOrEqual(MOST_ROWS);
  for (const [index, { version }] of rows.entries()) {
    const needed = rows.slice(index + 1 - (counts[index] ?? 0), index + 1);
    expect(await restore(needed, version)).toEqual({ kind: "restored", text: texts[version - 1] });
  }
  expect(await verifyHistory(rows)).toEqual([]);
};

describe("thinning", () => {
  it(
    "leaves every other version exact, whatever goes and however often",
    async () => {
      const edits = fc
        .array(
          sides().map(({ base, mine, theirs }) => [base, mine, theirs]),
          { minLength: 1, maxLength: 14 },
        )
        .map((parts) => parts.flat().map((one) => JSON.stringify(one)));
      const rounds = fc.array(fc.tuple(fc.nat(100), fc.array(fc.nat(40), { maxLength: 30 })), {
        maxLength: 3,
      });
      await fc.assert(
        fc.asyncProperty(edits, fc.boolean(), rounds, async (texts, isOld, thinnings) => {
          let rows = isOld ? jsonRowsOf(texts) : await rowsOf(texts);
          for (const [, going] of thinnings) {
            rows = carriedOut(rows, await thin(rows, new Set(going.map((one) => one + 1))));
            await expectExact(rows, texts);
          }
        }),
        { numRuns: 40, seed: SEED },
      );
    },
    SLOW_MS,
  );

  it("writes only those rows again whose predecessor goes", async () => {
    const rows = await rowsOf(moves(50));
    const plan = await thin(rows, new Set([5, 6, 7, 20, 34]));
    if (plan.kind !== "thinned") throw new Error("damaged");
    expect([plan.remove, plan.rewrite.map(({ version }) => version)]).toEqual([
      [5, 6, 7, 20, 34],
      [8, 21, 35],
    ]);
    expect(plan.rewrite.every(({ format }) => format === "delta")).toBe(true);
    expect(await thin(rows, new Set())).toMatchObject({ rewrite: [], remove: [], depth: 1 });
    expect(await thin(rows, new Set([999]))).toMatchObject({ rewrite: [], remove: [] });
  });

  it("tells a snapshot what it follows, and makes it a delta where that can be", async () => {
    const texts = moves(40);
    const rows = await rowsOf(texts);
    const few = await thin(rows, new Set([16]));
    expect(few).toMatchObject({ rewrite: [{ version: 17, format: "snapshot" }] });
    const many = await thin(rows, new Set([...range(2, 16), ...range(18, 31)]));
    expect(many).toMatchObject({
      rewrite: [
        { version: 17, format: "delta" },
        { version: 32, format: "delta" },
      ],
    });
    await expectExact(carriedOut(rows, many), texts);
  });

  it(
    "joins runs whose snapshot goes, so that a thinned history does not become all snapshots",
    async () => {
      const texts = moves(128);
      let rows = await rowsOf(texts);
      for (let version = 1; version < texts.length; version += 1)
        if (version % 8 !== 0) rows = carriedOut(rows, await thin(rows, new Set([version])));
      expect(rows).toHaveLength(16);
      expect(rows.filter(({ format }) => format === "snapshot").length).toBeLessThanOrEqual(8);
      await expectExact(rows, texts);
    },
    SLOW_MS,
  );

  it(
    "says how deep the newest row is, so that what is appended next keeps to 16 rows",
    async () => {
      const texts = moves(60);
      let rows = (await rowsOf(texts)).slice(0, 20);
      for (let version = 21; version <= 60; version += 1) {
        const plan = await thin(rows, new Set([version - 17, version - 5]));
        rows = carriedOut(rows, plan);
        if (plan.kind !== "thinned" || plan.depth === null) throw new Error("nothing left");
        const base = { version: version - 1, text: texts[version - 2] ?? "", depth: plan.depth };
        expect(plan.depth).toBe((rowsToRead(rows).at(-1) ?? 0) - 1);
        const encoded = encodeVersion({ version, text: texts[version - 1] ?? "", base });
        const row = jsonRowsOf(texts)[version - 1];
        if (row !== undefined) rows = [...rows, { ...row, ...encoded }];
      }
      await expectExact(rows, texts);
    },
    SLOW_MS,
  );

  it("can be done to a stretch of the history as well as to all of it", async () => {
    const texts = moves(50);
    const rows = await rowsOf(texts);
    const going = new Set([16, 17, 18, 25]);
    const stretch = carriedOut(rows.slice(0, 32), await thin(rows.slice(0, 32), going));
    await expectExact([...stretch, ...rows.slice(32)], texts);
    const second = carriedOut(rows.slice(16, 32), await thin(rows.slice(16, 32).toReversed(), new Set([17])));
    await expectExact([...rows.slice(0, 16), ...second, ...rows.slice(32)], texts);
  });

  it("touches nothing while a row is missing that no other is built on", async () => {
    const rows = await rowsOf(moves(20));
    const gone = { kind: "damaged", damage: { version: 16, kind: "missing" } };
    expect(await thin(rows.toSpliced(15, 1), new Set([2]))).toEqual(gone);
  });

  it("touches nothing while a row is damaged or missing", async () => {
    const rows = await rowsOf(moves(10));
    const broken = rows.map((row) => (row.version === 4 ? { ...row, body: new Uint8Array([1]) } : row));
    expect(await thin(broken, new Set([2]))).toEqual({
      kind: "damaged",
      damage: { version: 4, kind: "body" },
    });
    expect(await thin(rows.toSpliced(3, 1), new Set([2]))).toEqual({
      kind: "damaged",
      damage: { version: 4, kind: "missing" },
    });
  });

  it(
    "thins the real edit histories to 10 by retention, each version left byte for byte",
    async (ctx) => {
      for (const { layouts } of corpus() ?? ctx.skip(NO_CORPUS)) {
        const texts = layouts.map((one) => JSON.stringify(one));
        const rows = await rowsOf(texts);
        const entries = rows.map((row) => ({
          ...row,
          changeType: row.version % 4 === 0 ? ("manual" as const) : ("auto" as const),
          pinned: row.version === 2,
        }));
        const going = new Set(retain(entries, { keep: 10, head: texts.length }));
        const left = carriedOut(rows, await thin(rows, going));
        expect(left).toHaveLength(10);
        await expectExact(left, texts);
      }
    },
    SLOW_MS,
  );
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
