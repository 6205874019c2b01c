import { describe, expect, it } from "vitest";
import { conflictOf, resolved } from "./conflict.ts";
import { acked, outdated, refused, taken } from "./delivery.ts";
import { edit, headOf, notes, orderOf, SEED, save, savedDocument, textsOf } from "./document.testing.ts";
import { type Document, EMPTY_DOCUMENT, edited, opened } from "./document.ts";
import { discarded, keptAgain } from "./parked.ts";
import { queued } from "./queue.ts";
import { adopted, pulled } from "./rebase.ts";
import { merge } from "./rules.ts";
import { statusOf } from "./status.ts";

const ORDER = orderOf("fresh", 9_000);

describe("opening", () => {
  it("starts from what is stored, else from the server's head, else from the seed", () => {
    expect(opened(EMPTY_DOCUMENT, SEED).draft).toMatchObject({ rev: 0, queuedRev: 0, layout: SEED });
    expect(opened({ ...EMPTY_DOCUMENT, head: headOf(3, notes({ c: "x" })) }, SEED).draft?.layout).toEqual(
      notes({ c: "x" }),
    );
    const doc = edit(savedDocument(), notes({ a: "mine" }));
    expect(opened(doc, SEED)).toBe(doc);
  });
});

describe("editing", () => {
  it("keeps both edits when another tab wrote first", () => {
    const doc = savedDocument();
    const basis = doc.draft;
    if (basis === null) throw new Error("not open");
    const first = edited(doc, { basis, layout: notes({ a: "one", b: "seed" }) }, merge);
    const both = edited(first, { basis, layout: notes({ a: "seed", b: "two" }) }, merge);
    expect(textsOf(both.draft?.layout)).toEqual({ a: "one", b: "two" });
    expect(both.draft?.rev).toBe(2);
  });

  it("is no change when the layout is the same", () => {
    const doc = savedDocument();
    expect(edit(doc, structuredClone(SEED)).draft?.rev).toBe(0);
  });
});

describe("queueing", () => {
  it("makes one row of many edits as long as none was sent", () => {
    const doc = save(save(savedDocument(), notes({ a: "1", b: "" }), "op1"), notes({ a: "2", b: "" }), "op2");
    expect(doc.rows).toHaveLength(1);
    expect(doc.rows[0]).toMatchObject({ opId: "op1", base: { version: 1 }, attempts: 0 });
    expect(textsOf(doc.rows[0]?.layout)).toEqual({ a: "2", b: "" });
  });

  it("freezes a row once it was sent: later edits follow in one row of their own", () => {
    const sent = taken(save(savedDocument(), notes({ a: "1", b: "" }), "op1"), 1_000).doc;
    const doc = save(save(sent, notes({ a: "2", b: "" }), "op2"), notes({ a: "3", b: "" }), "op3");
    expect(doc.rows.map(({ opId, layout }) => [opId, textsOf(layout)["a"]])).toEqual([
      ["op1", "1"],
      ["op2", "3"],
    ]);
    expect(doc.rows[1]?.base).toEqual({ version: null, layout: notes({ a: "1", b: "" }) });
  });

  it("gives a named save a row of its own, and never writes into one", () => {
    const doc = save(
      save(save(savedDocument(), notes({ a: "1" }), "op1"), notes({ a: "2" }), "op2", "named"),
      notes({ a: "3" }),
      "op3",
    );
    expect(doc.rows.map(({ opId, description }) => [opId, description])).toEqual([
      ["op1", undefined],
      ["op2", "named"],
      ["op3", undefined],
    ]);
  });

  it("queues nothing that the server has already", () => {
    const doc = savedDocument();
    const back = edit(edit(doc, notes({ a: "x" })), SEED);
    const after = queued(back, orderOf("op", 0));
    expect(after.rows).toEqual([]);
    expect(statusOf(after)).toEqual({ kind: "saved" });
  });
});

