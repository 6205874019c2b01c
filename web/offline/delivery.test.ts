import { describe, expect, it } from "vitest";
import { acked, hastened, outdated, postponed, refused, signedOut, taken } from "./delivery.ts";
import { edit, headOf, notes, orderOf, save, savedDocument, textsOf } from "./document.testing.ts";
import type { Document } from "./document.ts";
import { statusOf } from "./status.ts";

const LATER = orderOf("op9", 5_000);

/** One row being sent, one that follows it, and an edit that is not queued yet. */
const busy = (): Document => {
  const sent = taken(save(savedDocument(), notes({ a: "1", b: "seed" }), "op1"), 1_000).doc;
  return edit(save(sent, notes({ a: "2", b: "seed" }), "op2"), notes({ a: "3", b: "seed" }));
};

describe("taking", () => {
  it("gives only the first row, only when it is due, and again after a crash while sending", () => {
    const doc = save(savedDocument(), notes({ a: "1" }), "op1");
    expect(taken(doc, 999).row).toBeNull();
    const first = taken(doc, 1_000);
    expect(first.row).toMatchObject({ opId: "op1", state: "sending", attempts: 1 });
    expect(taken(first.doc, 1_000).row).toMatchObject({ opId: "op1", state: "sending", attempts: 2 });
  });

  it("gives nothing of a layout whose first row waits for a person or a sign-in", () => {
    expect(taken(signedOut(busy()), 9_000).row).toBeNull();
    const clash = outdated(busy(), "op1", headOf(2, notes({ a: "theirs", b: "seed" })), LATER);
    expect(statusOf(clash)).toEqual({ kind: "decision" });
    expect(taken(clash, 9_000).row).toBeNull();
  });
});

describe("a clock that was wrong", () => {
  it("holds no save back: a time further off than any wait counts as now", () => {
    const doc = postponed(busy(), "op1", { error: "offline", nextAt: 1_000 + 3_600_000 });
    expect(taken(doc, 1_000).row?.opId).toBe("op1");
    expect(taken(postponed(busy(), "op1", { error: "offline", nextAt: 61_000 }), 1_000).row).toBeNull();
  });
});

describe("an acknowledged save", () => {
  it("leaves the outbox, becomes the head, and is what the next save builds on", () => {
    const doc = acked(busy(), "op1", headOf(2, notes({ a: "1", b: "seed" })), LATER);
    expect(doc.rows.map(({ opId, base }) => [opId, base.version])).toEqual([["op2", 2]]);
    expect(doc.head?.version).toBe(2);
    expect(textsOf(doc.draft?.layout)).toEqual({ a: "3", b: "seed" });
  });

  it("that was merged takes draft and follower along", () => {
    const doc = acked(busy(), "op1", headOf(3, notes({ a: "1", b: "theirs" })), LATER);
    expect(textsOf(doc.rows[0]?.layout)).toEqual({ a: "2", b: "theirs" });
    expect(textsOf(doc.draft?.layout)).toEqual({ a: "3", b: "theirs" });
  });

  it("carries every row that follows, however many there are (law 3)", () => {
    const sent = taken(save(savedDocument(), notes({ a: "1", b: "seed" }), "op1"), 1_000).doc;
    const three = save(
      save(sent, notes({ a: "2", b: "seed" }), "op2", "named"),
      notes({ a: "3", b: "seed" }),
      "op3",
    );
    const doc = acked(three, "op1", headOf(3, notes({ a: "1", b: "theirs" })), LATER);
    expect(doc.rows.map(({ layout }) => textsOf(layout))).toEqual([
      { a: "2", b: "theirs" },
      { a: "3", b: "theirs" },
    ]);
    expect(doc.rows.map(({ base }) => base.version)).toEqual([3, null]);
  });

  it("whose row is gone changes nothing", () => {
    const doc = busy();
    expect(acked(doc, "op7", headOf(9, notes({})), LATER)).toBe(doc);
  });
});

describe("a stale save without a clash", () => {
  it("becomes a new operation on the newer head, and what follows moves along", () => {
    const doc = outdated(busy(), "op1", headOf(2, notes({ a: "seed", b: "theirs" })), LATER);
    expect(doc.rows.map(({ opId, state, base }) => [opId, state, base.version])).toEqual([
      ["op9.0", "queued", 2],
      ["op2", "queued", null],
    ]);
    expect(doc.rows.map(({ layout }) => textsOf(layout))).toEqual([
      { a: "1", b: "theirs" },
      { a: "2", b: "theirs" },
    ]);
    expect(textsOf(doc.draft?.layout)).toEqual({ a: "3", b: "theirs" });
  });
});

describe("a save that can't be delivered", () => {
  it("waits under the same operation id, and says that it is on this device only", () => {
    const doc = postponed(busy(), "op1", { error: "TimeoutError", nextAt: 8_000 });
    expect(doc.rows[0]).toMatchObject({ opId: "op1", state: "queued", nextAt: 8_000, attempts: 1 });
    expect(statusOf(doc)).toEqual({ kind: "local", waiting: 3 });
    expect(taken(hastened(doc, 6_000), 6_000).row?.opId).toBe("op1");
  });

  it("is kept aside when the server refuses it, and the rest goes on from what it built on", () => {
    const doc = refused(busy(), "op1", { code: "layout-invalid", detail: "why" });
    expect(doc.parked).toMatchObject([{ opId: "op1", code: "layout-invalid" }]);
    expect(doc.rows.map(({ opId, base }) => [opId, base.version])).toEqual([["op2", 1]]);
    expect(statusOf(doc)).toMatchObject({ kind: "not-saved", reason: "refused", detail: "why" });
  });

  it("waits with all others until its owner signs in, and goes on then", () => {
    const doc = signedOut(busy());
    expect(statusOf(doc)).toEqual({ kind: "sign-in", waiting: 3 });
    expect(taken(hastened(doc, 2_000), 2_000).row?.opId).toBe("op1");
  });
});
