import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metricsOf, toPixels, toUnits } from "./gridMetrics.ts";

const grid = fc.record({
  width: fc.integer({ min: 640, max: 4000 }),
  columns: fc.integer({ min: 1, max: 48 }),
});

describe("grid metrics", () => {
  it("finds every place again from its pixels", () => {
    fc.assert(
      fc.property(
        grid,
        fc.nat(),
        fc.nat(),
        fc.nat(1000),
        fc.integer({ min: 1, max: 50 }),
        ({ width, columns }, a, b, y, h) => {
          const metrics = metricsOf(width, columns);
          const x = a % columns;
          const box = { x, y, w: 1 + (b % (columns - x)), h };
          expect(toUnits(toPixels(box, metrics), metrics)).toEqual(box);
        },
      ),
    );
  });

  it("lets the last column end where the board ends", () => {
    fc.assert(
      fc.property(grid, ({ width, columns }) => {
        const { left, width: last } = toPixels(
          { x: columns - 1, y: 0, w: 1, h: 1 },
          metricsOf(width, columns),
        );
        expect(left + last).toBe(width);
      }),
    );
  });

  it("leaves one gap between neighbours, whatever the rounding", () => {
    fc.assert(
      fc.property(grid, ({ width, columns }) => {
        const metrics = metricsOf(width, columns);
        for (let x = 1; x < columns; x += 1) {
          const before = toPixels({ x: x - 1, y: 0, w: 1, h: 1 }, metrics);
          expect(toPixels({ x, y: 0, w: 1, h: 1 }, metrics).left - before.left - before.width).toBe(
            metrics.gap,
          );
        }
      }),
    );
  });
});
