import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { canonical } from "../layout/canonical.ts";
import { chainOf } from "../layout/commit.ts";
import { layout, widget } from "../layout/layout.testing.ts";
import type { Checksum } from "../layout/schema.ts";
import { encodeVersion } from "./codec.ts";
import { carriedOut, createNoise, jsonRowsOf, rowsOf } from "./history.testing.ts";
import { restore, verifyHistory } from "./restore.ts";
import { sha256 } from "./sha256.ts";
import { thin } from "./thin.ts";
import type { Damage, HistoryRow } from "./walk.ts";

const SEED = 20_261_123;
/** For what is many small things, on a machine that does much else. */
const SLOW_MS = 60_000;

const noise = createNoise();
const filler = Array.from({ length: 4 }, (_, y) =>
  widget({ id: `f${y}`, y: 10 + y, config: { text: noise(40) } }),
);
const texts = Array.from({ length: 36 }, (_, x) =>
  JSON.stringify(layout([widget({ x, title: noise(x) }), ...filler])),
);

/** 1, 17 and 33 are snapshots; all others are deltas. */
let rows: readonly HistoryRow[];
/** The same, with some versions thinned away. */
let thinned: readonly HistoryRow[];
let newest: HistoryRow;
beforeAll(async () => {
  rows = await rowsOf(texts);
  newest = rowOf(rows, 36);
  thinned = carriedOut(rows, await thin(rows, new Set([4, 5, 9, 16, 17, 20, 30])));
});

const rowOf = (stored: readonly HistoryRow[], version: number): HistoryRow => {
  const found = stored.find((one) => one.version === version);
  if (found === undefined) throw new Error(`no version ${version}`);
  return found;
};

const bytesOf = ({ body }: HistoryRow): Uint8Array => (body instanceof Uint8Array ? body : new Uint8Array());

/** Reads as the archive does, which has the chain of the version before the first row that it reads. */
const read = (stored: readonly HistoryRow[], version: number) => {
  const first = stored.findLast((one) => one.version <= version && one.format !== "delta");
  const before = stored.find((one) => one.version === (first?.version ?? 0) - 1);
  return restore(stored, version, before?.chain ?? null);
};

const exact = (version: number) => ({ kind: "restored", text: texts[version - 1] });
const blamed = (damage: Damage) => ({ kind: "damaged", damage });
const zeros = "0".repeat(64);

type Harm = (row: HistoryRow) => Partial<HistoryRow> | Promise<Partial<HistoryRow>>;

const flipped =
  (at: number, mask = 0xff): Harm =>
  (row) => ({
    body: bytesOf(row).map((byte, index) => (index === at % bytesOf(row).length ? byte ^ mask : byte)),
  });

/** Another layout, well stored, under a checksum that fits it. */
const forged: Harm = async ({ version }) => {
  const text = (texts[version - 1] ?? "").replace('"h":2', '"h":3');
  const encoded = encodeVersion({
    version,
    text,
    base: null,
    previous: version === 1 ? null : version - 1,
  });
  return { ...encoded, checksum: sha256(canonical(JSON.parse(text))) as Checksum };
};

const HARMS: readonly [name: string, kind: Damage["kind"], harm: Harm][] = [
  ["a flipped byte", "body", flipped(9)],
  ["a body cut short", "body", (row) => ({ body: bytesOf(row).slice(0, -5) })],
  ["more behind the body", "body", (row) => ({ body: Uint8Array.from([...bytesOf(row), 0]) })],
  ["no body", "body", () => ({ body: new Uint8Array() })],
  ["a text for a body", "body", () => ({ body: "{}" })],
  ["an unknown format", "body", () => ({ format: "zip" })],
  ["a wrong checksum", "checksum", () => ({ checksum: zeros as Checksum })],
  ["a wrong checksum and a wrong chain", "checksum", () => ({ checksum: zeros as Checksum, chain: zeros })],
  ["a wrong chain", "chain", () => ({ chain: zeros })],
  ["another device", "chain", () => ({ deviceId: "thief" })],
  ["another time", "chain", () => ({ createdAt: "2020-01-01T00:00:00.000Z" })],
  ["another layout with its checksum", "chain", forged],
];

describe.each([
  ["a delta", 7],
  ["a snapshot", 17],
  ["the first version", 1],
  ["the head", 36],
])("%s", (_, version) => {
  it.each(HARMS)("with %s is found and named", async (_name, kind, harm) => {
    const stored = rows.map((row) => ({ ...row }));
    Object.assign(rowOf(stored, version), await harm(rowOf(stored, version)));
    await expectBlame(stored, { version, kind });
    expect(await verifyHistory(stored, [newest])).toEqual([{ version, kind }]);
  });
});

/** The version itself is never good; others are exact or, where they build on it, name it. */
const expectBlame = async (stored: readonly HistoryRow[], damage: Damage): Promise<void> => {
  for (const { version } of stored) {
    const result = await read(stored, version);
    const isLost = version === damage.version || result.kind !== "restored";
    expect(result).toEqual(isLost ? blamed(damage) : exact(version));
    if (version < damage.version || version > damage.version + 15)
      expect(isLost).toBe(version === damage.version);
  }
};

