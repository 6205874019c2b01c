import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layouts } from "./arbitrary.testing.ts";
import { addWidget, editWidget, placeWidget, removeWidget, reorderPhone, resizePhone, tidy } from "./edit.ts";
import { type Gesture, gestures, plain } from "./gestures.testing.ts";
import { layout, widget } from "./layout.testing.ts";
import { LIMITS } from "./limits.ts";
import { phoneList, resetPhone } from "./phone.ts";
import { overlappingPairs } from "./placement.ts";
import type { Widget } from "./schema.ts";
import { validateLayout } from "./validate.ts";

const [a, b] = [widget({ id: "a" }), widget({ id: "b", x: 4 })];
const ids = (list: readonly Widget[]) => list.map(({ id }) => id);

const places = (list: readonly Widget[]) => list.map(({ title, config, type, sealed, ...place }) => place);

describe("gestures, in any sequence", { timeout: 30_000 }, () => {
  it("give valid layouts, touch one form factor's places only, and make no overlap", () => {
    fc.assert(
      fc.property(layouts(), fc.array(gestures(), { maxLength: 6 }), (start, sequence) => {
        let whole = plain(start);
        for (const { on, run } of sequence) {
          const after = run(whole);
          expect(validateLayout(after).errors).toEqual([]);
          if (on === "desktop") expect(after.mobile).toBe(whole.mobile);
          if (on === "mobile") expect(after.desktop).toBe(whole.desktop);
          if (on === "both") {
            expect(places(after.desktop)).toEqual(places(whole.desktop));
            expect(places(after.mobile)).toEqual(places(whole.mobile));
          }
          if (on === "desktop") {
            const known = overlappingPairs(whole.desktop);
            expect([...overlappingPairs(after.desktop)].filter((pair) => !known.has(pair))).toEqual([]);
          }
          expect(after.columns).toEqual(whole.columns);
          whole = after;
        }
      }),
      { numRuns: 300 },
    );
  });

  it("save no derived list: without a gesture on the phone the layout has none", () => {
    fc.assert(
      fc.property(layouts(), fc.array(gestures(), { maxLength: 6 }), (start, sequence) => {
        const after = sequence
          .filter(({ on }) => on !== "mobile")
          .reduce((whole, { run }) => run(whole), resetPhone(start));
        expect(after.mobile).toEqual([]);
      }),
    );
  });

  it("give back the same layout where they change nothing", () => {
    const whole = layout([a, b, { ...widget({ id: "l", y: 4 }), locked: true }]);
    const box = { x: 0, y: 0, w: 2, h: 2 };
    const nothing: readonly Gesture["run"][] = [
      (one) => placeWidget(one, "none", box),
      (one) => placeWidget(one, "a", box),
      (one) => placeWidget(one, "a", { ...box, x: -3 }),
      (one) => placeWidget(one, "a", { ...box, x: NaN }),
      (one) => placeWidget(one, "l", { ...box, y: 9 }),
      (one) => reorderPhone(one, "none", 0),
      (one) => reorderPhone(one, "a", -2),
      (one) => reorderPhone(one, "a", 0.3),
      (one) => reorderPhone(one, "a", NaN),
      (one) => resizePhone(one, "none", 5),
      (one) => resizePhone(one, "a", 2.2),
      (one) => resizePhone(one, "a", NaN),
      (one) => editWidget(one, "none", { title: "x" }),
      (one) => editWidget(one, "a", { title: "", config: {} }),
      (one) => removeWidget(one, "desktop", "none"),
      (one) => removeWidget(one, "mobile", "none"),
      (one) => addWidget(one, "desktop", { id: "a", type: "clock" }),
      (one) => addWidget(one, "mobile", { id: "a", type: "clock" }),
    ];
    for (const [index, gesture] of nothing.entries()) expect(gesture(whole), `gesture ${index}`).toBe(whole);
    expect(tidy(layout([a, b]))).toEqual(layout([a, b]));
  });
});

describe("addWidget", () => {
  it("takes the first free place of the desktop, wider on a wide grid", () => {
    expect(addWidget(layout([a]), "desktop", { id: "n", type: "clock", title: "T" }).desktop[1]).toEqual(
      widget({ id: "n", type: "clock", title: "T", x: 2, w: 3, h: 3 }),
    );
    const wide = layout([], { columns: { desktop: 24, mobile: 4 } });
    expect(addWidget(wide, "desktop", { id: "n", type: "clock" }).desktop[0]).toMatchObject({ w: 6, h: 3 });
  });

  it("stands at the phone's end, and not on the desktop", () => {
    const after = addWidget(layout([a]), "mobile", { id: "n", type: "clock" });
    expect(after.desktop).toEqual([a]);
    expect(after.mobile).toMatchObject([{ id: "a" }, { id: "n", x: 0, y: 2, w: 4 }]);
  });

  it("gives one id to one widget only, placed or hidden anywhere", () => {
    const whole = layout([{ ...a, hidden: true }], { mobile: [{ ...b, x: 0 }] });
    for (const id of ["a", "b"]) {
      expect(addWidget(whole, "desktop", { id, type: "clock" })).toBe(whole);
      expect(addWidget(whole, "mobile", { id, type: "clock" })).toBe(whole);
    }
  });

  it("does nothing where there is no room left", () => {
    const tall = layout([widget({ w: 12, h: LIMITS.rows })]);
    expect(addWidget(tall, "desktop", { id: "n", type: "clock" })).toBe(tall);
    const full = layout(Array.from({ length: 500 }, (_, at) => widget({ id: `w${at}`, y: 2 * at })));
    expect(addWidget(full, "desktop", { id: "n", type: "clock" })).toBe(full);
  });
});

