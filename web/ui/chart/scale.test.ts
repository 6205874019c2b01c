import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaPath, linePath } from "./paths.ts";
import { decimalsOf, extentOf, linear, niceTicks } from "./scale.ts";
import { apartMs, timeTicks } from "./timeTicks.ts";

describe("linear", () => {
  it("leads from one extent to the other, and to the middle where there is none", () => {
    expect([0, 5, 10].map(linear([0, 10], [100, 0]))).toEqual([100, 50, 0]);
    expect(linear([3, 3], [0, 10])(3)).toBe(5);
  });
});

describe("extentOf", () => {
  it("looks at numbers alone", () => {
    expect(extentOf([null, 3, Number.NaN, -2, Number.POSITIVE_INFINITY])).toEqual([-2, 3]);
    expect(extentOf([null])).toBeUndefined();
  });
});

describe("niceTicks", () => {
  it("are round, and enclose the values", () => {
    expect(niceTicks([0, 9.3], 5)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(niceTicks([0.11, 0.34], 3)).toEqual([0.1, 0.2, 0.3, 0.4]);
    expect(niceTicks([-7, 12], 4)).toEqual([-10, -5, 0, 5, 10, 15]);
    expect(niceTicks([5, 5], 2)).toEqual([4.5, 5, 5.5]);
    expect(niceTicks([0, 0], 2)).toEqual([-1, 0, 1]);
  });

  it("are few, even and in order, whatever the values", () => {
    const value = fc.double({ min: -1e150, max: 1e150, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.integer({ min: 1, max: 12 }), (one, other, count) => {
        const [least, most] = [Math.min(one, other), Math.max(one, other)];
        const ticks = niceTicks([least, most], count);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(count + 3);
        const slack = Math.max(Math.abs(least), Math.abs(most)) * 1e-6 + 1e-9;
        expect(ticks[0]).toBeLessThanOrEqual(least + slack);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most - slack);
        expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
      }),
    );
  });
});

describe("decimalsOf", () => {
  it("is as many as a step needs", () => {
    expect([1, 0.5, 0.25, 20, 0.002].map(decimalsOf)).toEqual([0, 1, 2, 0, 3]);
  });
});

describe("timeTicks", () => {
  const at = (...parts: [number, number, number?, number?, number?]) => new Date(...parts).getTime();

  it("are the starts of what the calendar has", () => {
    expect(timeTicks([at(2026, 0, 15), at(2026, 5, 20)], 8)).toEqual({
      unit: "month",
      at: [1, 2, 3, 4, 5].map((month) => at(2026, month)),
    });
    expect(timeTicks([at(2019, 5), at(2026, 5)], 9)).toEqual({
      unit: "year",
      at: [2020, 2021, 2022, 2023, 2024, 2025, 2026].map((year) => at(year, 0)),
    });
    expect(timeTicks([at(2026, 0, 1, 9, 10), at(2026, 0, 1, 10, 20)], 6)).toEqual({
      unit: "minute",
      at: [15, 30, 45, 60, 75].map((minute) => at(2026, 0, 1, 9, minute)),
    });
  });

  it("are never finer than what is drawn is apart, though clocks change and months are short", () => {
    const apart = (...moments: number[]) => {
      const span = [moments[0] ?? 0, moments.at(-1) ?? 0] as const;
      return timeTicks(span, 8, apartMs(moments));
    };
    const days = [at(2026, 2, 28), at(2026, 2, 29), at(2026, 2, 30)];
    expect(apart(...days)).toEqual({ unit: "day", at: days });
    expect(apart(at(2026, 2, 30))).toEqual({ unit: "day", at: [at(2026, 2, 30)] });
    const months = [at(2026, 0), at(2026, 1), at(2026, 2)];
    expect(apart(...months)).toEqual({ unit: "month", at: months });
    expect(apart(at(2024, 0), at(2025, 0))).toEqual({ unit: "year", at: [at(2024, 0), at(2025, 0)] });
    expect(apart(at(2026, 0, 1, 9), at(2026, 0, 1, 9), at(2026, 0, 1, 12)).unit).toBe("minute");
  });

  it("are within the extent, in order, and no more than asked for", () => {
    const moment = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2200, 0) });
    fc.assert(
      fc.property(moment, moment, fc.integer({ min: 2, max: 12 }), (one, other, most) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const ticks = timeTicks([from, to], most).at;
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        expect(ticks).toEqual([...new Set(ticks)].sort((a, b) => a - b));
        for (const tick of ticks) expect(tick >= from && tick <= to).toBe(true);
      }),
    );
  });
});

describe("paths", () => {
  const [a, b, c] = [
    { x: 0, y: 1 },
    { x: 10, y: 2.04 },
    { x: 20, y: 3 },
  ];

  it("are interrupted by gaps, and a point between two gaps is a dot", () => {
    expect(linePath([a, b, null, c])).toBe("M0 1L10 2M20 3h0");
    expect(areaPath([a, b, null], 50)).toBe("M0 1L10 2V50H0Z");
    expect(linePath([null])).toBe("");
  });
});
