/** The codec inside workerd and through a real D1: the same code as in Node, on the runtime that it is made for. */
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import * as z from "zod/mini";
import type { Checksum } from "../layout/schema.ts";
import { decompress } from "./compress.ts";
import { carriedOut, createNoise, rowsOf } from "./history.testing.ts";
import { restore, verifyHistory } from "./restore.ts";
import { thin } from "./thin.ts";
import type { HistoryRow } from "./walk.ts";

const noise = createNoise();
const widgets = Array.from({ length: 20 }, (_, y) => ({ id: `w${y}`, y, config: { text: noise(60) } }));
const texts = Array.from({ length: 40 }, (_, x) =>
  JSON.stringify({ desktop: [{ id: "é😀", x }, ...widgets], mobile: [], __proto__: null }),
);

const store = async (userId: string, rows: readonly HistoryRow[]) =>
  env.HISTORY.batch(
    rows.map((row) =>
      env.HISTORY.prepare(
        `INSERT INTO layout_versions (user_id, layout_id, version, checksum, chain, change_type, device_id,
           created_at, changes, bytes, format, body) VALUES (?, 'main', ?, ?, ?, 'auto', ?, ?, '{}', 1, ?, ?)`,
      ).bind(
        ...[userId, row.version, row.checksum, row.chain, row.deviceId, row.createdAt, row.format, row.body],
      ),
    ),
  );

const StoredRow = z.object({
  version: z.number(),
  checksum: z.string(),
  chain: z.string(),
  device_id: z.string(),
  created_at: z.string(),
  format: z.string(),
  body: z.union([z.string(), z.array(z.number())]),
  chain_before: z.nullable(z.string()),
});

/** One query: the rows from the newest at or before the version that is no delta, and the chain before them. */
const load = async (userId: string, version: number) => {
  const { results } = await env.HISTORY.prepare(
    `WITH start AS (SELECT version FROM layout_versions
       WHERE user_id = ?1 AND layout_id = 'main' AND version <= ?2 AND format <> 'delta'
       ORDER BY version DESC LIMIT 1)
     SELECT version, checksum, chain, device_id, created_at, format, body,
       (SELECT chain FROM layout_versions WHERE user_id = ?1 AND layout_id = 'main'
          AND version = (SELECT version - 1 FROM start)) AS chain_before
     FROM layout_versions
     WHERE user_id = ?1 AND layout_id = 'main' AND version BETWEEN (SELECT version FROM start) AND ?2`,
  )
    .bind(userId, version)
    .all();
  const stored = results.map((row) => StoredRow.parse(row));
  const rows = stored.map(
    ({ checksum, device_id, created_at, ...row }): HistoryRow => ({
      ...{ ...row, checksum: checksum as Checksum, deviceId: device_id, createdAt: created_at },
    }),
  );
  return { rows, chainBefore: stored[0]?.chain_before ?? null };
};

it("gives every version back byte for byte out of D1, from one query of at most 16 rows", async () => {
  await store("whole", await rowsOf(texts));
  for (const [index, text] of texts.entries()) {
    const { rows, chainBefore } = await load("whole", index + 1);
    expect(rows.length).toBeLessThanOrEqual(16);
    expect(await restore(rows, index + 1, chainBefore)).toEqual({ kind: "restored", text });
  }
});

it("does so after thinning, and verifies the whole", async () => {
  const rows = await rowsOf(texts);
  const left = carriedOut(rows, await thin(rows, new Set([2, 3, 16, 17, 18, 33, 39])));
  expect(await verifyHistory(left, 40)).toEqual([]);
  await store("thinned", left);
  for (const { version } of left) {
    const stored = await load("thinned", version);
    const result = await restore(stored.rows, version, stored.chainBefore);
    expect(result).toEqual({ kind: "restored", text: texts[version - 1] });
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
  expect(await decompress(new Uint8Array(bomb), 1024)).toBeNull();
});
