import { describe, expect, it } from "vitest";
import { layout, widget } from "../../../worker/layout/layout.testing.ts";
import { metricsOf } from "../board/gridMetrics.ts";
import { spanned, touchedBy } from "./marquee.ts";
import { actedOn, present, selection, toggled } from "./selection.ts";

const set = (...ids: string[]): ReadonlySet<string> => new Set(ids);

describe("the selection", () => {
  it("takes one in and out", () => {
    expect(toggled(set("a"), "b")).toEqual(set("a", "b"));
    expect(toggled(set("a", "b"), "a")).toEqual(set("b"));
  });

  it("forgets what is gone, and is the same while nothing is", () => {
    const chosen = set("a", "b");
    expect(present(chosen, [{ id: "b" }, { id: "c" }])).toEqual(set("b"));
    expect(present(chosen, [{ id: "b" }, { id: "a" }])).toBe(chosen);
  });

  it("is what a command is for only where it began on one of the chosen", () => {
    expect(actedOn(set("a", "b"), "a")).toEqual(set("a", "b"));
    expect(actedOn(set("a", "b"), "c")).toEqual(set("c"));
  });

  it("is the same value until it changes", () => {
    selection.set(set("a"));
    const before = selection.get();
    selection.set(set("a"));
    expect(selection.get()).toBe(before);
    selection.clear();
    expect(selection.get().size).toBe(0);
  });
});

describe("a rectangle drawn on the board", () => {
  const metrics = metricsOf(1188, 12); // Columns of 100 px, rows of 56 px, gaps of 12 px.
  const { desktop } = layout([
    widget({ id: "a" }),
    widget({ id: "b", x: 4 }),
    { ...widget({ id: "h" }), hidden: true },
  ]);

  it("chooses what it touches, drawn from any corner, and nothing hidden", () => {
    expect(touchedBy(spanned(300, 50, -150, -20), desktop, metrics)).toEqual(set("a"));
    expect(touchedBy(spanned(150, 20, 300, 20), desktop, metrics)).toEqual(set("a", "b"));
  });

  it("chooses nothing in a gap", () => {
    expect(touchedBy(spanned(189, 0, 10, 400), desktop, metrics).size).toBe(0);
  });
});