describe("rows out of place", () => {
  it.each([7, 17])("names version %i, which was dropped", async (version) => {
    const stored = rows.filter((row) => row.version !== version);
    await expectBlame(stored, { version, kind: "missing" });
    expect(await read(stored, version)).toEqual({ kind: "not-found" });
    expect(await verifyHistory(stored, [newest])).toEqual([{ version, kind: "missing" }]);
  });

  it("names the first and the newest where they were dropped", async () => {
    expect(await verifyHistory(rows.slice(0, 35), [newest])).toEqual([{ version: 36, kind: "missing" }]);
    expect(await verifyHistory(rows.slice(16), [newest])).toEqual([{ version: 16, kind: "missing" }]);
  });

  it.each([
    ["two deltas", 7, 9],
    ["a delta and a snapshot", 7, 17],
    ["two snapshots", 1, 17],
  ])("names the first of %s whose bodies were swapped", async (_, a, b) => {
    const body = ({ format, body }: HistoryRow) => ({ format, body });
    const stored = rows.map((row) => {
      if (row.version === a) return { ...row, ...body(rowOf(rows, b)) };
      return row.version === b ? { ...row, ...body(rowOf(rows, a)) } : row;
    });
    for (const version of [a, b]) {
      const result = await read(stored, version);
      expect(result.kind).toBe("damaged");
      if (result.kind === "damaged") expect([a, b]).toContain(result.damage.version);
    }
    const named = (await verifyHistory(stored, [newest])).map(({ version }) => version);
    expect(named[0]).toBe(a);
    expect([a, b]).toEqual(expect.arrayContaining(named));
  });

  it.each([
    ["two deltas", 7, 9],
    ["two snapshots", 1, 17],
  ])("gives neither of %s whose numbers were swapped", async (_, a, b) => {
    const numbers = new Map([
      [a, b],
      [b, a],
    ]);
    const stored = rows
      .map((row) => ({ ...row, version: numbers.get(row.version) ?? row.version }))
      .sort((one, other) => one.version - other.version);
    for (const version of [a, b]) expect((await read(stored, version)).kind).toBe("damaged");
    expect((await verifyHistory(stored, [newest]))[0]?.version).toBe(a);
  });

  it("names a version under a wrong number, and the one that is missing for it", async () => {
    const stored = rows.filter(({ version }) => version !== 36).concat({ ...rowOf(rows, 36), version: 40 });
    expect(await read(stored, 40)).toEqual(blamed({ version: 39, kind: "missing" }));
    expect(await read(stored, 36)).toEqual({ kind: "not-found" });
  });

  it("blames a body that tells of another place on the version that has it, not on one that was thinned", async () => {
    const { body } = rowOf(thinned, 6);
    const stored = thinned.map((row) => (row.version === 8 ? { ...row, body } : row));
    expect(await read(stored, 8)).toEqual(blamed({ version: 8, kind: "body" }));
  });

  it("asks for no order of the rows that it is given", async () => {
    for (const version of [1, 16, 17, 36])
      expect(await read(rows.toReversed(), version)).toEqual(exact(version));
  });

  it("can't blame a version that was forged with all that vouches for it, but the next one gives it away", async () => {
    const row = rowOf(rows, 7);
    const forgery = { ...row, ...(await forged(row)) };
    const chain = chainOf({ ...forgery, previous: rowOf(rows, 6).chain }, sha256);
    const stored = rows.map((one) => (one.version === 7 ? { ...forgery, chain } : one));
    expect((await verifyHistory(stored, [newest])).map(({ version }) => version)).toContain(8);
  });
});

describe("a history that was thinned", () => {
  it("still proves every link", async () => {
    expect(await verifyHistory(thinned, [newest])).toEqual([]);
    for (const { version } of thinned) {
      const stored = thinned.map((row) => (row.version === version ? { ...row, deviceId: "thief" } : row));
      expect(await verifyHistory(stored, [newest])).toEqual([{ version, kind: "chain" }]);
    }
  });

  it("tells a version that was thinned away from one that is missing", async () => {
    for (const { version } of thinned.slice(0, -1)) {
      const stored = thinned.filter((row) => row.version !== version);
      expect(await verifyHistory(stored, [newest])).toContainEqual({ version, kind: "missing" });
    }
  });
});

describe("any one row of any history", () => {
  it(
    "harmed at random is never given as good, and is the one that is named",
    async () => {
      const histories = [rows, thinned, jsonRowsOf(texts)];
      const harm = fc.oneof(
        fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => flipped(at, mask)),
        fc.nat(5000).map(
          (at): Harm =>
            (row) => ({ body: bytesOf(row).slice(0, at % bytesOf(row).length) }),
        ),
        fc.uint8Array({ maxLength: 40 }).map(
          (body): Harm =>
            () => ({ body }),
        ),
      );
      await fc.assert(
        fc.asyncProperty(fc.nat(2), fc.nat(35), harm, async (which, pick, harmful) => {
          const history = histories[which] ?? rows;
          const { version } = history[pick % history.length] ?? rowOf(history, 1);
          const stored = history.map((row) => ({ ...row }));
          Object.assign(rowOf(stored, version), await harmful(rowOf(stored, version)));
          for (const row of stored.filter((one) => one.version >= version && one.version < version + 4)) {
            const result = await read(stored, row.version);
            if (result.kind === "damaged")
              expect(result.damage).toEqual({ version, kind: expect.any(String) });
            else expect(result).toEqual(exact(row.version));
          }
        }),
        { numRuns: 300, seed: SEED },
      );
    },
    SLOW_MS,
  );
});
