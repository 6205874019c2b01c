/** What the server's news does to edits that did not know them. */
import { describe, expect, it } from "vitest";
import { conflictOf } from "./conflict.ts";
import { acked, outdated, taken } from "./delivery.ts";
import { edit, headOf, notes, orderOf, SEED, save, savedDocument, textsOf } from "./document.testing.ts";
import { askedRow, type Document, type Draft, EMPTY_DOCUMENT, opened } from "./document.ts";
import { broughtIn, pulled } from "./rebase.ts";
import { statusOf } from "./status.ts";

const ORDER = orderOf("fresh", 9_000);
const THEIRS = headOf(2, notes({ a: "theirs", b: "seed" }));

const draftOf = ({ draft }: Document): Draft => {
  if (draft === null) throw new Error("not open");
  return draft;
};

/** What a tab brings in that opened `doc` and heard of nothing since. */
const from = (doc: Document, a: string) => ({
  ...{ layout: notes({ a, b: "seed" }), basis: draftOf(doc), seen: doc.head },
});

describe("an edit by a tab that has not heard of the server's news", () => {
  it("is a question where it clashes with them, and never overwrites them (law 3)", () => {
    const before = savedDocument();
    const told = pulled(before, THEIRS, ORDER);
    const doc = broughtIn(told, from(before, "mine"), ORDER);
    expect(statusOf(doc)).toEqual({ kind: "decision" });
    expect(conflictOf(doc)?.conflicts).toMatchObject([{ widgetId: "a", mine: "mine", theirs: "theirs" }]);
  });

  it("is a question, too, where it knew of nothing on the server", () => {
    const before = opened(EMPTY_DOCUMENT, SEED);
    const told = pulled(before, THEIRS, ORDER);
    expect(statusOf(broughtIn(told, from(before, "mine"), ORDER))).toEqual({ kind: "decision" });
  });

  it("goes on top of them where it does not", () => {
    const before = savedDocument();
    const told = pulled(before, headOf(2, notes({ a: "seed", b: "theirs" })), ORDER);
    const doc = broughtIn(told, from(before, "mine"), ORDER);
    expect(textsOf(draftOf(doc).layout)).toEqual({ a: "mine", b: "theirs" });
    expect(conflictOf(doc)).toBeNull();
  });

  it("is no question where the news is what this device saved itself (law 4)", () => {
    const before = save(savedDocument(), notes({ a: "one", b: "seed" }), "op-1");
    const sent = taken(before, 2_000).doc;
    const told = acked(sent, "op-1", headOf(2, notes({ a: "one", b: "seed" })), ORDER);
    const doc = broughtIn(told, from(sent, "two"), ORDER);
    expect(conflictOf(doc)).toBeNull();
    expect(draftOf(doc).layout).toEqual(notes({ a: "two", b: "seed" }));
  });

  it("is none, either, where another tab of this device wrote and saved it meanwhile: the later one wins (law 4)", () => {
    const before = savedDocument();
    const sent = taken(save(before, notes({ a: "other tab", b: "seed" }), "op-1"), 2_000).doc;
    const told = acked(sent, "op-1", headOf(2, notes({ a: "other tab", b: "seed" })), ORDER);
    const doc = broughtIn(told, from(before, "mine"), ORDER);
    expect(conflictOf(doc)).toBeNull();
    expect(textsOf(draftOf(doc).layout)).toEqual({ a: "mine", b: "seed" });
  });

  it("is one where another tab has saved over what came from another device unseen", () => {
    const before = savedDocument();
    const followed = save(pulled(before, THEIRS, ORDER), notes({ a: "theirs", b: "other tab" }), "op-1");
    const told = acked(
      taken(followed, 2_000).doc,
      "op-1",
      headOf(3, notes({ a: "theirs", b: "other tab" })),
      ORDER,
    );
    expect(conflictOf(broughtIn(told, from(before, "mine"), ORDER))?.conflicts).toMatchObject([
      { widgetId: "a", mine: "mine", theirs: "theirs" },
    ]);
  });

  it("is none where the tab had stored its edit's first half itself, and that has been saved since", () => {
    const before = savedDocument();
    const half = taken(save(before, notes({ a: "half", b: "seed" }), "op-1"), 2_000).doc;
    const merged = acked(half, "op-1", headOf(3, notes({ a: "half", b: "theirs" })), ORDER);
    const left = { ...from(before, "whole"), sent: notes({ a: "half", b: "seed" }) };
    expect(conflictOf(broughtIn(merged, left, ORDER))).toBeNull();
    expect(conflictOf(broughtIn(merged, { ...left, sent: null }, ORDER))).not.toBeNull();
  });

  it("is asked about that alone, and not about what this device wrote meanwhile (law 4)", () => {
    const before = savedDocument();
    const sent = taken(save(before, notes({ a: "seed", b: "first" }), "op-1"), 2_000).doc;
    const going = edit(sent, notes({ a: "seed", b: "second" }));
    const merged = acked(going, "op-1", headOf(3, notes({ a: "theirs", b: "first" })), ORDER);
    const tab = { layout: notes({ a: "mine", b: "second" }), basis: draftOf(going), seen: before.head };
    expect(conflictOf(broughtIn(merged, tab, ORDER))?.conflicts).toMatchObject([
      { widgetId: "a", mine: "mine", theirs: "theirs" },
    ]);
  });

  it("gives way to them where it only took back what never reached the server", () => {
    const unsent = edit(savedDocument(), notes({ a: "unsent", b: "seed" }));
    const told: Document = {
      ...unsent,
      head: THEIRS,
      draft: { ...draftOf(unsent), rev: 5, layout: THEIRS.layout },
    };
    const doc = broughtIn(told, from(unsent, "seed"), ORDER);
    expect(conflictOf(doc)).toBeNull();
    expect(draftOf(doc).layout).toEqual(THEIRS.layout);
  });
});

