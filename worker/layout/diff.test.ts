import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layouts } from "./arbitrary.testing.ts";
import { sides } from "./arbitrary-edits.testing.ts";
import { same } from "./canonical.ts";
import { diff, summarize } from "./diff.ts";
import { layout, widget } from "./layout.testing.ts";

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
    const at = { form: "desktop", widgetId: "a" } as const;
    expect(diff(layout([a]), layout([]))).toEqual([{ kind: "removed", ...at }]);
    expect(diff(layout([]), layout([a]))).toEqual([{ kind: "added", ...at }]);
    expect(diff(layout([a]), layout([{ ...a, x: 5, h: 9 }]))).toEqual([
      { kind: "moved", ...at },
      { kind: "resized", ...at },
    ]);
    expect(diff(layout([a]), layout([{ ...a, title: "New", config: { text: "hi" } }]))).toEqual([
      { kind: "edited", ...at, keys: ["title", "config.text"] },
    ]);
    expect(diff(layout([a, b]), layout([b, a]))).toEqual([{ kind: "reordered", form: "desktop" }]);
    expect(diff(layout([]), layout([], { columns: { desktop: 24, mobile: 4 } }))).toEqual([
      { kind: "columns", form: "desktop" },
      { kind: "columns", form: "mobile" },
    ]);
  });

  it("does not call it a reorder when widgets come and go", () => {
    const kinds = diff(layout([a, b]), layout([widget({ id: "c" }), b])).map(({ kind }) => kind);
    expect(kinds).toEqual(["removed", "added"]);
  });

  it("takes a widget or a config key called __proto__ for what it is", () => {
    const config = JSON.parse('{"__proto__":1}');
    const odd = widget({ id: "__proto__", config });
    expect(diff(layout([]), layout([odd]))).toEqual([
      { kind: "added", form: "desktop", widgetId: "__proto__" },
    ]);
    expect(diff(layout([{ ...odd, config: {} }]), layout([odd]))).toEqual([
      { kind: "edited", form: "desktop", widgetId: "__proto__", keys: ["config.__proto__"] },
    ]);
  });
});

describe("summarize", () => {
  it("counts nothing where nothing changed", () => {
    expect(summarize([])).toEqual({ added: 0, removed: 0, moved: 0, resized: 0, edited: 0 });
  });

  it("counts a widget once that changed on the desktop and on the phone", () => {
    const moved = { ...a, y: 4, title: "x" };
    const changes = diff({ desktop: [a, b], mobile: [a] }, { desktop: [moved], mobile: [moved, b] });
    expect(summarize(changes)).toEqual({ added: 1, removed: 1, moved: 1, resized: 0, edited: 1 });
  });
});
