/** The codec inside workerd and through a real D1: the same code as in Node, on the runtime that it is made for. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { createArchive } from "./archive.ts";
import { decompress } from "./compress.ts";
import { createNoise, rowsOf } from "./history.testing.ts";
import { restore, verifyHistory } from "./restore.ts";
import type { NewRow } from "./rows.ts";
import { thin } from "./thin.ts";
import type { HistoryRow } from "./walk.ts";

const noise = createNoise();
const widgets = Array.from({ length: 20 }, (_, y) => ({ id: `w${y}`, y, config: { text: noise(60) } }));
const texts = Array.from({ length: 40 }, (_, x) =>
  JSON.stringify({ desktop: [{ id: "é😀", x }, ...widgets], mobile: [], __proto__: null }),
);

const store = async (userId: string, rows: readonly HistoryRow[]) => {
  const archive = createArchive(env.HISTORY, userId);
  const newest = rows.at(-1);
  if (newest === undefined) throw new Error("Nothing to store.");
  const registered = { layoutId: "main", ...newest, updatedAt: newest.createdAt };
  await archive.append(registered, rows.map(asNewRow));
  return archive;
};

const asNewRow = ({ format, body, ...entry }: HistoryRow): NewRow => {
  if (format === "json" || !(body instanceof Uint8Array)) throw new Error("Rows are made by the codec.");
  const changes = { added: 0, removed: 0, moved: 0, resized: 0, edited: 1 };
  const told = { changeType: "auto", pinned: false, setAside: false, changes, bytes: 1 } as const;
  return { entry: { ...entry, ...told }, schema: 1, encoded: { format: format as "delta", body, depth: 0 } };
};

it("gives every version back byte for byte out of D1, from one query of at most 16 rows", async () => {
  const archive = await store("whole", await rowsOf(texts));
  for (const [index, text] of texts.entries()) {
    const rows = await archive.rowsOf("main", index + 1);
    expect(rows.length).toBeLessThanOrEqual(16);
    expect(await restore(rows, index + 1)).toEqual({ kind: "restored", text });
  }
});

it("does so after thinning, and verifies the whole", async () => {
  const rows = await rowsOf(texts);
  const archive = await store("thinned", rows);
  const plan = await thin(rows, new Set([2, 3, 16, 17, 18, 33, 39]));
  if (plan.kind !== "thinned") throw new Error("These rows are not damaged.");
  expect(await archive.rewrite("main", 0, plan)).toBe(true);
  expect(await archive.rewrite("main", 0, plan)).toBe(false);
  const left = await archive.rowsAfter("main", 0, { rows: 100 });
  expect(left).toHaveLength(33);
  expect(await verifyHistory(left, rows.slice(-1))).toEqual([]);
  for (const { version } of left) {
    const restored = await restore(await archive.rowsOf("main", version), version);
    expect(restored).toEqual({ kind: "restored", text: texts[version - 1] });
  }
});

it("finds each byte that is flipped, cut off or added here as in Node", async () => {
  const [row] = await rowsOf(texts.slice(0, 1));
  if (!(row?.body instanceof Uint8Array)) throw new Error("no body");
  const { body } = row;
  const damaged = (other: Uint8Array) => restore([{ ...row, body: other }], 1);
  const reports = await Promise.all([
    ...Array.from(body, (byte, at) => damaged(body.with(at, byte ^ 0xff))),
    ...Array.from(body, (_, length) => damaged(body.slice(0, length))),
    damaged(Uint8Array.from([...body, 0])),
  ]);
  expect(new Set(reports.map((report) => JSON.stringify(report)))).toEqual(
    new Set(['{"kind":"damaged","damage":{"version":1,"kind":"body"}}']),
  );
});

it("stops where a damaged body would make too much of itself", async () => {
  const bomb = await new Response(
    new Blob([new Uint8Array(8 * 1024 * 1024)]).stream().pipeThrough(new CompressionStream("deflate")),
  ).arrayBuffer();
  expect(decompress(new Uint8Array(bomb), 1024)).toBeNull();
});
