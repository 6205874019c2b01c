import { describe, expect, it } from "vitest";
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import { compare } from "./comparison.ts";
import { drawDiff, ROW_PX } from "./drawDiff.ts";
import { stayers } from "./stayers.ts";

const widget = (id: string, more: Partial<Widget> = {}): Widget => ({
  ...{ id, type: "notes", title: id, x: 0, y: 0, w: 4, h: 2, config: { text: "" } },
  ...more,
});
const desktop = (...widgets: Widget[]): Layout => ({ desktop: widgets, mobile: [] });

const kinds = (from: Layout, to: Layout, form: "desktop" | "mobile" = "desktop") =>
  Object.fromEntries(compare(from, to, form).differences.map((one) => [one.id, one.kinds.join(" ")]));

describe("what is seen to change on the desktop", () => {
  it("is what came, went, moved, grew and was edited, each widget once", () => {
    const from = desktop(widget("a"), widget("b", { y: 2 }), widget("c", { y: 4 }), widget("same", { x: 8 }));
    const to = desktop(
      widget("a", { x: 4, w: 6, config: { text: "new" } }),
      widget("c", { y: 4, h: 3 }),
      widget("d", { y: 8 }),
      widget("same", { x: 8 }),
    );
    expect(kinds(from, to)).toEqual({ a: "moved resized edited", b: "removed", c: "resized", d: "added" });
    const { counts, unchanged } = compare(from, to, "desktop");
    expect(counts).toEqual({ added: 1, removed: 1, moved: 1, resized: 2, edited: 1 });
    expect(unchanged.map(({ id }) => id)).toEqual(["same"]);
  });

  it("takes a widget that was hidden for one that went, and says nothing of one that always was", () => {
    const from = desktop(widget("a"), widget("h", { hidden: true }));
    const to = desktop(widget("a", { hidden: true }), widget("h", { hidden: true, x: 3 }));
    expect(kinds(from, to)).toEqual({ a: "removed" });
  });
});

describe("what is seen to change on the phone", () => {
  const ids = ["a", "b", "c", "d"];
  const list = (...order: string[]): Layout => ({
    desktop: ids.map((id, y) => widget(id, { y: y * 2 })),
    mobile: order.map((id, y) => widget(id, { y: y * 2 })),
  });

  it("is one move where one widget was moved, though all others shifted", () => {
    expect(kinds(list("a", "b", "c", "d"), list("d", "a", "b", "c"), "mobile")).toEqual({ d: "moved" });
  });

  it("is no move where something came in above", () => {
    const from = desktop(widget("a", { y: 2 }));
    expect(kinds(from, desktop(widget("new"), widget("a", { y: 2 })), "mobile")).toEqual({ new: "added" });
  });

  it("is an edit of a widget that only the desktop lists", () => {
    const to = desktop(widget("a", { config: { text: "new" } }));
    expect(kinds(desktop(widget("a")), to, "mobile")).toEqual({ a: "edited" });
  });
});

describe("the picture of a phone's list", () => {
  const list = (...widgets: Widget[]): Layout => ({ desktop: [], mobile: widgets });
  const tall = (id: string, y: number, h = 2): Widget => widget(id, { y, h });

  it("shows what went, and where the moved ones were, in the list and over nothing", () => {
    const from = list(tall("a", 0), tall("b", 2), tall("c", 4), tall("d", 6));
    const to = list(tall("d", 0), tall("a", 2), tall("c", 4, 3), tall("e", 7));
    const { differences, unchanged, rows } = compare(from, to, "mobile");
    const at = new Map(differences.map((one) => [one.id, [one.before?.y, one.after?.y]]));
    // d, a, (b), c, (d), e: each where it is, and in brackets where it was.
    expect(at.get("d")).toEqual([9, 0]);
    expect(at.get("b")).toEqual([4, undefined]);
    expect(at.get("c")?.[1]).toBe(6);
    expect(at.get("e")).toEqual([undefined, 11]);
    expect(unchanged.map(({ id, at: box }) => [id, box.y])).toEqual([["a", 2]]);
    expect(rows).toBe(13);
  });
});

describe("those that kept their order", () => {
  it("are as many as can be", () => {
    expect([...stayers(["a", "b", "c", "d"], ["b", "c", "a", "d"])].sort()).toEqual(["b", "c", "d"]);
    expect([...stayers(["a", "b", "c"], ["c", "b", "a"])]).toHaveLength(1);
    expect([...stayers(["x", "a"], ["a", "y"])]).toEqual(["a"]);
    expect([...stayers([], ["a"])]).toEqual([]);
  });
});

describe("a drawn comparison", () => {
  const drawn = (from: Widget, to: Widget) => drawDiff(compare(desktop(from), desktop(to), "desktop"), 1194);

  it("shows where a moved widget was, and an arrow from there to where it is", () => {
    const { shapes, height } = drawn(widget("a"), widget("a", { x: 6, y: 4 }));
    expect(height).toBe(6 * ROW_PX);
    expect(shapes[0]).toMatchObject({
      box: { left: 600, top: 4 * ROW_PX, width: 394, height: 2 * ROW_PX - 6 },
      ghost: { left: 0, top: 0, width: 394 },
      arrow: { x1: 197, y1: 25, x2: 797, y2: 137 },
    });
  });

  it("draws no arrow for what was resized or only edited", () => {
    expect(drawn(widget("a"), widget("a", { w: 6 })).shapes[0]).toMatchObject({ arrow: null, ghost: {} });
    const edited = drawn(widget("a"), widget("a", { config: { text: "new" } }));
    expect(edited.shapes[0]).toMatchObject({ arrow: null, ghost: null });
  });

  it("draws what went where it was", () => {
    const gone = drawDiff(compare(desktop(widget("a", { y: 3 })), desktop(), "desktop"), 600);
    expect(gone.shapes[0]).toMatchObject({ box: { top: 3 * ROW_PX }, ghost: null, arrow: null });
    expect(gone.height).toBe(5 * ROW_PX);
  });
});
