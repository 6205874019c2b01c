import { describe, expect, it } from "vitest";
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import { compare, type Difference } from "./comparison.ts";
import { detailsInWords, kindsInWords } from "./differenceInWords.ts";
import { plain } from "./said.ts";

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
const details = (from: Widget, to: Widget): readonly string[] =>
  detailsInWords(only(from, to), "desktop").map(plain);

describe("a difference in words", () => {
  it("says what happened and from where to where", () => {
    const difference = only(widget(), widget({ x: 4, h: 3, title: "Plan" }));
    expect(kindsInWords(difference)).toBe("moved, resized, and edited");
    expect(detailsInWords(difference, "desktop").map(plain)).toEqual([
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
    expect(details(items(milk, bread), items({ ...milk, url: "/" }, { id: "3", text: "Eggs" }))).toEqual([
      "Items: added Eggs; removed Bread; changed Milk",
    ]);
    expect(details(items(milk, bread), items(bread, milk))).toEqual(["Items: in another order: Bread, Milk"]);
  });

  it("says which items of a checklist were ticked, unticked and renamed", () => {
    const items = (...entries: object[]): Widget => widget({ config: { items: entries } });
    const milk = { id: "1", text: "Milk", done: false };
    const bread = { id: "2", text: "Bread", done: true };
    expect(details(items(milk, bread), items({ ...milk, done: true }, { ...bread, done: false }))).toEqual([
      "Items: ticked Milk; no longer ticked Bread",
    ]);
    const oat = { ...milk, text: "Oat milk", done: true };
    expect(details(items(milk, bread), items(oat, bread))).toEqual([
      "Items: ticked Oat milk; renamed Milk → Oat milk",
    ]);
    expect(details(items({ id: "1", text: "" }), items(milk))).toEqual(["Items: renamed nothing → Milk"]);
  });

  it("tells another name and another address of one link apart", () => {
    const links = (link: object): Widget => widget({ type: "links", config: { items: [link] } });
    const from = links({ id: "1", label: "Mail", url: "https://a.example" });
    expect(details(from, links({ id: "1", label: "Post", url: "https://a.example" }))).toEqual([
      "Items: renamed Mail → Post",
    ]);
    expect(details(from, links({ id: "1", label: "Post", url: "https://b.example" }))).toEqual([
      "Items: renamed Mail → Post; changed Post",
    ]);
  });

  it("says a switch as yes or no, a nest of settings by its size, and spells a name out", () => {
    const from = widget({ config: { showSeconds: false, style: { a: 1 } } });
    const to = widget({ config: { showSeconds: true, style: { a: 2, b: 3 } } });
    expect(details(from, to)).toEqual(["Show seconds: no → yes", "Style: 1 setting → 2 settings"]);
  });

  it("shows of a long text what is around the change, as it was and as it is", () => {
    const long = "Every week begins with a look at the list. ".repeat(20);
    const from = widget({ config: { text: `${long}Call Ada on Monday. ${long}` } });
    const to = widget({ config: { text: `${long}Call Bob on Monday. ${long}` } });
    const [said = []] = detailsInWords(only(from, to), "desktop");
    expect(plain(said)).toBe(
      "Text: …look at the list. Call Ada on Monday. Every week… → …look at the list. Call Bob on Monday. Every week…",
    );
    expect(said.filter(({ mark }) => mark)).toEqual([
      { text: "Ada", mark: "del" },
      { text: "Bob", mark: "ins" },
    ]);
  });

  it("shows a space or a line that came, and cuts what is long", () => {
    const [said = []] = detailsInWords(
      only(widget({ title: "Plan" }), widget({ title: "Plan \n" })),
      "desktop",
    );
    expect(plain(said)).toBe("Title: Plan → Plan·↵");
    const [long = ""] = details(widget(), widget({ title: "x".repeat(400) }));
    expect(long.length).toBeLessThan(200);
  });
});
