import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeKeyed, ordersClash } from "./merge-keyed.ts";

/** Merges lists of plain keys, each letter one item. What one side removed goes, unless it is `kept` as if edited. */
const merged = (base: string, mine: string, theirs: string, kept = false): string =>
  mergeKeyed({
    base: [...base],
    mine: [...mine],
    theirs: [...theirs],
    keyOf: (item) => item,
    mergeItem: ({ base, mine, theirs }) => (base === undefined || kept ? (mine ?? theirs) : mine && theirs),
  }).join("");

const list = () =>
  fc.uniqueArray(fc.constantFrom(..."abcdef"), { maxLength: 6 }).map((keys) => keys.join(""));

describe("mergeKeyed", () => {
  it.each([
    ["keeps what both left alone", "abc", "abc", "abc", "abc"],
    ["takes out what either removed", "abcd", "acd", "abc", "ac"],
    ["puts an added item after the one it followed", "abc", "axbc", "abyc", "axbyc"],
    ["puts an added item first where it stood first", "ab", "xab", "ab", "xab"],
    ["keeps a run of added items together", "ab", "axyb", "apqb", "apqxyb"],
    ["follows the side that reordered", "abc", "cab", "abc", "cab"],
    ["follows the other side's order too", "abc", "abxc", "cab", "cabx"],
    ["lets mine lead where both reordered", "abc", "bac", "cba", "bac"],
    ["adds once what both added", "ab", "axb", "axb", "axb"],
    ["keeps an item whose predecessor went", "abc", "abxc", "ac", "axc"],
  ])("%s", (_, base, mine, theirs, wanted) => expect(merged(base, mine, theirs)).toBe(wanted));

  it("gives exactly the side that changed, where the other did not", () => {
    fc.assert(
      fc.property(list(), list(), (base, changed) => {
        expect(merged(base, changed, base)).toBe(changed);
        expect(merged(base, base, changed)).toBe(changed);
        expect(merged(base, changed, changed)).toBe(changed);
      }),
    );
  });

  it("does not mind which side is whose, unless both reordered to something else", () => {
    fc.assert(
      fc.property(list(), list(), list(), fc.boolean(), (base, mine, theirs, kept) => {
        fc.pre(!ordersClash({ base: [...base], mine: [...mine], theirs: [...theirs] }));
        expect(merged(base, mine, theirs, kept)).toBe(merged(base, theirs, mine, kept));
      }),
      { numRuns: 2000 },
    );
    expect(merged("", "pq", "pr")).toBe(merged("", "pr", "pq"));
  });

  it("merges lists of a hundred thousand without walking them for each item", () => {
    const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `k${from + at}`);
    const both = { base: keys(0, 50_000), mine: keys(0, 100_000).toReversed(), theirs: keys(25_000, 75_000) };
    const merged = mergeKeyed({
      ...both,
      keyOf: (key) => key,
      mergeItem: ({ mine, theirs }) => mine ?? theirs,
    });
    expect(merged).toHaveLength(100_000);
    // No measurement: what walks takes minutes.
  }, 20_000);

  it("takes keys such as __proto__ for keys", () => {
    const keys = ["__proto__", "constructor"];
    const order = mergeKeyed({
      base: [],
      mine: keys,
      theirs: [],
      keyOf: (key) => key,
      mergeItem: ({ mine }) => mine,
    });
    expect(order).toEqual(keys);
  });
});

describe("ordersClash", () => {
  it.each([
    ["abc", "bac", "abc", false],
    ["abc", "bac", "bac", false],
    ["abc", "bac", "acb", true],
    ["abc", "ba", "bxac", false],
    ["ab", "abxy", "abyx", false],
  ])("of %s, where one made it %s and the other %s, is %s", (base, mine, theirs, clash) =>
    expect(ordersClash({ base: [...base], mine: [...mine], theirs: [...theirs] })).toBe(clash),
  );
});