describe("a newer head", () => {
  it("is followed, keeping edits that are not queued yet", () => {
    const doc = pulled(
      edit(savedDocument(), notes({ a: "mine", b: "seed" })),
      headOf(2, notes({ a: "seed", b: "theirs" })),
      ORDER,
    );
    expect(textsOf(doc.draft?.layout)).toEqual({ a: "mine", b: "theirs" });
    expect(statusOf(doc)).toEqual({ kind: "saving" });
  });

  it("is followed silently by an untouched draft, which has nothing to save then", () => {
    const doc = pulled(savedDocument(), headOf(2, notes({ a: "theirs", b: "seed" })), ORDER);
    expect(textsOf(doc.draft?.layout)).toEqual({ a: "theirs", b: "seed" });
    expect(statusOf(doc)).toEqual({ kind: "saved" });
  });

  it("waits while something is on its way, and an older one is never taken", () => {
    const waiting = save(savedDocument(), notes({ a: "mine" }), "op1");
    expect(pulled(waiting, headOf(2, notes({ a: "theirs" })), ORDER)).toBe(waiting);
    const doc = savedDocument();
    expect(pulled(doc, headOf(1, notes({ a: "other" })), ORDER)).toBe(doc);
  });
});

describe("an edit that was not sent yet and clashes with a newer head", () => {
  const theirs = headOf(2, notes({ a: "theirs", b: "seed" }));

  it.each([
    ["that was pulled", () => pulled(edit(savedDocument(), notes({ a: "mine", b: "seed" })), theirs, ORDER)],
    [
      "that came with the answer to an earlier save",
      () => {
        const sent = taken(save(savedDocument(), notes({ a: "seed", b: "first" }), "op1"), 1_000).doc;
        const merged = headOf(2, notes({ a: "theirs", b: "first" }));
        return acked(edit(sent, notes({ a: "mine", b: "first" })), "op1", merged, ORDER);
      },
    ],
    [
      "and is queued behind a save that was merged",
      () => {
        const sent = taken(save(savedDocument(), notes({ a: "seed", b: "first" }), "op1"), 1_000).doc;
        const merged = headOf(2, notes({ a: "theirs", b: "first" }));
        return acked(save(sent, notes({ a: "mine", b: "first" }), "op2"), "op1", merged, ORDER);
      },
    ],
  ])("asks, instead of overwriting in silence (law 3): %s", (_title, make) => {
    const doc = make();
    expect(statusOf(doc)).toEqual({ kind: "decision" });
    expect(textsOf(conflictOf(doc)?.mine)["a"]).toBe("mine");
    expect(textsOf(conflictOf(doc)?.theirs)["a"]).toBe("theirs");
    expect(conflictOf(doc)?.conflicts).toHaveLength(1);
  });
});

