import { describe, expect, it } from "vitest";
import { merge } from "../../worker/layout/merge.ts";
import { conflictKey, resolve } from "../../worker/layout/resolve.ts";
import { conflictOf, resolved } from "./conflict.ts";
import { edit, headOf, notes, orderOf, textsOf } from "./document.testing.ts";
import { type Document, EMPTY_DOCUMENT, opened } from "./document.ts";
import { pulled } from "./rebase.ts";

const BASE = notes({ a: "base", b: "base", c: "base" });
const MINE = notes({ a: "mine", b: "mine", c: "base" });
const THEIRS = notes({ a: "theirs", b: "theirs", c: "theirs" });

/** Two notes that both devices wrote into, and one that only the other did. */
const asked = (): Document => {
  const known = opened({ ...EMPTY_DOCUMENT, head: headOf(1, BASE) }, BASE);
  return pulled(edit(known, MINE), headOf(2, THEIRS), orderOf("pull", 0));
};

describe("a conflict that is settled widget by widget", () => {
  it("takes each side where it was chosen, and all that nobody clashed about", () => {
    const doc = asked();
    const conflicts = conflictOf(doc)?.conflicts ?? [];
    expect(conflicts).toHaveLength(2);
    const choices = Object.fromEntries(
      conflicts.map((one) => [
        conflictKey(one),
        "widgetId" in one && one.widgetId === "b" ? ("theirs" as const) : ("mine" as const),
      ]),
    );
    const settled = resolved(doc, choices, orderOf("decided", 0));
    expect(textsOf(settled.draft?.layout ?? BASE)).toEqual({ a: "mine", b: "theirs", c: "theirs" });
    expect(conflictOf(settled)).toBeNull();
  });

  it("sends what was not taken along, so that it is in the history (law 3)", () => {
    const doc = asked();
    const key = conflictOf(doc)?.conflicts.map(conflictKey)[0] ?? "";
    const last = resolved(doc, { [key]: "theirs" }, orderOf("decided", 0)).rows.at(-1);
    expect(last).toMatchObject({ changeType: "conflict_resolution", setAside: MINE, base: { version: 2 } });
  });

  it("is what the question shows: the same merge with the same choices", () => {
    const doc = asked();
    const question = conflictOf(doc);
    if (question === null) throw new Error("not asked");
    const { base, mine, theirs } = question;
    expect(base).toEqual(BASE);
    const choices = {
      [conflictKey(question.conflicts[1] ?? question.conflicts[0] ?? never())]: "theirs",
    } as const;
    const shown = resolve(merge({ base, mine, theirs: theirs }), choices);
    expect(resolved(doc, choices, orderOf("decided", 0)).draft?.layout).toEqual(shown);
  });

  it("keeps mine where nobody chose, as the suggestion does", () => {
    const doc = asked();
    const settled = resolved(doc, {}, orderOf("decided", 0));
    expect(settled.draft?.layout).toEqual(conflictOf(doc)?.merged);
  });
});

const never = (): never => {
  throw new Error("not asked");
};
