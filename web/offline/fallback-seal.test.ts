import { expect, it } from "vitest";
import { notes, orderOf, save, savedDocument } from "./document.testing.ts";
import { type Document, sealOf } from "./document.ts";
import { createFallbackStore } from "./fallback-store.ts";
import { createMemoryStore } from "./memory-store.testing.ts";
import { decided, type Seal, wary } from "./seal.ts";

const DOC = "guest-1/main";

/** What is on the device in the end, where `here` was done in memory and `there` meanwhile by another tab. */
const broughtTogether = async (
  began: Document,
  { here, there }: Record<"here" | "there", (doc: Document) => Document>,
): Promise<Seal> => {
  const device = createMemoryStore();
  let isFull = false;
  const full: typeof device.update = async (docId, change) => {
    if (isFull) throw new Error("full");
    return device.update(docId, change);
  };
  const store = createFallbackStore({
    ...{ device: { ...device, update: full }, seen: () => null },
    newOrder: () => orderOf("again", 3_000),
  });
  await store.update(DOC, () => [began, null]);
  isFull = true;
  await store.update(DOC, (doc) => [here(doc), null]);
  await device.update(DOC, (doc) => [there(doc), null]);
  isFull = false;
  await store.update(DOC, (doc) => [doc, null]);
  return sealOf(await device.read(DOC));
};

const as = (doc: Document): Document => doc;
const edit = (doc: Document): Document => save(doc, notes({ a: "there", b: "seed" }), "there");
const meets = (seal: Seal) => (doc: Document) => wary(doc, { seal, version: 9 });
const says = (seal: Seal) => (doc: Document) => decided(doc, seal);

it.each([
  ["open", says("whole"), as, "whole"],
  ["open", says("whole"), edit, "whole"],
  ["whole", says("open"), edit, "open"],
  ["open", edit, says("whole"), "whole"],
  ["open", as, meets("fields"), "fields"],
  ["open", meets("fields"), meets("whole"), "whole"],
  ["fields", says("open"), meets("whole"), "whole"],
  ["fields", says("whole"), says("open"), "whole"],
] as const)(
  "keeps how saves go out when it brings back what was done in memory (%s, %s, %s: %s)",
  async (...row) => {
    const [seal, here, there, expected] = row;
    const began = seal === "open" ? savedDocument() : decided(savedDocument(), seal);
    expect(await broughtTogether(began, { here, there })).toBe(expected);
  },
);