describe("a conflict", () => {
  const theirs = headOf(2, notes({ a: "theirs", b: "seed" }));
  const clashing = () => {
    const doc = taken(save(savedDocument(), notes({ a: "mine", b: "seed" }), "op1"), 1_000).doc;
    return outdated(doc, "op1", theirs, orderOf("op2", 2_000));
  };

  it("waits for a person, with both sides and what they make together", () => {
    const doc = clashing();
    expect(statusOf(doc)).toEqual({ kind: "decision" });
    const question = conflictOf(doc);
    expect(question?.conflicts).toHaveLength(1);
    expect([textsOf(question?.mine), textsOf(question?.theirs)]).toEqual([
      { a: "mine", b: "seed" },
      { a: "theirs", b: "seed" },
    ]);
  });

  it.each([
    ["mine", "mine", undefined],
    ["theirs", "theirs", "mine"],
    ["merged", "mine", undefined],
  ] as const)("settled as %s keeps the other side (law 6)", (choice, result, setAside) => {
    const doc = resolved(clashing(), choice, orderOf("op3", 3_000));
    expect(doc.rows).toHaveLength(1);
    expect(doc.rows[0]).toMatchObject({
      opId: "op3.2",
      base: { version: 2 },
      changeType: "conflict_resolution",
      state: "queued",
    });
    expect(textsOf(doc.rows[0]?.layout)["a"]).toBe(result);
    expect(doc.rows[0]?.setAside && textsOf(doc.rows[0].setAside)["a"]).toBe(setAside);
    expect(textsOf(doc.draft?.layout)["a"]).toBe(result);
  });

  const again = headOf(3, notes({ a: "theirs again", b: "seed" }));
  const resend = (doc: Document): Document => {
    return outdated(doc, doc.rows[0]?.opId ?? "", again, orderOf("op4", 4_000));
  };

  it("whose settlement meets a newer head goes on with that, and still keeps the other side (law 6)", () => {
    const doc = resend(taken(resolved(clashing(), "theirs", orderOf("op3", 3_000)), 3_000).doc);
    expect(doc.rows).toMatchObject([{ opId: "op4.0", state: "queued", base: { version: 3 } }]);
    expect(textsOf(doc.rows[0]?.layout)["a"]).toBe("theirs again");
    expect(doc.rows[0]?.setAside && textsOf(doc.rows[0].setAside)["a"]).toBe("mine");
  });

  it("that comes up again before its settlement arrived loses none of the sides (law 6)", () => {
    const chosen = resolved(clashing(), "theirs", orderOf("op3", 3_000));
    const sent = taken(chosen, 3_000).doc;
    const clash = resend(save(sent, notes({ a: "second thoughts", b: "seed" }), "op5"));
    expect(statusOf(clash)).toEqual({ kind: "decision" });
    const doc = resolved(
      save(clash, notes({ a: "third thoughts", b: "seed" }), "op6"),
      "theirs",
      orderOf("op7", 5_000),
    );
    const kept = doc.rows.flatMap(({ setAside }) => (setAside === undefined ? [] : [textsOf(setAside)["a"]]));
    expect(kept).toEqual(["mine", "third thoughts"]);
    expect(doc.rows.map(({ opId, base }) => [opId, base.version])).toEqual([
      ["op7.1", 3],
      ["op7.2", null],
    ]);
    expect(textsOf(doc.draft?.layout)["a"]).toBe("theirs again");
  });

  it("lets named saves wait with it, and keeps their states and names (OFFLINE: barriers)", () => {
    const sent = taken(save(savedDocument(), notes({ a: "1", b: "seed" }), "op1"), 1_000).doc;
    const named = save(sent, notes({ a: "2", b: "seed" }), "op2", "Before the refactor");
    const clash = outdated(save(named, notes({ a: "3", b: "seed" }), "op3"), "op1", theirs, ORDER);
    const restored = save(clash, notes({ a: "4", b: "seed" }), "op4", "Restored version 1");
    expect(statusOf(restored)).toEqual({ kind: "decision" });
    expect(taken(restored, 99_000).row).toBeNull();
    const doc = resolved(restored, "theirs", orderOf("op5", 5_000));
    expect(
      doc.rows.map(({ description, layout, setAside }) => [
        description,
        textsOf(layout)["a"],
        textsOf(setAside)["a"],
      ]),
    ).toEqual([
      ["Before the refactor", "2", undefined],
      ["Restored version 1", "4", undefined],
      [undefined, "theirs", "4"],
    ]);
    expect(new Set(doc.rows.map(({ opId }) => opId)).size).toBe(3);
    expect(doc.rows.map(({ base }) => base.version)).toEqual([2, null, null]);
  });

  it("takes in later edits, and ends by itself when they leave nothing to clash", () => {
    const stillClashing = save(clashing(), notes({ a: "mine", b: "more" }), "op3");
    expect(statusOf(stillClashing)).toEqual({ kind: "decision" });
    expect(textsOf(conflictOf(stillClashing)?.mine)).toEqual({ a: "mine", b: "more" });
    const agreed = save(stillClashing, notes({ a: "theirs", b: "more" }), "op4");
    expect(agreed.rows).toHaveLength(1);
    expect(agreed.rows[0]).toMatchObject({ opId: "op4.0", state: "queued", base: { version: 2 } });
    expect(textsOf(agreed.draft?.layout)).toEqual({ a: "theirs", b: "more" });
  });
});

