import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges } from "./apply.ts";
import { layouts } from "./arbitrary.testing.ts";
import { sides } from "./arbitrary-edits.testing.ts";
import { diff } from "./diff.ts";
import { corpus, layout, NO_CORPUS, widget } from "./layout.testing.ts";
import { same } from "./same.ts";
import type { Layout } from "./schema.ts";

const [a, b, c] = [widget({ id: "a" }), widget({ id: "b", x: 2 }), widget({ id: "c", x: 4 })];

const isExact = (from: Layout, to: Layout): void => {
  // Over the wire and back: changes are plain data.
  const changes = JSON.parse(JSON.stringify(diff(from, to)));
  const wanted = changes.length === 0 ? from : to;
  expect(JSON.stringify(applyChanges(from, changes))).toBe(JSON.stringify(wanted));
  expect(same(wanted, to)).toBe(true);
};

/** The same layout, its keys and those of all that it holds in another order. */
const shuffled = (value: unknown, seed: number): unknown => {
  if (Array.isArray(value)) return value.map((item, index) => shuffled(item, seed + index));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, shuffled(member, seed + 1)] as const);
  const turn = entries.length === 0 ? 0 : seed % entries.length;
  return Object.fromEntries([...entries.slice(turn), ...entries.slice(0, turn)]);
};

describe("applyChanges", { timeout: 30_000 }, () => {
  it("makes of one layout exactly the other, by its JSON text", () => {
    fc.assert(
      fc.property(sides(), ({ base, mine, theirs }) => {
        isExact(base, mine);
        isExact(mine, theirs);
      }),
      { numRuns: 300 },
    );
  });

  it("does so whatever the order of keys on either side", () => {
    fc.assert(
      fc.property(sides(), fc.nat(6), fc.nat(6), ({ base, mine }, seed, other) => {
        isExact(shuffled(base, seed) as Layout, shuffled(mine, other) as Layout);
      }),
      { numRuns: 300 },
    );
  });

  it("gives the same layout for no changes", () => {
    fc.assert(fc.property(layouts(), (one) => void expect(applyChanges(one, [])).toBe(one)));
  });

  it("puts added widgets where they stand, among others that came, went and changed places", () => {
    isExact(layout([a, b]), layout([c, b, widget({ id: "d" }), a]));
    isExact(layout([a, b, c]), layout([c, widget({ id: "d" })]));
    isExact(layout([]), layout([c, a, b]));
  });

  it("sets, changes and takes away the columns", () => {
    const wide = { columns: { desktop: 24, mobile: 4 } };
    for (const [from, to] of [
      [{}, wide],
      [wide, {}],
      [wide, { columns: { desktop: 24, mobile: 6 } }],
      [wide, { columns: { mobile: 6, desktop: 24 } }],
    ] as const) {
      isExact(layout([a], from), layout([a], to));
    }
  });

  it("tells null from absent, and a key called __proto__ from a prototype", () => {
    const config = (text: string) => layout([widget({ config: JSON.parse(text) })]);
    isExact(config('{"a":1,"b":1}'), config('{"a":null}'));
    isExact(config('{"__proto__":{"x":1}}'), config('{"__proto__":{"x":2},"y":{"__proto__":null}}'));
    isExact(config('{"__proto__":1}'), config("{}"));
  });

  it("keeps the identity of what did not change", () => {
    const from = layout([a, b], { mobile: [a] });
    const to = applyChanges(from, diff(from, layout([a, { ...b, y: 5 }], { mobile: [a] })));
    expect(to.mobile).toBe(from.mobile);
    expect(to.desktop[0]).toBe(a);
  });

  it("passes over what is not there, and changes none of its inputs", () => {
    fc.assert(
      fc.property(sides(), ({ base, mine, theirs }) => {
        const changes = diff(base, mine);
        const before = structuredClone({ theirs, changes });
        applyChanges(theirs, changes);
        expect({ theirs, changes }).toEqual(before);
      }),
    );
    expect(applyChanges(layout([b]), diff(layout([a, b]), layout([{ ...a, y: 3 }, b])))).toEqual(layout([b]));
  });

  it("makes of every version of the real histories the next one, and the one before", (ctx) => {
    for (const { layouts } of corpus() ?? ctx.skip(NO_CORPUS)) {
      for (const [at, next] of layouts.entries()) {
        const version = layouts[at - 1] ?? layout();
        isExact(version, next);
        isExact(next, version);
      }
    }
  });
});
