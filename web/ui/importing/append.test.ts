import { describe, expect, it } from "vitest";
import { overlaps } from "../../../worker/layout/placement.ts";
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import { validateLayout } from "../../../worker/layout/validate.ts";
import { appended } from "./append.ts";

const widget = (id: string, box: Partial<Widget> = {}): Widget => ({
  ...{ id, type: "notes", x: 0, y: 0, w: 2, h: 2, config: {} },
  ...box,
});
const counting = () => {
  let n = 0;
  return () => `new-${++n}`;
};
const here: Layout = { desktop: [widget("a"), widget("b", { x: 4, y: 1, h: 3 })], mobile: [] };

describe("a dashboard that comes in below", () => {
  it("leaves what is there as it is, and stands under all of it", () => {
    const all = appended(here, { desktop: [widget("c"), widget("d", { y: 2 })], mobile: [] }, counting());
    expect(all?.desktop.slice(0, 2)).toEqual(here.desktop);
    expect(all?.desktop.slice(2)).toMatchObject([
      { id: "c", y: 4 },
      { id: "d", y: 6 },
    ]);
    expect(all?.mobile).toEqual([]);
  });

  it("takes no id that is taken, and keeps a widget one and the same on both form factors", () => {
    const coming = { desktop: [widget("a")], mobile: [widget("a", { w: 4 })] };
    const all = appended(here, coming, counting());
    expect(all?.desktop.map(({ id }) => id)).toEqual(["a", "b", "new-1"]);
    expect(all?.mobile.map(({ id }) => id)).toEqual(["a", "b", "new-1"]);
  });

  it("fits another grid without laying anything over anything", () => {
    const desktop = Array.from({ length: 24 }, (_, x) => widget(`p${x}`, { x, w: 1, minW: 1 }));
    const all = appended(here, { desktop, mobile: [], columns: { desktop: 24, mobile: 4 } }, counting());
    expect(all && overlaps(all.desktop)).toEqual([]);
    expect(validateLayout(all).valid).toBe(true);
    const wide = widget("wide", { x: 12, w: 12 });
    const half = appended(
      here,
      { desktop: [wide], mobile: [], columns: { desktop: 24, mobile: 4 } },
      counting(),
    );
    expect(half?.desktop.at(-1)).toMatchObject({ x: 6, w: 6 });
  });

  it("is refused where both together are too many", () => {
    const desktop = Array.from({ length: 499 }, (_, y) => widget(`p${y}`, { y: y * 2 }));
    expect(appended(here, { desktop, mobile: [] }, counting())).toBeNull();
  });
});