describe("a question that comes up while a save is on its way", () => {
  const asking = (): Document => {
    const before = savedDocument();
    const told = pulled(before, THEIRS, ORDER);
    const saved = save(told, notes({ a: "theirs", b: "other tab" }), "op-1");
    return broughtIn(taken(saved, 2_000).doc, from(before, "mine"), ORDER);
  };

  it("waits for that, and leaves what was sent as it was sent (law 2)", () => {
    const doc = asking();
    expect(conflictOf(doc)).toBeNull();
    expect(doc.rows[0]).toMatchObject({ opId: "op-1", state: "sending", base: { version: 2 } });
    expect(doc.rows[0]?.layout).toEqual(notes({ a: "theirs", b: "other tab" }));
    expect(taken(doc, 3_000).row?.opId).toBe("op-1");
  });

  it("is asked then, and not about what was saved meanwhile (law 4)", () => {
    const doc = acked(asking(), "op-1", headOf(3, notes({ a: "theirs", b: "other tab" })), ORDER);
    expect(conflictOf(doc)?.conflicts).toMatchObject([{ widgetId: "a" }]);
    expect(askedRow(doc)?.theirs?.version).toBe(3);
  });
});

describe("a clash on the way that was taken back since", () => {
  it("is nobody's question: the server's change stays, and the save that has no purpose goes", () => {
    const first = taken(save(savedDocument(), notes({ a: "mine", b: "seed" }), "op-1"), 2_000).doc;
    const back = save(first, SEED, "op-2");
    const doc = outdated(back, "op-1", THEIRS, ORDER);
    expect(conflictOf(doc)).toBeNull();
    expect(draftOf(doc).layout).toEqual(THEIRS.layout);
    expect(doc.rows.map(({ layout }) => textsOf(layout)["a"])).toEqual(["theirs"]);
  });

  it("still is a version where it was named", () => {
    const named = save(savedDocument(), notes({ a: "mine", b: "seed" }), "op-1", "Named");
    const back = save(taken(named, 2_000).doc, SEED, "op-2");
    const doc = outdated(back, "op-1", THEIRS, ORDER);
    expect(conflictOf(doc)).toBeNull();
    expect(doc.rows.map(({ description, layout }) => [description, textsOf(layout)["a"]])).toEqual([
      ["Named", "mine"],
      [undefined, "theirs"],
    ]);
  });
});

describe("a question that meets a newer head", () => {
  it("does not ask about what both sides had agreed on, and a third has changed since", () => {
    // A tab that knew of nothing yet brought its edit to a draft that had the server's by then.
    const before = opened(EMPTY_DOCUMENT, SEED);
    const told = pulled(before, headOf(1, notes({ a: "theirs", b: "agreed" })), ORDER);
    const sent = taken(save(told, notes({ a: "theirs", b: "agreed", c: "mine" }), "op-1"), 2_000).doc;
    const asked = broughtIn(sent, from(before, "mine"), ORDER);
    expect(conflictOf({ ...asked, rows: asked.rows.slice(1) })?.conflicts).toMatchObject([{ widgetId: "a" }]);
    const merged = notes({ a: "theirs", b: "changed since", c: "mine" });
    const after = acked(asked, "op-1", headOf(3, merged), ORDER);
    expect(conflictOf(after)?.conflicts).toMatchObject([{ widgetId: "a", mine: "mine", theirs: "theirs" }]);
    expect(textsOf(conflictOf(after)?.merged)["b"]).toBe("changed since");
  });
});
