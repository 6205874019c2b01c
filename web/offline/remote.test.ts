import { describe, expect, it } from "vitest";
import { headOf, SEED, save, savedDocument } from "./document.testing.ts";
import { createRemote } from "./remote.ts";

const SEALED = { ...headOf(3, SEED), layout: { sealed: "e30..aXY.Y2lwaGVy.dGFn" } };

/** A server that has one answer. */
const remoteThat = (status: number, body: object) =>
  createRemote(async () => Response.json(body, { status }));

describe("a sealed layout", () => {
  const refusal = { kind: "refused", code: "layout-sealed" };
  const [row] = save(savedDocument(), { ...SEED, mobile: SEED.desktop }, "op").rows;

  it("goes no further than the calls that meet it", async () => {
    expect(await remoteThat(200, SEALED).load("main", null)).toMatchObject(refusal);
    expect(await remoteThat(200, SEALED).version("main", 3)).toMatchObject(refusal);
    if (row === undefined) throw new Error("Nothing to save.");
    const conflict = { code: "version-conflict", head: SEALED, conflicts: [] };
    expect(await remoteThat(412, conflict).save("main", row)).toMatchObject(refusal);
    const replayed = { outcome: "replayed", version: 3, checksum: "", layout: SEALED.layout };
    expect(await remoteThat(200, replayed).save("main", row)).toMatchObject(refusal);
  });

  it("leaves open ones as they were", async () => {
    const head = headOf(3, SEED);
    expect(await remoteThat(200, head).load("main", null)).toEqual({ kind: "found", value: head });
    if (row === undefined) throw new Error("Nothing to save.");
    expect(await remoteThat(412, { code: "version-conflict", head }).save("main", row)).toEqual({
      kind: "outdated",
      theirs: head,
    });
  });
});
