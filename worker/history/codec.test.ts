import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { json, layouts } from "../layout/arbitrary.testing.ts";
import { sides } from "../layout/arbitrary-edits.testing.ts";
import { corpus, layout, NO_CORPUS, widget } from "../layout/layout.testing.ts";
import type { Layout } from "../layout/schema.ts";
import { encodeVersion, MOST_ROWS } from "./codec.ts";
import { createNoise, jsonRowsOf, rowsOf, rowsToRead } from "./history.testing.ts";
import { restore, verifyHistory } from "./restore.ts";
import type { HistoryRow } from "./walk.ts";

const SEED = 20_261_123;
/** For what is many small things, on a machine that does much else. */
const SLOW_MS = 60_000;

const noise = createNoise();
const filler = Array.from({ length: 8 }, (_, y) =>
  widget({ id: `f${y}`, y: 10 + y, config: { text: noise(40) } }),
);

/** Texts of a history: edits of edits, whole strangers, sealed ones, and what is no layout at all. */
const histories = (): fc.Arbitrary<string[]> =>
  fc
    .array(
      fc.oneof(
        {
          weight: 4,
          arbitrary: sides().map(({ base, mine, theirs }): unknown[] => [base, mine, theirs, mine]),
        },
        {
          weight: 1,
          arbitrary: layouts().map((one): unknown[] => [
            one,
            { ...one, desktop: [...one.desktop, ...one.desktop] },
          ]),
        },
        {
          weight: 1,
          arbitrary: fc.base64String({ maxLength: 400 }).map((sealed): unknown[] => [{ sealed }]),
        },
        { weight: 1, arbitrary: json().map((any): unknown[] => [any, { any }]) },
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => parts.flat().map((one) => JSON.stringify(one)));

const readBack = (rows: readonly HistoryRow[]) =>
  Promise.all(
    rows.map(async ({ version }) => {
      const result = await restore(rows, version);
      return result.kind === "restored" ? result.text : result;
    }),
  );

describe("a history of snapshots and deltas", () => {
  it(
    "gives every version back byte for byte, whatever was saved",
    async () => {
      await fc.assert(
        fc.asyncProperty(histories(), async (texts) => {
          const rows = await rowsOf(texts);
          expect(await readBack(rows)).toEqual(texts);
          expect(await verifyHistory(rows, rows.slice(-1))).toEqual([]);
        }),
        { numRuns: 40, seed: SEED },
      );
    },
    SLOW_MS,
  );

  it("reads any version from at most 16 rows, and needs no other", async () => {
    const texts = Array.from({ length: 50 }, (_, x) => JSON.stringify(layout([widget({ x }), ...filler])));
    const rows = await rowsOf(texts);
    expect(Math.max(...rowsToRead(rows))).toBe(MOST_ROWS);
    expect(rows.filter(({ format }) => format === "snapshot").map(({ version }) => version)).toEqual([
      1, 17, 33, 49,
    ]);
    for (const version of [1, 16, 17, 32, 50]) {
      const needed = rows.slice(version - (rowsToRead(rows)[version - 1] ?? 0), version);
      expect(await restore(needed, version)).toEqual({ kind: "restored", text: texts[version - 1] });
    }
  });

  it("holds whatever of snapshot and delta is smaller", async () => {
    const text = JSON.stringify({ sealed: noise(2000) });
    const base = { version: 1, text: JSON.stringify({ sealed: noise(2000) }), depth: 0 };
    expect(encodeVersion({ version: 2, text, base }).format).toBe("snapshot");
    const edited = text.replace(/^(.{300})./, "$1!");
    const delta = encodeVersion({ version: 2, text: edited, base: { ...base, text } });
    expect([delta.format, delta.depth, delta.body.length < 30]).toEqual(["delta", 1, true]);
  });

  it("takes some twenty bytes for one widget moved among many", async () => {
    const moved = layout([...filler, widget({ id: "z", x: 7 })]);
    const [, row] = await rowsOf(
      [layout([...filler, widget({ id: "z" })]), moved].map((one) => JSON.stringify(one)),
    );
    expect(row?.body).toHaveLength(21);
  });

  it("knows nothing of keys: __proto__, doubles and missing ids come back as they went", async () => {
    const texts = [
      '{"desktop":[{"id":"a"},{"id":"a"},{}],"mobile":[],"__proto__":{"x":1}}',
      '{"__proto__":{"x":2},"desktop":[{"id":"a"},{},{"id":"a","__proto__":null}],"mobile":[]}',
      '{"mobile":[],"desktop":null}',
      '"\\ud800 \ufeff"',
      "null",
    ];
    expect(await readBack(await rowsOf([...texts.slice(0, 3), "null", ...texts.slice(0, 2)]))).toEqual([
      ...texts.slice(0, 3),
      "null",
      ...texts.slice(0, 2),
    ]);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it("carries layouts of 1 MiB and of 500 widgets", async () => {
    const big = (title: string): Layout =>
      layout(
        Array.from({ length: 500 }, (_, y) =>
          widget({ id: `w${y}`, y, title, config: { text: noise(2000) } }),
        ),
      );
    const one = big("one");
    const text = JSON.stringify(one);
    const texts = [
      text,
      JSON.stringify({ ...one, desktop: one.desktop.toReversed() }),
      JSON.stringify(big("two")),
    ];
    expect(text.length).toBeGreaterThan(1_000_000);
    expect(await readBack(await rowsOf(texts))).toEqual(texts);
  });

  it("reads rows from before there were deltas, and new rows that build on them", async () => {
    const texts = [0, 1, 2].map((x) => JSON.stringify(layout([...filler, widget({ x })])));
    const [first, second] = jsonRowsOf(texts);
    const third = (await rowsOf(texts))[2];
    if (!first || !second || !third) throw new Error("three rows");
    const base = { version: 2, text: texts[1] ?? "", depth: 0 };
    const { format, body } = encodeVersion({ version: 3, text: texts[2] ?? "", base });
    expect(format).toBe("delta");
    expect(await readBack([first, second, { ...third, format, body }])).toEqual(texts);
  });

  it("takes a body as D1 gives it, as a list of numbers, and as the room gives it, as an ArrayBuffer", async () => {
    const text = JSON.stringify(layout(filler));
    for (const row of await rowsOf([text])) {
      const bytes = row.body instanceof Uint8Array ? row.body : new Uint8Array();
      for (const body of [[...bytes], bytes.slice().buffer])
        expect(await restore([{ ...row, body }], 1)).toEqual({ kind: "restored", text });
    }
  });

  it("refuses to store a text that it would not read back", () => {
    const text = JSON.stringify({ sealed: "x".repeat(4 * 1024 * 1024) });
    expect(() => encodeVersion({ version: 1, text, base: null })).toThrow(RangeError);
  });
});

it("gives the real edit histories back byte for byte", async (ctx) => {
  const files = corpus() ?? ctx.skip(NO_CORPUS);
  expect(files).toHaveLength(5);
  for (const { layouts } of files) {
    const texts = layouts.map((one) => JSON.stringify(one));
    const rows = await rowsOf(texts);
    expect(await readBack(rows)).toEqual(texts);
    expect(await verifyHistory(rows, rows.slice(-1))).toEqual([]);
  }
});
