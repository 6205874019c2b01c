import { describe, expect, it } from "vitest";
import { fromText } from "../figures/chartReading.ts";
import { type ChartKind, planOf } from "./plan.ts";

const figures = (text: string, kind: ChartKind = "line") => {
  const reading = fromText(text, kind);
  if (reading.kind !== "figures") throw new Error(reading.kind);
  return reading.figures;
};
const size = { width: 600, height: 300 };
const week = "Date,Close\n2026-01-02,101\n2026-01-05,104\n2026-01-06,108";

describe("planOf", () => {
  it("gives time its true distances on a line, and one place to each row in bars and candles", () => {
    const line = planOf(figures(week), { kind: "line", fromZero: false, ...size }).xs;
    const [first = 0, second = 0, third = 0] = line;
    expect((second - first) / (third - second)).toBeCloseTo(3, 1);
    const bars = planOf(figures(week), { kind: "bar", fromZero: false, ...size });
    expect((bars.xs[1] ?? 0) - (bars.xs[0] ?? 0)).toBeCloseTo((bars.xs[2] ?? 0) - (bars.xs[1] ?? 0));
  });

  it("starts bars at zero always, and lines when asked to", () => {
    const plan = (kind: ChartKind, fromZero: boolean) => planOf(figures(week), { kind, fromZero, ...size });
    const lowest = ({ yTicks }: ReturnType<typeof planOf>) => yTicks[0]?.label;
    expect(lowest(plan("bar", false))).toBe("0");
    expect(lowest(plan("line", true))).toBe("0");
    expect(lowest(plan("line", false))).toBe("100");
  });

  it.each(["line", "bar"] as const)("writes the date under each of a few days, all of it, as %s", (kind) => {
    const text = "Date,Close\n2026-03-30,8\n2026-03-31,9\n2026-04-01,12";
    const { xTicks } = planOf(figures(text, kind), { kind, fromZero: false, ...size });
    expect(xTicks.map(({ label }) => label)).toEqual(["Mar 30", "Mar 31", "Apr 1"]);
    for (const { at, label } of xTicks) expect(at + label.length * 3.3).toBeLessThanOrEqual(size.width);
  });

  it("writes the day where one begins among times", () => {
    const text = "Time,Load\n2026-03-30 18:00,8\n2026-03-30 21:00,9\n2026-03-31 03:00,12";
    const { xTicks } = planOf(figures(text), { kind: "line", fromZero: false, ...size });
    expect(xTicks.map(({ label }) => label)).toContain("Mar 31");
  });

  it("keeps all within the frame, and drops the labels where there is no room for them", () => {
    const names = `x,y\n${Array.from({ length: 200 }, (_, n) => `Somebody's long name ${n},${n * 1e9}`).join("\n")}`;
    for (const [width, height] of [
      [600, 300],
      [60, 40],
      [300, 100],
    ] as const) {
      const plan = planOf(figures(names), { kind: "bar", fromZero: false, width, height });
      for (const x of plan.xs) expect(x >= plan.box.left && x <= plan.box.right).toBe(true);
      expect(plan.box.right).toBeLessThanOrEqual(width);
      expect(plan.yTicks.length > 0).toBe(width >= 170);
      const places = plan.xTicks.map(({ at }) => at);
      expect(places.every((x, at) => at === 0 || x - (places[at - 1] ?? 0) > 40)).toBe(true);
    }
  });
});
