import { beforeEach, describe, expect, it } from "vitest";
import type { Layout } from "../../worker/layout/schema.ts";
import { conflictOf } from "./conflict.ts";
import { acked, taken } from "./delivery.ts";
import { edit, headOf, notes, orderOf, SEED, save, savedDocument, textsOf } from "./document.testing.ts";
import { type Document, EMPTY_DOCUMENT, opened } from "./document.ts";
import { createFallbackStore, type FallbackStore } from "./fallback-store.ts";
import { createMemoryStore } from "./memory-store.testing.ts";
import { pulled } from "./rebase.ts";
import { statusOf } from "./status.ts";
import type { DocumentStore } from "./store.ts";

const ID = "guest-1/main";
const ORDER = orderOf("back", 9_000);
const as = (a: string, b = "seed"): Layout => notes({ a, b });

let device: DocumentStore;
let isFull: boolean;
let page: FallbackStore;

beforeEach(async () => {
  const memory = createMemoryStore();
  isFull = false;
  const refusing = Object.entries(memory).map(([name, call]) => [
    name,
    async (...args: never[]) => {
      if (isFull) throw new DOMException("The device is full.", "QuotaExceededError");
      return (call as (...all: never[]) => Promise<unknown>)(...args);
    },
  ]);
  device = Object.fromEntries(refusing);
  page = createFallbackStore({ device, newOrder: () => ORDER, seen: () => null });
  await put(page, () => savedDocument());
});

const put = (store: DocumentStore, change: (doc: Document) => Document): Promise<Document> =>
  store.update(ID, (doc) => {
    const next = change(doc);
    return [next, next];
  });

const here = async (): Promise<Record<string, unknown>> => textsOf((await device.read(ID)).draft?.layout);

describe("a page whose device can't store", () => {
  it("goes on from what it knows, and says what of it is in memory alone", async () => {
    expect(page.heldOn(ID)).toBeNull();
    isFull = true;
    await put(page, (doc) => edit(doc, as("mine")));
    await put(page, (doc) => edit(doc, as("mine", "too")));
    expect(textsOf((await page.read(ID)).draft?.layout)).toEqual({ a: "mine", b: "too" });
    expect(page.heldOn(ID)?.layout).toEqual(SEED);
    isFull = false;
    expect(await here()).toEqual({ a: "seed", b: "seed" });
  });

  it("goes on from what the page has where it never read the document itself", async () => {
    const late = createFallbackStore({
      ...{ device, newOrder: () => ORDER },
      seen: (docId) => (docId === ID ? edit(savedDocument(), as("shown")) : null),
    });
    isFull = true;
    const doc = await put(late, (before) => edit(before, as("shown", "then")));
    expect(textsOf(doc.draft?.layout)).toEqual({ a: "shown", b: "then" });
    await expect(late.read("guest-1/another")).resolves.toBe(EMPTY_DOCUMENT);
  });

  it("has what waits to be sent, and whose browser it is", async () => {
    isFull = true;
    await put(page, (doc) => save(doc, as("mine"), "op-1"));
    expect(await page.waiting("guest-1")).toEqual([ID]);
    expect(await page.waiting("guest")).toEqual([]);
    const session = {
      user: { id: "guest-1" },
      device: { id: "d", name: "D" },
      devices: [],
      authenticatedBy: "session",
    };
    await expect(page.writeSession(session as never)).rejects.toThrow();
    expect(await page.session()).toBe(session);
  });

  it("sends what waits on the device as another operation, and what was sent as the same", async () => {
    await put(page, (doc) => taken(save(doc, as("mine"), "op-1"), 2_000).doc);
    await put(page, (doc) => save(doc, as("mine", "more"), "op-2"));
    isFull = true;
    const { rows } = await put(page, (doc) => doc);
    expect(rows.map(({ opId }) => opId)).toEqual(["op-1", "back.m1"]);
  });

  it("passes on what is wrong with a step itself, and keeps nothing of it", async () => {
    const wrong = put(page, () => {
      throw new Error("a bug");
    });
    await expect(wrong).rejects.toThrow("a bug");
    expect(page.heldOn(ID)).toBeNull();
  });
});

