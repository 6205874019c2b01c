import { describe, expect, it } from "vitest";
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import { compare, type Difference } from "./comparison.ts";
import { detailsInWords, kindsInWords } from "./differenceInWords.ts";

const widget = (more: Partial<Widget> = {}): Widget => ({
  ...{ id: "w", type: "checklist", x: 0, y: 0, w: 4, h: 2, config: {} },
  ...more,
});
const layout = (...desktop: Widget[]): Layout => ({ desktop, mobile: [] });

const only = (from: Widget, to: Widget, form: "desktop" | "mobile" = "desktop"): Difference => {
  const [difference] = compare(layout(from), layout(to), form).differences;
  if (difference === undefined) throw new Error("no difference");
  return difference;
};
const details = (from: Widget, to: Widget): readonly string[] => detailsInWords(only(from, to), "desktop");

describe("a difference in words", () => {
  it("says what happened and from where to where", () => {
    const difference = only(widget(), widget({ x: 4, h: 3, title: "Plan" }));
    expect(kindsInWords(difference)).toBe("moved, resized, and edited");
    expect(detailsInWords(difference, "desktop")).toEqual([
      "From column 1, row 1 to column 5, row 1",
      "From 4 × 2 to 4 × 3",
      "Title: nothing → Plan",
    ]);
  });

  it("names entries of a list that came, went or changed, and shows nobody JSON", () => {
    const items = (...entries: object[]): Widget => widget({ config: { items: entries } });
    const [milk, bread] = [
      { id: "1", text: "Milk" },
      { id: "2", text: "Bread" },
    ];
    expect(details(items(milk, bread), items({ ...milk, done: true }, { id: "3", text: "Eggs" }))).toEqual([
      "Items: added Eggs; removed Bread; ticked Milk",
    ]);
    expect(details(items({ ...milk, done: true }), items({ ...milk, done: false }))).toEqual([
      "Items: no longer ticked Milk",
    ]);
    expect(details(items(milk), items({ ...milk, text: "Oat milk" }))).toEqual(["Items: changed Oat milk"]);
    expect(details(items(milk, bread), items(bread, milk))).toEqual(["Items: in another order"]);
  });

  it("says a switch as yes or no, a nest of settings by its size, and spells a name out", () => {
    const from = widget({ config: { showSeconds: false, style: { a: 1 } } });
    const to = widget({ config: { showSeconds: true, style: { a: 2, b: 3 } } });
    expect(details(from, to)).toEqual(["Show seconds: no → yes", "Style: 1 setting → 2 settings"]);
  });

  it("shows of two long texts where they differ", () => {
    const long = "Much that both have in common. ".repeat(20);
    const note = (text: string): Widget => widget({ type: "notes", config: { text } });
    const [said = ""] = details(note(`${long}The end.`), note(`${long}The very end.`));
    expect(said).toMatch(/^Text: ….*The end\. → ….*The very end\.$/);
    expect(said.length).toBeLessThan(220);
  });

  it("cuts what is long", () => {
    const [said = ""] = details(widget(), widget({ title: "x".repeat(400) }));
    expect(said.length).toBeLessThan(200);
  });
});