describe("placeWidget", () => {
  it("stays within the grid and the widget's own limits", () => {
    const limited = layout([{ ...a, minW: 2, maxW: 4, minH: 2, maxH: 3 }]);
    expect(placeWidget(limited, "a", { x: 99, y: -5, w: 9, h: 9 }).desktop[0]).toMatchObject({
      x: 8,
      y: 0,
      w: 4,
      h: 3,
    });
    expect(placeWidget(limited, "a", { x: 3, y: 1, w: 0, h: 0 }).desktop[0]).toMatchObject({
      x: 3,
      y: 1,
      w: 2,
      h: 2,
    });
  });

  it("keeps the height of a very tall widget that is moved", () => {
    const tall = layout([{ ...a, h: 5000 }]);
    expect(placeWidget(tall, "a", { x: 1, y: 0, w: 2, h: 5000 }).desktop[0]).toMatchObject({ x: 1, h: 5000 });
  });

  it("puts nothing over a locked widget, nor pushes it", () => {
    const whole = layout([a, { ...b, locked: true }, widget({ id: "c", x: 8 })]);
    expect(placeWidget(whole, "a", { x: 4, y: 1, w: 2, h: 2 })).toBe(whole);
    const lower = layout([a, b, widget({ id: "l", x: 4, y: 2, locked: true })]);
    expect(placeWidget(lower, "a", { x: 4, y: 0, w: 2, h: 2 }).desktop.map(({ y }) => y)).toEqual([0, 4, 2]);
  });

  it("does nothing where a neighbour would fall off the grid's end", () => {
    const low = layout([a, { ...b, y: LIMITS.rows - 2 }]);
    expect(placeWidget(low, "a", { x: 4, y: LIMITS.rows - 2, w: 2, h: 2 })).toBe(low);
  });
});

describe("tidy", () => {
  it("closes the gaps, and does nothing where the parted widgets would not fit", () => {
    expect(tidy(layout([{ ...a, y: 9 }, b])).desktop).toEqual([a, b]);
    const tall = layout([widget({ id: "a", h: 60_000 }), widget({ id: "b", h: 60_000 })]);
    expect(tidy(tall)).toBe(tall);
  });
});

describe("the phone's gestures", () => {
  it("reorder and resize what is shown", () => {
    const whole = layout([a, b, widget({ id: "c", x: 8 })]);
    expect(ids(phoneList(reorderPhone(whole, "c", 0)))).toEqual(["c", "a", "b"]);
    expect(ids(phoneList(reorderPhone(whole, "a", 99)))).toEqual(["b", "c", "a"]);
    expect(phoneList(resizePhone(whole, "a", 5)).map(({ y }) => y)).toEqual([0, 5, 7]);
  });

  it("leave a locked widget alone", () => {
    const whole = layout([{ ...a, locked: true }, b]);
    expect(reorderPhone(whole, "a", 1)).toBe(whole);
    expect(resizePhone(whole, "a", 9)).toBe(whole);
  });

  it("keep hidden widgets hidden", () => {
    const hidden = removeWidget(layout([a, b]), "mobile", "a");
    expect(ids(phoneList(resizePhone(hidden, "b", 6)))).toEqual(["b"]);
    expect(
      ids(phoneList(reorderPhone(addWidget(hidden, "mobile", { id: "n", type: "clock" }), "n", 0))),
    ).toEqual(["n", "b"]);
  });
});

describe("editWidget", () => {
  it("gives a widget its title and config on both form factors, hidden or not", () => {
    const whole = layout([a, b], { mobile: [widget({ id: "b" }), { ...a, y: 2, hidden: true }] });
    const content = { title: "New", config: { text: "new" } };
    expect(editWidget(whole, "a", content)).toEqual(
      layout([{ ...a, ...content }, b], {
        mobile: [widget({ id: "b" }), { ...a, y: 2, hidden: true, ...content }],
      }),
    );
  });

  it("keeps what it is not given, and takes an empty title away", () => {
    const whole = layout([{ ...a, title: "Old", config: { text: "x" } }]);
    expect(editWidget(whole, "a", { config: {} }).desktop[0]).toEqual({ ...a, title: "Old", config: {} });
    expect(editWidget(whole, "a", { title: "" }).desktop[0]).toEqual({ ...a, config: { text: "x" } });
  });

  it("writes no open config beside a sealed one", () => {
    const whole = layout([{ ...a, sealed: "jwe" }]);
    expect(editWidget(whole, "a", { title: "New", config: { text: "x" } }).desktop[0]).toEqual({
      ...a,
      title: "New",
      sealed: "jwe",
    });
  });
});

describe("removeWidget", () => {
  it("takes a widget off one form factor and leaves it on the other", () => {
    const whole = layout([a, b]);
    expect(removeWidget(whole, "desktop", "a")).toEqual(layout([b]));
    const off = removeWidget(whole, "mobile", "a");
    expect(off.desktop).toBe(whole.desktop);
    expect(ids(phoneList(off))).toEqual(["b"]);
    expect(ids(phoneList(removeWidget(reorderPhone(whole, "b", 0), "desktop", "a")))).toEqual(["b", "a"]);
  });
});
