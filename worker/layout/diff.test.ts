import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layouts } from "./arbitrary.testing.ts";
import { sides } from "./arbitrary-edits.testing.ts";
import { diff, summarize, summarizeDiff } from "./diff.ts";
import { reorderPhone } from "./edit.ts";
import { layout, widget } from "./layout.testing.ts";
import { resetPhone } from "./phone.ts";
import { same } from "./same.ts";

const [a, b] = [widget({ id: "a" }), widget({ id: "b", x: 2 })];

describe("diff", () => {
  it("is empty between equal layouts, however their keys are ordered", () => {
    fc.assert(fc.property(layouts(), (one) => void expect(diff(one, structuredClone(one))).toEqual([])));
    expect(
      diff(layout([a]), layout([{ config: {}, h: 2, w: 2, y: 0, x: 0, type: "notes", id: "a" }])),
    ).toEqual([]);
  });

  it("lists a change for whatever makes two layouts differ", () => {
    fc.assert(
      fc.property(
        sides(),
        ({ base, mine }) => void expect(diff(base, mine).length === 0).toBe(same(base, mine)),
      ),
    );
  });

  it("says what a person would say", () => {
    const of = { form: "desktop", widgetId: "a" } as const;
    expect(diff(layout([a]), layout([]))).toEqual([{ kind: "removed", ...of, widget: a }]);
    expect(diff(layout([]), layout([a]))).toEqual([{ kind: "added", ...of, at: 0, widget: a }]);
    expect(diff(layout([a]), layout([{ ...a, x: 5, h: 9 }]))).toEqual([
      { kind: "moved", ...of, from: { x: 0, y: 0 }, to: { x: 5, y: 0 } },
      { kind: "resized", ...of, from: { w: 2, h: 2 }, to: { w: 2, h: 9 } },
    ]);
    const noted = { ...a, config: { text: "hi", tint: null } };
    expect(diff(layout([noted]), layout([{ ...a, title: "New", config: { text: "ho" } }]))).toStrictEqual([
      {
        ...{ kind: "edited", ...of },
        edits: [
          { key: "title", after: "New" },
          { key: "config.text", before: "hi", after: "ho" },
          { key: "config.tint", before: null },
        ],
      },
    ]);
    expect(diff(layout([a, b]), layout([b, a]))).toEqual([
      { kind: "reordered", form: "desktop", order: ["b", "a"] },
    ]);
    expect(diff(layout([]), layout([], { columns: { desktop: 24, mobile: 4 } }))).toEqual([
      { kind: "columns", form: "desktop", from: null, to: 24 },
      { kind: "columns", form: "mobile", from: null, to: 4 },
    ]);
  });

  it("calls what enters or leaves the phone's list while the desktop has it placed, not added or removed", () => {
    const phone = { ...a, w: 4 };
    const of = { form: "mobile", widgetId: "a" } as const;
    const [derived, arranged] = [layout([a]), layout([a], { mobile: [phone] })];
    expect(diff(derived, arranged)).toEqual([{ kind: "placed", ...of, at: 0, widget: phone }]);
    expect(diff(arranged, derived)).toEqual([{ kind: "unplaced", ...of, widget: phone }]);
  });

  it("calls what the desktop loses removed, though the phone keeps it", () => {
    const [both, phoneOnly] = [layout([a], { mobile: [a] }), layout([], { mobile: [a] })];
    expect(diff(both, phoneOnly).map(({ kind }) => kind)).toEqual(["removed"]);
    expect(diff(phoneOnly, both).map(({ kind }) => kind)).toEqual(["added"]);
    expect(diff(phoneOnly, layout()).map(({ kind }) => kind)).toEqual(["removed"]);
    expect(diff(layout(), both).map(({ kind }) => kind)).toEqual(["added", "added"]);
  });

  it("does not call it a reorder when widgets come and go", () => {
    const kinds = diff(layout([a, b]), layout([widget({ id: "c" }), b])).map(({ kind }) => kind);
    expect(kinds).toEqual(["removed", "added"]);
  });

  it("tells another order of keys only beside a real change", () => {
    const turned = { config: {}, h: 2, w: 2, y: 0, x: 0, type: "notes", id: "a" };
    expect(diff(layout([a]), layout([turned]))).toEqual([]);
    expect(diff(layout([a]), layout([turned, b]))).toEqual([
      { kind: "added", form: "desktop", widgetId: "b", at: 1, widget: b },
      { kind: "rekeyed", objects: [{ path: ["desktop", 0], keys: Object.keys(turned) }] },
    ]);
  });

  it("takes a widget or a config key called __proto__ for what it is", () => {
    const config = JSON.parse('{"__proto__":1}');
    const odd = widget({ id: "__proto__", config });
    const of = { form: "desktop", widgetId: "__proto__" } as const;
    expect(diff(layout([]), layout([odd]))).toEqual([{ kind: "added", ...of, at: 0, widget: odd }]);
    expect(diff(layout([{ ...odd, config: {} }]), layout([odd]))).toEqual([
      { kind: "edited", ...of, edits: [{ key: "config.__proto__", after: 1 }] },
    ]);
  });
});

describe("summarize", () => {
  it("counts nothing where nothing changed", () => {
    expect(summarize([])).toEqual({ added: 0, removed: 0, moved: 0, resized: 0, edited: 0 });
  });

  it("is the same of two layouts as of what differs between them", () => {
    fc.assert(
      fc.property(sides(), ({ base, mine }) => {
        expect(summarizeDiff(base, mine)).toEqual(summarize(diff(base, mine)));
      }),
    );
  });

  it("counts a widget once that changed on the desktop and on the phone", () => {
    const moved = { ...a, y: 4, title: "x" };
    const gone = widget({ id: "gone" });
    const changes = diff(
      { desktop: [a, gone], mobile: [a, gone] },
      { desktop: [moved, b], mobile: [moved, b] },
    );
    expect(summarize(changes)).toEqual({ added: 1, removed: 1, moved: 1, resized: 0, edited: 1 });
  });

  it("counts the phone's first arrangement, and its end, as moves", () => {
    const desktop = [a, b, widget({ id: "c", x: 4 })];
    const arranged = reorderPhone(layout(desktop), "c", 0);
    const counts = { added: 0, removed: 0, moved: 3, resized: 0, edited: 0 };
    expect(summarize(diff(layout(desktop), arranged))).toEqual(counts);
    expect(summarize(diff(arranged, resetPhone(arranged)))).toEqual(counts);
  });
});
