import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layouts } from "./arbitrary.testing.ts";
import { clipOf, onColumns } from "./clip.ts";
import { layout, widget } from "./layout.testing.ts";
import { readClip } from "./read-clip.ts";
import type { Layout } from "./schema.ts";
import { validateLayout } from "./validate.ts";

const whole = layout([widget({ id: "a" }), widget({ id: "b", x: 6, w: 6 }), widget({ id: "c", y: 9 })]);
const text = (value: unknown) => JSON.stringify(value);
const ready = (value: unknown) => {
  const reading = readClip(text(value));
  if (reading.kind !== "ready") throw new Error(reading.kind);
  return reading;
};

describe("a clip", () => {
  it("is text with a kind, a version, the grid and the chosen widgets", () => {
    expect(clipOf(whole, "desktop", new Set(["c", "a", "gone"]))).toEqual({
      kind: "gridkeep-widgets",
      version: 1,
      columns: 12,
      widgets: [whole.desktop[0], whole.desktop[2]],
    });
  });

  it("takes no sealed widget along, and from a phone the place on the desktop", () => {
    const [a] = whole.desktop;
    const sealed: Layout = {
      ...whole,
      desktop: whole.desktop.map((one) => (one === a ? { ...one, sealed: "x" } : one)),
    };
    expect(clipOf(sealed, "desktop", new Set(["a", "b"])).widgets.map(({ id }) => id)).toEqual(["b"]);
    expect(clipOf(whole, "mobile", new Set(["b"])).widgets).toEqual([whole.desktop[1]]);
  });

  it("comes back as it went, but that copies can be moved and seen", () => {
    const locked = layout([{ ...widget({ id: "a" }), locked: true, hidden: true }]);
    const clip = clipOf(whole, "desktop", new Set(["a", "b"]));
    expect(ready(clip)).toEqual({ kind: "ready", clip, leftOut: 0 });
    expect(ready(clipOf(locked, "desktop", new Set(["a"]))).clip.widgets).toEqual([widget({ id: "a" })]);
  });

  it("keeps side by side what stood side by side on a wider or finer grid", () => {
    const clip = { ...clipOf(whole, "desktop", new Set(["a", "b"])), columns: 24 } as const;
    expect(onColumns(clip, 12).map(({ x, w }) => [x, w])).toEqual([
      [0, 1],
      [3, 3],
    ]);
    expect(onColumns(clip, 24)).toBe(clip.widgets);
  });
});

describe("a pasted text", () => {
  it("may be a whole layout, as it is downloaded or exported", () => {
    const shown = layout([...whole.desktop, { ...widget({ id: "h", y: 20 }), hidden: true }]);
    for (const value of [shown, { format: "gridkeep/1", layout: shown }])
      expect(ready(value).clip.widgets).toEqual(whole.desktop);
    expect(ready({ desktop: [], mobile: [widget({ id: "m", w: 4 })] }).clip.columns).toBe(4);
  });

  it("is brought to the nearest that can be kept, and what can't is counted", () => {
    const bad = [{ id: "x" }, 7, { ...widget({ id: "a" }), w: 99, config: { text: "kept" }, evil: 1 }];
    const { clip, leftOut } = ready({ kind: "gridkeep-widgets", version: 1, columns: 12, widgets: bad });
    expect(leftOut).toBe(2);
    expect(clip.widgets).toHaveLength(1);
    expect(clip.widgets[0]).toMatchObject({ w: 12, config: { text: "kept" } });
    expect(clip.widgets[0]).not.toHaveProperty("evil");
  });

  it.each([
    ["not-json", "hello"],
    ["not-json", ""],
    ["unknown", '{"hello":1}'],
    ["unknown", "[]"],
    ["unknown", "null"],
    ["unknown", '{"kind":"gridkeep-widgets","version":1,"widgets":{}}'],
    ["unknown", '{"kind":"gridkeep-widgets","version":"1","widgets":[]}'],
    ["newer", '{"kind":"gridkeep-widgets","version":2,"panels":[]}'],
    ["nothing", '{"kind":"gridkeep-widgets","version":1,"widgets":[{"id":"a"}]}'],
    ["nothing", '{"desktop":[],"mobile":[]}'],
    ["too-large", " ".repeat(5 * 1024 * 1024)],
  ])("is refused as %s", (kind, pasted) => {
    expect(readClip(pasted).kind).toBe(kind);
  });

  it("never throws, and never gives what a layout can't hold", () => {
    const from = fc.oneof(
      fc.json(),
      fc.jsonValue().map((widgets) => text({ kind: "gridkeep-widgets", version: 1, widgets: [widgets] })),
      layouts().map(text),
    );
    fc.assert(
      fc.property(from, (pasted) => {
        const reading = readClip(pasted);
        if (reading.kind !== "ready") return;
        const { columns, widgets } = reading.clip;
        const held = { desktop: widgets, mobile: [], columns: { desktop: columns, mobile: 4 } };
        expect(validateLayout(held).errors).toEqual([]);
      }),
    );
  });
});
