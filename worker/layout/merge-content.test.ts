import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { json } from "./arbitrary.testing.ts";
import { canonical } from "./canonical.ts";
import { mergeContent } from "./merge-content.ts";
import { same } from "./same.ts";

const value = (base: unknown, mine: unknown, theirs: unknown) => {
  const merged = mergeContent({ base, mine, theirs });
  expect(merged.clashes).toEqual([]);
  return merged.value;
};
const clashes = (base: unknown, mine: unknown, theirs: unknown) =>
  mergeContent({ base, mine, theirs }).clashes.map(({ path }) => path.join("/"));

describe("mergeContent", () => {
  it("takes the side that changed", () => {
    expect(value(1, 2, 1)).toBe(2);
    expect(value(1, 1, 2)).toBe(2);
    expect(value(1, 2, 2)).toBe(2);
  });

  it("merges different keys, at every depth", () => {
    expect(value({ a: { b: 1, c: 1 } }, { a: { b: 2, c: 1 } }, { a: { b: 1, c: 3 } })).toEqual({
      a: { b: 2, c: 3 },
    });
    expect(value({}, { a: 1 }, { b: 2 })).toEqual({ a: 1, b: 2 });
    expect(value({ a: 1, b: 1 }, { b: 1 }, { a: 1 })).toEqual({});
  });

  it("clashes where both wrote something else, and suggests mine", () => {
    const { value, clashes } = mergeContent({
      base: { a: { b: 1 } },
      mine: { a: { b: 2 } },
      theirs: { a: { b: 3 } },
    });
    expect(value).toEqual({ a: { b: 2 } });
    expect(clashes).toEqual([{ path: ["a", "b"], base: 1, mine: 2, theirs: 3 }]);
  });

  it("clashes where one removed what the other edited", () => {
    expect(mergeContent({ base: { a: 1 }, mine: {}, theirs: { a: 2 } })).toStrictEqual({
      value: {},
      clashes: [{ path: ["a"], base: 1, theirs: 2 }],
    });
    expect(clashes({ l: [{ id: 1, n: 1 }] }, { l: [] }, { l: [{ id: 1, n: 2 }] })).toEqual(["l/1"]);
  });

  it.each(["id", "refId", "key", "name"])("merges lists by %s", (key) => {
    const item = (name: string, n: number) => ({ [key]: name, n });
    const base = [item("a", 1), item("b", 1)];
    expect(value(base, [item("a", 2), item("b", 1)], [item("n", 0), item("a", 1), item("b", 3)])).toEqual([
      item("n", 0),
      item("a", 2),
      item("b", 3),
    ]);
    expect(clashes(base, [item("a", 2), item("b", 1)], [item("a", 3), item("b", 1)])).toEqual(["a/n"]);
  });

  it("merges other lists of equal length by index, and lets others clash whole", () => {
    expect(value([1, 1, 1], [2, 1, 1], [1, 1, 3])).toEqual([2, 1, 3]);
    expect(clashes([1, 1], [2, 1], [3, 1])).toEqual(["0"]);
    expect(clashes([1], [1, 2], [1, 3])).toEqual([""]);
    expect(clashes([{ id: 1 }], [{ id: 1 }, { id: 1 }], [{ id: 2 }])).toEqual([""]);
  });

  it("says absent by leaving the side out, so that null is what somebody wrote", () => {
    const { clashes } = mergeContent({ base: {}, mine: { a: null }, theirs: { a: 1 } });
    expect(JSON.stringify(clashes)).toBe('[{"path":["a"],"mine":null,"theirs":1}]');
  });

  it("unites what both made where the base had nothing, and asks about it as one where that won't go", () => {
    expect(value({}, { a: { b: 1 } }, { a: { c: { d: 2 } } })).toEqual({ a: { b: 1, c: { d: 2 } } });
    expect(value({ l: 5 }, { l: [{ id: 1 }] }, { l: [{ id: 2 }] })).toEqual({ l: [{ id: 1 }, { id: 2 }] });
    expect(clashes({}, { a: { b: 1, c: 1 } }, { a: { b: 2 } })).toEqual(["a"]);
    expect(clashes({ l: [] }, { l: [{ id: 1, n: 1 }] }, { l: [{ id: 1, n: 2 }] })).toEqual(["l/1"]);
    expect(clashes({ l: 5 }, { l: [{ id: 1, n: 1 }] }, { l: [{ id: 1, n: 2 }] })).toEqual(["l"]);
  });

  it("puts what is picked where both clash, absence included", () => {
    const item = (id: string, n = 0) => ({ id, n });
    const sides = {
      base: { a: 1, l: [item("a"), item("b"), item("c")] },
      mine: { a: 2, l: [item("a")] },
      theirs: { l: [item("a"), item("b", 1), item("c", 1)] },
    };
    const picked = (side: "base" | "mine" | "theirs") => mergeContent(sides, (clash) => clash[side]).value;
    expect(picked("theirs")).toEqual(sides.theirs);
    expect(picked("mine")).toEqual(sides.mine);
    expect(picked("base")).toEqual(sides.base);
  });

  it("clashes where both put one list into another order", () => {
    const list = (order: string) => [...order].map((id) => ({ id }));
    expect(value(list("abc"), list("cab"), list("abc"))).toEqual(list("cab"));
    expect(value(list("abc"), list("cab"), list("cab"))).toEqual(list("cab"));
    expect(clashes({ l: list("abc") }, { l: list("cab") }, { l: list("bac") })).toEqual(["l"]);
  });

  it("takes __proto__ for a key like any other", () => {
    const odd = (n: number) => JSON.parse(`{"__proto__":${n},"a":0}`);
    expect(canonical(value(odd(1), odd(2), { ...odd(1), a: 5 }))).toBe('{"__proto__":2,"a":5}');
    expect(clashes(odd(1), odd(2), odd(3))).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["a"]).toBeUndefined();
  });

  it("holds the merge laws for any JSON: a side alone wins, and a clean merge commutes", () => {
    fc.assert(
      fc.property(json(), json(), json(), (base, mine, theirs) => {
        expect(same(value(base, mine, base), mine)).toBe(true);
        expect(same(value(base, base, mine), mine)).toBe(true);
        expect(same(value(base, mine, mine), mine)).toBe(true);
        const [one, other] = [
          mergeContent({ base, mine, theirs }),
          mergeContent({ base, mine: theirs, theirs: mine }),
        ];
        expect(one.clashes.length).toBe(other.clashes.length);
        if (one.clashes.length === 0) expect(same(one.value, other.value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
