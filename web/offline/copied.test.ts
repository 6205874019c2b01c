import { describe, expect, it } from "vitest";
import { copied } from "./copied.ts";
import { refused, signedOut } from "./delivery.ts";
import { notes, orderOf, SEED, save, savedDocument } from "./document.testing.ts";

const MINE = notes({ a: "mine", b: "seed" });
const order = orderOf("later", 2_000);
const parked = refused(save(savedDocument(), MINE, "op"), "op", { code: "layout-invalid", detail: "No." });
const waiting = signedOut(save(save(savedDocument(), MINE, "op", "Named"), notes({ a: "more" }), "next"));

describe("a save that the server has as a copy", () => {
  it("is gone, and what is shown is what the server has", () => {
    const doc = copied(parked, { opId: "op", layout: MINE }, order);
    expect([doc.parked, doc.draft?.layout]).toEqual([[], SEED]);
  });

  it("stays where the copy is of something else", () => {
    expect(copied(parked, { opId: "op", layout: SEED }, order)).toBe(parked);
    expect(copied(waiting, { opId: "op", layout: SEED }, order)).toBe(waiting);
  });

  it("leaves what follows it to build on what it built on", () => {
    const { rows, draft } = copied(waiting, { opId: "op", layout: MINE }, order);
    expect(rows).toMatchObject([{ opId: "next", base: { version: 1, layout: SEED } }]);
    expect(draft).toBe(waiting.draft);
  });
});