describe("a save that the server refused", () => {
  const parked = () => {
    const doc = taken(save(savedDocument(), notes({ a: "mine", b: "seed" }), "op1"), 1_000).doc;
    return refused(doc, "op1", { code: "layout-invalid", detail: "why" });
  };

  it("is an edit again when a person wants it back, though it is still what is shown", () => {
    const doc = queued(keptAgain(parked(), "op1"), orderOf("op2", 2_000));
    expect(doc.parked).toEqual([]);
    expect(doc.rows).toMatchObject([{ opId: "op2", base: { version: 1 } }]);
    expect(textsOf(doc.rows[0]?.layout)["a"]).toBe("mine");
  });

  it("is gone from the page as well when a person drops it: what shows is what is saved", () => {
    const doc = discarded(parked(), "op1");
    expect(textsOf(doc.draft?.layout)["a"]).toBe("seed");
    expect(statusOf(doc)).toEqual({ kind: "saved" });
  });

  it("is kept once, not once per edit, and is old news after a later save", () => {
    const again = taken(save(parked(), notes({ a: "more", b: "seed" }), "op2"), 3_000).doc;
    const twice = refused(again, "op2", { code: "layout-invalid", detail: "why" });
    expect(twice.parked.map(({ opId }) => opId)).toEqual(["op2"]);
    const better = taken(save(twice, notes({ a: "fine", b: "seed" }), "op3"), 4_000).doc;
    const saved = acked(better, "op3", headOf(2, notes({ a: "fine", b: "seed" })), ORDER);
    expect(statusOf(saved)).toEqual({ kind: "saved" });
    expect(saved.parked).toHaveLength(1);
  });

  it("takes the side that it would have set aside along (law 6)", () => {
    const conflict = outdated(
      taken(save(savedDocument(), notes({ a: "mine", b: "seed" }), "op1"), 1_000).doc,
      ...(["op1", headOf(2, notes({ a: "theirs", b: "seed" })), ORDER] as const),
    );
    const chosen = taken(resolved(conflict, "theirs", orderOf("op2", 2_000)), 2_000).doc;
    const doc = refused(chosen, chosen.rows[0]?.opId ?? "", { code: "layout-too-large", detail: "" });
    expect(doc.parked.map(({ layout }) => textsOf(layout)["a"])).toEqual(["theirs", "mine"]);
    const orphaned = adopted(opened(EMPTY_DOCUMENT, SEED), chosen, ORDER);
    expect(orphaned.parked.map(({ layout }) => textsOf(layout)["a"])).toEqual(["mine"]);
  });
});

describe("a merge of two layouts within the limits", () => {
  it("is a person's decision where it would pass one", () => {
    const many = (name: string) =>
      notes(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${name}${index}`, ""])));
    const doc = taken(save(savedDocument(), many("mine"), "op1"), 1_000).doc;
    const clash = outdated(doc, "op1", headOf(2, many("theirs")), ORDER);
    expect(statusOf(clash)).toEqual({ kind: "decision" });
    expect(conflictOf(clash)?.merged.desktop).toHaveLength(600);
  });
});

describe("what another user of the device left", () => {
  it("is taken over as an edit, merged with what the new user has", () => {
    const orphan = edit(opened(EMPTY_DOCUMENT, SEED), notes({ a: "guest", b: "seed" }));
    const doc = opened({ ...EMPTY_DOCUMENT, head: headOf(5, notes({ a: "seed", b: "account" })) }, SEED);
    const merged = adopted(doc, orphan, ORDER);
    expect(textsOf(merged.draft?.layout)).toEqual({ a: "guest", b: "account" });
    expect(statusOf(merged)).toEqual({ kind: "saving" });
  });

  it("never wins in silence over what the new user has", () => {
    const orphan = edit(opened(EMPTY_DOCUMENT, SEED), notes({ a: "guest", b: "seed" }));
    const doc = opened({ ...EMPTY_DOCUMENT, head: headOf(5, notes({ a: "real notes", b: "seed" })) }, SEED);
    expect(statusOf(adopted(doc, orphan, ORDER))).toEqual({ kind: "decision" });
  });
});
