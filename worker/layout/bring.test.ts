import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layouts } from "./arbitrary.testing.ts";
import { bringWidget, missingOn, seenOn } from "./bring.ts";
import { removeWidget } from "./edit.ts";
import { layout, widget } from "./layout.testing.ts";
import { FORMS } from "./limits.ts";
import { phoneList, withPhoneList } from "./phone.ts";
import type { Widget } from "./schema.ts";
import { validateLayout } from "./validate.ts";

const ids = (list: readonly Widget[]) => list.map(({ id }) => id);
const [a, b] = [widget({ id: "a", h: 3, title: "A" }), widget({ id: "b", x: 4 })];
const both = withPhoneList(layout([a, b]), phoneList(layout([a, b])));

describe("bringWidget", () => {
  it("puts what was taken off the phone back at its end, and leaves the desktop alone", () => {
    const off = removeWidget(layout([a, b]), "mobile", "a");
    expect(ids(missingOn(off, "mobile"))).toEqual(["a"]);
    const back = bringWidget(off, "mobile", "a");
    expect(ids(phoneList(back))).toEqual(["b", "a"]);
    expect(back.desktop).toBe(off.desktop);
    expect(missingOn(back, "mobile")).toEqual([]);
  });

  it("puts what is on the phone alone where the desktop has room, with all that it is", () => {
    const off = removeWidget(both, "desktop", "a");
    expect(ids(missingOn(off, "desktop"))).toEqual(["a"]);
    const back = bringWidget(off, "desktop", "a");
    expect(back.desktop).toMatchObject([{ id: "b" }, { id: "a", title: "A", x: 0, y: 0, w: 4, h: 3 }]);
    expect(back.mobile).toBe(off.mobile);
  });

  it("shows what was hidden on the desktop once more, and not twice", () => {
    const hidden = { ...both, desktop: [{ ...a, hidden: true }, b] };
    const back = bringWidget(hidden, "desktop", "a");
    expect(ids(seenOn(back, "desktop"))).toEqual(["b", "a"]);
    expect(back.desktop).toHaveLength(2);
  });

  it("changes nothing where it is there already, or nowhere", () => {
    expect(bringWidget(both, "mobile", "a")).toBe(both);
    expect(bringWidget(both, "desktop", "none")).toBe(both);
  });

  it("keeps a valid layout valid, and what is on the other form as it was", () => {
    fc.assert(
      fc.property(layouts(), fc.constantFrom(...FORMS), (one, form) => {
        const [first] = missingOn(one, form);
        fc.pre(first !== undefined && validateLayout(one).errors.length === 0);
        const after = bringWidget(one, form, first?.id ?? "");
        expect(validateLayout(after).errors).toEqual([]);
        const other = form === "mobile" ? "desktop" : "mobile";
        expect(ids(seenOn(after, other))).toEqual(ids(seenOn(one, other)));
      }),
    );
  });
});
