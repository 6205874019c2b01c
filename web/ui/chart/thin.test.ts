import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearest, thin } from "./thin.ts";

const values = () =>
  fc.array(fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -50, max: 50 }) }, fc.constant(null)), {
    maxLength: 3000,
  });

/** A hundred columns over all points. */
const spread = (length: number) => ({ columns: 100, place: (index: number) => (index / length) * 100 });

describe("thin", () => {
  it("leaves few points alone", () => {
    expect(thin([3, null, 4], { columns: 2, place: (index) => index })).toEqual([0, 1, 2]);
  });

  it("keeps the first, the least, the most and the last of each pixel column, every gap, and no more", () => {
    fc.assert(
      fc.property(values(), (list) => {
        const { columns, place } = spread(list.length);
        const kept = thin(list, { columns, place });
        expect(kept).toEqual([...new Set(kept)].sort((one, other) => one - other));
        if (list.length > 200) expect(kept.length).toBeLessThanOrEqual(5 * columns);
        const inColumn = (indices: Iterable<number>, column: number) =>
          [...indices]
            .filter((index) => Math.floor(place(index)) === column)
            .map((index) => list[index] ?? null);
        for (let column = 0; column < columns; column += 7) {
          const all = inColumn(list.keys(), column);
          const left = inColumn(kept, column);
          expect(left.includes(null)).toBe(all.includes(null));
          const [numbers, keptNumbers] = [
            all.filter((one) => one !== null),
            left.filter((one) => one !== null),
          ];
          if (numbers.length === 0) continue;
          expect(Math.max(...keptNumbers)).toBe(Math.max(...numbers));
          expect(Math.min(...keptNumbers)).toBe(Math.min(...numbers));
          expect([keptNumbers[0], keptNumbers.at(-1)]).toEqual([numbers[0], numbers.at(-1)]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("keeps one spike among fifty thousand points", () => {
    const list = Array.from({ length: 50_000 }, (_, index) => (index === 31_234 ? 9 : 0));
    const kept = thin(list, spread(list.length));
    expect(kept).toContain(31_234);
    expect(kept.length).toBeLessThan(300);
  });
});

describe("nearest", () => {
  it("finds the point that is nearest to a place", () => {
    expect([-5, 4, 6, 14, 16, 99].map((place) => nearest([0, 10, 20], place))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(nearest([], 5)).toBe(-1);
  });
});
