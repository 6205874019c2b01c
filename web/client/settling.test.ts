import { expect, it } from "vitest";
import { refused, taken } from "../offline/delivery.ts";
import { edit, headOf, notes, save, savedDocument } from "../offline/document.testing.ts";
import { EMPTY_DOCUMENT } from "../offline/document.ts";
import { createTestClock } from "./manager.testing.ts";
import { createSavePromises, type View } from "./save-promises.ts";
import { carrierOf, type Settling, settlementOf } from "./settling.ts";
import type { SaveResult } from "./state.ts";

const x = (a: string) => notes({ a, b: "seed" });
const quiet = { isDraft: false, hold: null, isBroken: false } as const;
const settled = (part: Pick<Settling, "doc" | "rev" | "opId"> & Partial<Settling>) =>
  settlementOf({ ...quiet, ...part });

const one = save(savedDocument(), x("one"), "op-1", "Named");
const both = save(one, x("two"), "op-2");
const rev = one.draft?.rev ?? 0;

it("goes on with the operation that brought it in, and with the last once that is gone", () => {
  expect(carrierOf(edit(savedDocument(), x("one")), rev, undefined)).toBeUndefined();
  expect(carrierOf(one, rev, undefined)).toBe("op-1");
  expect(carrierOf(both, rev, "op-1")).toBe("op-1");
  expect(carrierOf({ ...both, rows: both.rows.slice(1) }, rev, "op-1")).toBe("op-2");
});

it("is refused with its own operation, though a later one still carries it", () => {
  const sent = taken(both, 5_000).doc;
  const doc = refused(sent, "op-1", { code: "layout-invalid", detail: "No." });
  expect(doc.rows).toHaveLength(1);
  const error = { code: "layout-invalid", message: "No." };
  expect(settled({ doc, rev, opId: "op-1" })).toEqual({ success: false, source: "local", error });
  expect(settled({ doc, rev: rev + 1, opId: "op-2" })).toBeNull();
});

it("waits while it is being sent, and while it is to be queued", () => {
  expect(settled({ doc: one, rev, opId: "op-1" })).toBeNull();
  expect(settled({ doc: taken(one, 5_000).doc, rev, opId: "op-1" })).toBeNull();
  const draft = edit(savedDocument(), x("one"));
  expect(settled({ doc: draft, rev, opId: undefined })).toBeNull();
  expect(settled({ doc: draft, rev, opId: undefined, isDraft: true })).toEqual({
    success: true,
    source: "local",
  });
});

it("has nothing to wait for where nothing was to be saved", () => {
  expect(settled({ doc: { ...savedDocument(), head: null }, rev: 0, opId: undefined })).toEqual({
    success: true,
    source: "local",
  });
});

/** A promise, and what the page knows, to be changed by hand. */
const promised = () => {
  let view: View = {
    ...{ doc: EMPTY_DOCUMENT, docId: "local/main", era: 0, reached: 0, isBroken: false, hold: null },
    ...{ autoSave: true, autoSaveMaxDelay: 10_000 },
  };
  const promises = createSavePromises(createTestClock(), () => view);
  const seen: { result?: SaveResult } = {};
  void promises.of({ edit: 1, isAsked: true }).then((result) => Object.assign(seen, { result }));
  const now = async (change: Partial<View>) => {
    view = { ...view, ...change };
    promises.look();
    await Promise.resolve();
    return seen.result;
  };
  return { promises, now };
};

it("stands by what the server said, whatever happens to the page before the device knew", async () => {
  const { promises, now } = promised();
  await now({ doc: taken(one, 5_000).doc, reached: 1 });
  promises.heard("op-1", { version: 2, outcome: "saved" });
  expect(await now({ isBroken: true })).toBeUndefined();
  const result = await now({ era: 1, docId: "guest-2/main" });
  expect(result).toEqual({ success: true, source: "remote", version: 2, outcome: "saved" });
});

it("takes no other document's state for its own while the page moves there", async () => {
  const { now } = promised();
  await now({ doc: one, reached: 1 });
  const elsewhere = { ...one, rows: [], head: headOf(9, x("other")) };
  expect(await now({ docId: "guest-1/main", reached: -1, doc: elsewhere })).toBeUndefined();
  expect(await now({ doc: one, reached: 1 })).toBeUndefined();
  expect(await now({ doc: { ...one, rows: [], head: headOf(2, x("one")) } })).toMatchObject({ version: 2 });
});
