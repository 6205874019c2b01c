import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layouts } from "./arbitrary.testing.ts";
import { plain } from "./gestures.testing.ts";
import { bounds, duplicateWidgets, insertWidgets, shifted, shiftWidgets } from "./group.ts";
import { layout, widget } from "./layout.testing.ts";
import { LIMITS } from "./limits.ts";
import { phoneList } from "./phone.ts";
import { collides, overlappingPairs } from "./placement.ts";
import type { Layout } from "./schema.ts";
import { validateLayout } from "./validate.ts";

const [a, b, c] = [widget({ id: "a" }), widget({ id: "b", x: 2 }), widget({ id: "c", y: 2 })];
const whole = layout([a, b, c]);
const at = (from: Layout, id: string) => {
  const { x, y, w, h } = from.desktop.find((one) => one.id === id) ?? widget({ id: "none" });
  return [x, y, w, h];
};
const by = (shift: Partial<typeof a>) => ({ x: 0, y: 0, w: 0, h: 0, ...shift });
const ids = (...names: string[]): ReadonlySet<string> => new Set(names);

describe("several widgets", () => {
  it("move as one body, and stop together at the edges of the grid", () => {
    const moved = shiftWidgets(whole, ids("a", "b"), by({ x: 99, y: 5 }));
    expect([at(moved, "a"), at(moved, "b"), at(moved, "c")]).toEqual([
      [8, 5, 2, 2],
      [10, 5, 2, 2],
      [0, 2, 2, 2],
    ]);
    expect(shiftWidgets(whole, ids("a", "b"), by({ x: -3, y: -3 }))).toBe(whole);
  });

  it("let those in their way make room, and swap nobody of the group", () => {
    const moved = shiftWidgets(whole, ids("a", "b"), by({ y: 1 }));
    expect([at(moved, "a"), at(moved, "b"), at(moved, "c")]).toEqual([
      [0, 1, 2, 2],
      [2, 1, 2, 2],
      [0, 3, 2, 2],
    ]);
  });

  it("stay where they are if one of them would lie over a locked widget", () => {
    const locked = layout([a, b, { ...widget({ id: "l", x: 4 }), locked: true }]);
    expect(shiftWidgets(locked, ids("a", "b"), by({ x: 1 }))).toBe(locked);
    expect(at(shiftWidgets(locked, ids("a", "l"), by({ y: 3 })), "l")).toEqual([4, 0, 2, 2]);
  });

  it("grow each within its own limits, and part where they would cover each other", () => {
    const grown = shiftWidgets(layout([{ ...a, maxW: 3 }, b]), ids("a", "b"), by({ w: 4 }));
    expect([at(grown, "a"), at(grown, "b")]).toEqual([
      [0, 0, 3, 2],
      [2, 2, 6, 2],
    ]);
    expect(shifted(layout([widget({ id: "a", x: 10 })]), ids("a"), by({ w: 5 })).get("a")).toEqual({
      x: 10,
      y: 0,
      w: 2,
      h: 2,
    });
  });

  it("are copied under the originals, as they stand among themselves", () => {
    const copied = duplicateWidgets(
      whole,
      "desktop",
      new Map([
        ["a", "a2"],
        ["b", "b2"],
      ]),
    );
    expect([at(copied, "a2"), at(copied, "b2"), at(copied, "c")]).toEqual([
      [0, 2, 2, 2],
      [2, 2, 2, 2],
      [0, 4, 2, 2],
    ]);
    expect(copied.mobile).toBe(whole.mobile);
    const phone = duplicateWidgets(whole, "mobile", new Map([["a", "a2"]]));
    expect(phoneList(phone).map(({ id }) => id)).toEqual(["a", "a2", "b", "c"]);
    expect(phone.desktop).toBe(whole.desktop);
  });

  it("keep every layout valid and make no new overlap, whatever is done to them", () => {
    const number = fc.oneof(
      fc.integer({ min: -20, max: 20 }),
      fc.constantFrom(NaN, Infinity, -Infinity, 1e21, 0.5),
    );
    const shift = fc.record({ x: number, y: number, w: number, h: number });
    const chosen = fc.subarray(["a", "b", "c", "d", "__proto__", "none"]);
    fc.assert(
      fc.property(layouts(), chosen, shift, (start, names, how) => {
        const before = plain(start);
        const copies = new Map(names.map((name) => [name, `copy-${name}`]));
        for (const after of [
          shiftWidgets(before, new Set(names), how),
          duplicateWidgets(before, "desktop", copies),
          duplicateWidgets(before, "mobile", copies),
          insertWidgets(before, "desktop", { widgets: [widget({ id: "in", w: 40, h: 3 })], near: names[0] }),
        ]) {
          expect(validateLayout(after).errors).toEqual([]);
          const known = overlappingPairs(before.desktop);
          expect([...overlappingPairs(after.desktop)].filter((pair) => !known.has(pair))).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  }, 30_000);
});

describe("widgets from elsewhere", () => {
  const pair = [widget({ id: "p", x: 3, y: 40 }), widget({ id: "q", x: 5, y: 41 })];

  it("come in as they stand among themselves, at the first free place near the one with the focus", () => {
    const after = insertWidgets(whole, "desktop", { widgets: pair, near: "b" });
    expect([at(after, "p"), at(after, "q")]).toEqual([
      [4, 0, 2, 2],
      [6, 1, 2, 2],
    ]);
    expect(insertWidgets(whole, "desktop", { widgets: pair }).desktop).toHaveLength(5);
    const far = layout([widget({ id: "top", w: 12 }), widget({ id: "far", y: 50, w: 12 })]);
    expect(bounds(insertWidgets(far, "desktop", { widgets: pair, near: "far" }).desktop.slice(2))).toEqual({
      x: 0,
      y: 52,
      w: 4,
      h: 3,
    });
  });

  it("come after the one with the focus on a phone, and at its end without one", () => {
    const list = (near?: string) =>
      phoneList(insertWidgets(whole, "mobile", { widgets: pair, near })).map(({ id }) => id);
    expect(list("a")).toEqual(["a", "p", "q", "b", "c"]);
    expect(list()).toEqual(["a", "b", "c", "p", "q"]);
  });

  it("come all or not at all", () => {
    expect(insertWidgets(whole, "desktop", { widgets: [...pair, a] })).toBe(whole);
    const many = Array.from({ length: LIMITS.widgets }, (_, n) => widget({ id: `n${n}`, y: n * 2 }));
    expect(insertWidgets(whole, "desktop", { widgets: many })).toBe(whole);
  });

  it("are parted where they lay over each other", () => {
    const two = [widget({ id: "p" }), widget({ id: "q" })];
    const [p = a, q = a] = insertWidgets(layout([]), "desktop", { widgets: two }).desktop;
    expect(collides(p, q)).toBe(false);
  });
});
