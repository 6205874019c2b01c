import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { widgets } from "./arbitrary.testing.ts";
import { layout, widget } from "./layout.testing.ts";
import { LIMITS } from "./limits.ts";
import {
  collides,
  firstFree,
  inReadingOrder,
  makeRoom,
  overlappingPairs,
  overlaps,
  pack,
  place,
} from "./placement.ts";
import type { Widget } from "./schema.ts";

const box = fc.record({
  x: fc.nat(8),
  y: fc.nat(10),
  w: fc.integer({ min: 1, max: 4 }),
  h: fc.integer({ min: 1, max: 4 }),
});
const free = (list: readonly Widget[]) => list.map(({ locked, ...rest }): Widget => rest);
const ids = (list: readonly Widget[]) => list.map(({ id }) => id);

describe("overlaps", () => {
  it("counts shared units, not shared edges, and not hidden widgets", () => {
    const [a, b] = [widget({ id: "a" }), widget({ id: "b", x: 2 })];
    expect(collides(a, b)).toBe(false);
    expect(collides(a, { ...b, x: 1 })).toBe(true);
    expect(overlaps([a, { ...b, x: 1 }])).toHaveLength(1);
    expect(overlaps([a, { ...b, x: 1, hidden: true }])).toHaveLength(0);
  });
});

describe("place", () => {
  it("moves the neighbours that are covered down, and nobody else", () => {
    const list = [widget({ id: "a" }), widget({ id: "b", x: 4 }), widget({ id: "c", x: 8 })];
    expect(place(list, "a", { x: 3, y: 0, w: 2, h: 3 })).toEqual([
      { ...list[0], x: 3, y: 0, w: 2, h: 3 },
      { ...list[1], y: 3 },
      list[2],
    ]);
  });

  it("makes no new overlap, keeps order and sizes, moves others down only, and is deterministic", () => {
    fc.assert(
      fc.property(widgets(12, 7).map(free), fc.nat(6), box, (list, pick, to) => {
        const id = list[pick]?.id ?? "none";
        const before = overlappingPairs(list);
        const after = place(list, id, to);
        expect(place(structuredClone(list), id, to)).toEqual(after);
        expect(ids(after)).toEqual(ids(list));
        for (const [a, b] of overlaps(after)) {
          expect([a.id, b.id]).not.toContain(id);
          expect(before.has([a.id, b.id].toSorted().join(" "))).toBe(true);
        }
        for (const [at, one] of after.entries()) {
          if (one.id === id) expect(one).toMatchObject(to);
          else {
            expect({ ...one, y: 0 }).toEqual({ ...list[at], y: 0 });
            expect(one.y).toBeGreaterThanOrEqual(list[at]?.y ?? 0);
          }
        }
      }),
    );
  });

  it("leaves widgets alone that lay over each other before", () => {
    const list = [widget({ id: "a" }), widget({ id: "b", x: 1 }), widget({ id: "c", x: 6 })];
    expect(place(list, "c", { x: 8, y: 0, w: 2, h: 2 }).slice(0, 2)).toEqual(list.slice(0, 2));
  });

  it("keeps a locked neighbour where it is and moves the others past it", () => {
    const list = [
      widget({ id: "a", x: 6 }),
      widget({ id: "b" }),
      widget({ id: "c", y: 2, h: 3, locked: true }),
    ];
    const after = place(list, "a", { x: 0, y: 0, w: 2, h: 2 });
    expect(after.map(({ id, y }) => [id, y])).toEqual([
      ["a", 0],
      ["b", 5],
      ["c", 2],
    ]);
  });

  it("gives back every widget unchanged that did not move", () => {
    const list = [widget({ id: "a" }), widget({ id: "b", x: 4 })];
    expect(place(list, "a", { x: 0, y: 4, w: 2, h: 2 })[1]).toBe(list[1]);
  });
});

describe("makeRoom", () => {
  it("changes nothing where every overlap is tolerated", () => {
    fc.assert(
      fc.property(widgets(6, 7), (list) => {
        expect(makeRoom(list, { tolerated: overlappingPairs(list) })).toEqual(list);
      }),
    );
  });

  it("ends every other overlap, whatever the order of the list", () => {
    fc.assert(
      fc.property(widgets(6, 7), (list) => {
        const after = makeRoom(list, { tolerated: new Set() });
        expect(overlaps(after)).toEqual([]);
        expect(inReadingOrder(makeRoom(list.toReversed(), { tolerated: new Set() }))).toEqual(
          inReadingOrder(after),
        );
      }),
    );
  });

  it("moves those that come first only where they lie over each other", () => {
    const [a, b, c] = [widget({ id: "a" }), widget({ id: "b", y: 1 }), widget({ id: "c", y: 2 })];
    const rows = (...first: string[]) =>
      makeRoom([a, b, c], { first: new Set(first), tolerated: new Set() }).map(({ y }) => y);
    expect(rows("c")).toEqual([0, 4, 2]);
    expect(rows("b")).toEqual([3, 1, 5]);
    expect(rows("b", "c")).toEqual([5, 1, 3]);
  });

  it("leaves hidden widgets out of it", () => {
    const list = [widget({ id: "a" }), widget({ id: "b", hidden: true })];
    expect(makeRoom(list, { tolerated: new Set() })).toEqual(list);
  });

  it("ends with 500 widgets in one place", () => {
    const list = Array.from({ length: 500 }, (_, at) => widget({ id: `w${at}`, h: 1 }));
    expect(overlaps(makeRoom(list, { tolerated: new Set() }))).toEqual([]);
  });
});

describe("firstFree", () => {
  it("finds the topmost, then leftmost free place, as trying every unit would", () => {
    const size = fc.record({ w: fc.integer({ min: 1, max: 8 }), h: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(widgets(6, 7), size, (list, wanted) => {
        const seen = list.filter(({ hidden }) => !hidden);
        const w = Math.min(6, wanted.w);
        const every = Array.from({ length: 20 * 6 }, (_, at) => ({
          x: at % 6,
          y: Math.floor(at / 6),
          w,
          h: wanted.h,
        }));
        const first = every.find((one) => one.x + w <= 6 && !seen.some((other) => collides(one, other)));
        expect(firstFree(list, wanted, 6)).toEqual(first);
      }),
    );
  });

  it("does not walk down a hundred thousand rows", () => {
    const crumbs = Array.from({ length: 499 }, (_, at) => widget({ id: `w${at}`, x: 47, y: at, w: 1, h: 1 }));
    const list = [...crumbs, widget({ id: "tall", w: 48, h: LIMITS.rows })];
    expect(firstFree(list, { w: 1, h: 1 }, 48)).toEqual({ x: 0, y: LIMITS.rows, w: 1, h: 1 });
  });
});

describe("pack", () => {
  it("closes the gaps without a single overlap, and a second time changes nothing", () => {
    fc.assert(
      fc.property(widgets(6, 7).map(free), (list) => {
        const packed = pack(list);
        expect(overlaps(packed)).toEqual([]);
        expect(ids(packed)).toEqual(ids(list));
        expect(pack(packed)).toEqual(packed);
      }),
    );
    expect(pack(layout([widget({ y: 7 })]).desktop)).toEqual([widget()]);
  });

  it("leaves locked and hidden widgets where they are", () => {
    const list = [
      widget({ id: "a", y: 9 }),
      widget({ id: "b", y: 1, locked: true }),
      widget({ id: "c", y: 5, hidden: true }),
    ];
    expect(pack(list).map(({ y }) => y)).toEqual([3, 1, 5]);
  });
});