describe("once the device can store again", () => {
  const untouched = (doc: Document) => doc;

  it("has all of it with the next step, outbox and head included", async () => {
    isFull = true;
    await put(page, (doc) => save(doc, as("mine"), "op-1"));
    const memory = await put(page, (doc) => taken(doc, 2_000).doc);
    isFull = false;
    await put(page, untouched);
    expect(page.heldOn(ID)).toBeNull();
    expect(await device.read(ID)).toEqual(memory);
  });

  it("has it on top of what another tab stored meanwhile", async () => {
    isFull = true;
    await put(page, (doc) => edit(doc, as("mine")));
    isFull = false;
    await put(device, (doc) => edit(doc, as("seed", "theirs")));
    const back = await put(page, untouched);
    expect(await here()).toEqual({ a: "mine", b: "theirs" });
    // Whoever counted on its own must see that this is another draft.
    expect(back.draft?.rev).toBeGreaterThan(1);
  });

  it("brings nothing of its own where nothing was done", async () => {
    await put(page, (doc) => edit(doc, as("first")));
    isFull = true;
    await put(page, untouched);
    isFull = false;
    await put(device, (doc) => edit(doc, as("second")));
    await put(page, untouched);
    expect(await here()).toEqual({ a: "second", b: "seed" });
  });

  it("sends nothing again that was acknowledged in memory", async () => {
    isFull = true;
    await put(page, (doc) => save(doc, as("mine"), "op-1"));
    await put(page, (doc) => acked(taken(doc, 2_000).doc, "op-1", headOf(2, as("mine")), ORDER));
    expect(page.heldOn(ID)?.layout).toEqual(as("mine"));
    isFull = false;
    await put(device, (doc) => edit(doc, as("seed", "other tab")));
    const doc = await put(page, untouched);
    expect(doc.rows).toEqual([]);
    expect(doc.head?.version).toBe(2);
    expect(textsOf(doc.draft?.layout)).toEqual({ a: "mine", b: "other tab" });
  });

  it("takes no later edit back to what the server was told and untold in memory (law 1)", async () => {
    await put(page, (doc) => save(doc, as("mine"), "op-1"));
    isFull = true;
    await put(page, (doc) => ({ ...doc, rows: doc.rows.map((row) => ({ ...row, attempts: 1 })) }));
    await put(page, (doc) => acked(taken(doc, 2_000).doc, "op-1", headOf(2, as("mine")), ORDER));
    await put(page, (doc) => pulled(doc, headOf(3, as("seed")), ORDER));
    await put(page, (doc) => edit(doc, as("seed", "in memory")));
    isFull = false;
    await put(device, (doc) => edit(doc, as("later")));
    await put(page, untouched);
    expect(await here()).toEqual({ a: "later", b: "in memory" });
  });

  it("lets nothing that it had adopted come over what another page made of that (law 1)", async () => {
    const other = "guest-1/second";
    const begin = (doc: Document) => edit(opened(doc, SEED), as("adopted"));
    const update = (store: DocumentStore, change: (doc: Document) => Document) =>
      store.update(other, (doc) => [change(doc), undefined]);
    isFull = true;
    await update(page, begin);
    page.adopted(other, as("adopted"));
    await update(page, (doc) => edit(doc, as("adopted", "in memory")));
    isFull = false;
    await update(device, (doc) => edit(begin(doc), as("later")));
    await update(page, untouched);
    expect(textsOf((await device.read(other)).draft?.layout)).toEqual({ a: "later", b: "in memory" });
  });

  it("keeps a name that was given, under another operation", async () => {
    isFull = true;
    await put(page, (doc) => save(doc, as("mine"), "op-1", "Named"));
    isFull = false;
    await put(device, (doc) => save(doc, as("seed", "other tab"), "op-2"));
    const { rows } = await put(page, untouched);
    expect(rows.map(({ opId, description }) => [opId, description])).toEqual([
      ["op-2", undefined],
      ["back.n0", "Named"],
    ]);
    expect(textsOf(rows[1]?.layout)).toEqual({ a: "mine", b: "other tab" });
  });

  it("asks what was asked in memory, of the same two sides", async () => {
    isFull = true;
    await put(page, (doc) => edit(doc, as("mine")));
    await put(page, (doc) => pulled(doc, headOf(2, as("theirs")), ORDER));
    expect(statusOf(await page.read(ID))).toEqual({ kind: "decision" });
    isFull = false;
    await put(device, (doc) => edit(doc, as("seed", "other tab")));
    const doc = await put(page, untouched);
    expect(conflictOf(doc)?.conflicts).toMatchObject([{ widgetId: "a", mine: "mine", theirs: "theirs" }]);
    expect(textsOf(doc.draft?.layout)).toEqual({ a: "mine", b: "other tab" });
  });

  it("forgets a document that is removed only where it still is as it was", async () => {
    isFull = true;
    await put(page, (doc) => edit(doc, as("mine")));
    isFull = false;
    expect(await page.remove(ID, ({ draft }) => draft?.rev === 0)).toBe(false);
    await put(device, (doc) => edit(doc, as("seed", "other tab")));
    expect(await page.remove(ID, () => true)).toBe(false);
    expect(textsOf((await page.read(ID)).draft?.layout)).toEqual({ a: "seed", b: "other tab" });
    expect(await page.remove(ID, () => true)).toBe(true);
    expect(await page.read(ID)).toEqual(EMPTY_DOCUMENT);
    expect(opened(await device.read(ID), SEED).draft?.layout).toEqual(SEED);
  });
});
