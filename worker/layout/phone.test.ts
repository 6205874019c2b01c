import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layouts } from "./arbitrary.testing.ts";
import { layout, widget } from "./layout.testing.ts";
import { columnsOf, LIMITS } from "./limits.ts";
import { phoneList, resetPhone, withPhoneList } from "./phone.ts";
import { overlaps } from "./placement.ts";
import type { Widget } from "./schema.ts";
import { validateLayout } from "./validate.ts";

const ids = (list: readonly Widget[]) => list.map(({ id }) => id);
const [a, b, c] = [
  widget({ id: "a", h: 3 }),
  widget({ id: "b", x: 4 }),
  widget({ id: "c", y: 5, minW: 3, maxW: 6 }),
];

describe("phoneList", () => {
  it("is the desktop in reading order, one widget a row, until the phone has a list of its own", () => {
    expect(phoneList(layout([c, b, a])).map(({ id, x, y, w, h }) => [id, x, y, w, h])).toEqual([
      ["a", 0, 0, 4, 3],
      ["b", 0, 3, 4, 2],
      ["c", 0, 5, 4, 2],
    ]);
  });

  it("keeps the phone's own order and shows what the desktop gained at its end", () => {
    const own = withPhoneList(layout([a, b]), phoneList(layout([b, a])).toReversed());
    expect(ids(phoneList({ ...own, desktop: [c, a, b] }))).toEqual(["b", "a", "c"]);
  });

  it("leaves out what is hidden on the phone, or hidden on the desktop and not placed on the phone", () => {
    expect(ids(phoneList(layout([a, { ...b, hidden: true }])))).toEqual(["a"]);
    expect(ids(phoneList(layout([a, b], { mobile: [{ ...b, x: 0, w: 4, hidden: true }] })))).toEqual(["a"]);
    expect(ids(phoneList(layout([{ ...b, hidden: true }], { mobile: [{ ...b, x: 0 }] })))).toEqual(["b"]);
  });

  it("never overlaps, fills the phone's width and names nobody twice", () => {
    fc.assert(
      fc.property(layouts(), (one) => {
        const list = phoneList(one);
        expect(overlaps(list)).toEqual([]);
        expect(new Set(ids(list)).size).toBe(list.length);
        for (const { x, w } of list) expect([x, w]).toEqual([0, columnsOf(one, "mobile")]);
      }),
    );
  });
});

describe("withPhoneList", () => {
  it("saves the list as it is shown, and nothing of the desktop", () => {
    fc.assert(
      fc.property(layouts(), (one) => {
        const list = phoneList(one).toReversed();
        const saved = withPhoneList(one, list);
        expect(ids(phoneList(saved))).toEqual(ids(list));
        expect(saved.desktop).toBe(one.desktop);
        expect(withPhoneList(saved, phoneList(saved))).toEqual(saved);
        expect(validateLayout(saved).errors).toEqual([]);
      }),
    );
  });

  it("hides a widget of the desktop that was taken off, so that it is not derived again", () => {
    const saved = withPhoneList(layout([a, b]), phoneList(layout([a, b])).slice(1));
    expect(ids(phoneList(saved))).toEqual(["b"]);
    expect(saved.mobile).toMatchObject([{ id: "b" }, { id: "a", hidden: true }]);
  });

  it("forgets a widget that was on the phone only", () => {
    expect(withPhoneList(layout([a], { mobile: [{ ...b, x: 0 }] }), []).mobile).toMatchObject([
      { id: "a", hidden: true },
    ]);
  });

  it("does nothing where a phone can't hold the list", () => {
    const tall = layout([widget({ id: "a", h: 60_000 }), widget({ id: "b", x: 2, h: 60_000 })]);
    expect(withPhoneList(tall, phoneList(tall).toReversed())).toBe(tall);
    const many = (prefix: string) =>
      Array.from({ length: 300 }, (_, at) => widget({ id: `${prefix}${at}`, y: 2 * at }));
    const full = layout(many("d"), { mobile: many("m") });
    expect(validateLayout(full).valid).toBe(true);
    expect(withPhoneList(full, phoneList(full).toReversed())).toBe(full);
    expect(LIMITS.widgets).toBeLessThan(600);
  });
});

describe("resetPhone", () => {
  it("goes back to what the desktop says", () => {
    const own = withPhoneList(layout([a, b]), phoneList(layout([a, b])).slice(1));
    expect(resetPhone(own)).toEqual(layout([a, b]));
  });
});
