import { describe, expect, it } from "vitest";
import { layout, widget } from "../../../worker/layout/layout.testing.ts";
import type { Layout } from "../../../worker/layout/schema.ts";
import { applied } from "./command.ts";
import { begin, commandOf, type Gesture, nudged, stepOf, taken } from "./gesture.ts";

const [a, b, c] = [widget({ id: "a" }), widget({ id: "b", x: 2 }), widget({ id: "c", y: 2 })];
const locked = { ...widget({ id: "l", x: 4, h: 3 }), locked: true };
const whole = layout([a, b, c, locked]);
const none: ReadonlySet<string> = new Set();

const held = (kind: Gesture["kind"], lead: string, chosen = none, from: Layout = whole): Gesture => {
  const gesture = begin({ kind, lead, chosen, layout: from });
  if (gesture === null) throw new Error("nothing to hold");
  return gesture;
};
const by = (x: number, y: number, w = 0, h = 0) => ({ x, y, w, h });
const place = ({ desktop }: Layout, id: string) => {
  const one = desktop.find((widgetOf) => widgetOf.id === id);
  return [one?.x, one?.y, one?.w, one?.h];
};

describe("a gesture", () => {
  it("holds one widget, or with one of the chosen all of them but what is locked", () => {
    expect([...held("drag", "a").ids]).toEqual(["a"]);
    expect([...held("lift", "a", new Set(["a", "b", "l"])).ids]).toEqual(["a", "b"]);
    expect([...held("drag", "c", new Set(["a", "b"])).ids]).toEqual(["c"]);
    expect([...held("size", "a", new Set(["a", "b"])).ids]).toEqual(["a"]);
    for (const lead of ["l", "none"])
      expect(begin({ kind: "drag", lead, chosen: none, layout: whole })).toBeNull();
  });

  it("ends in the command that makes true what was shown, whoever moved what meanwhile", () => {
    const gesture = taken(held("drag", "a", new Set(["a", "b"])), by(0, 4));
    expect(applied(whole, commandOf(gesture))).toEqual(gesture.preview);
    const meanwhile = layout([{ ...a, x: 8 }, b, c, locked]);
    expect(place(applied(meanwhile, commandOf(gesture)), "a")).toEqual([0, 4, 2, 2]);
  });

  it("changes nothing where it is taken back to its start", () => {
    const back = taken(taken(held("drag", "a"), by(6, 6)), by(0, 0));
    expect(back.preview).toBe(whole);
    expect(applied(whole, commandOf(back))).toBe(whole);
  });

  it("stays at the last good place while a locked widget is in the way", () => {
    const good = taken(held("drag", "b"), by(0, 1));
    expect(taken(good, by(1, 0))).toBe(good);
  });

  it("is the same gesture for the same place, so that nothing is drawn again", () => {
    const gesture = taken(held("drag", "a"), by(1, 1));
    expect(taken(gesture, by(1, 1))).toBe(gesture);
  });
});

describe("a key press", () => {
  const right = stepOf("ArrowRight", false, 1);

  it("goes on past a locked widget instead of being lost at it", () => {
    expect(place(nudged(held("lift", "b"), right).preview, "b")).toEqual([6, 0, 2, 2]);
  });

  it("is not saved up behind a wall", () => {
    let gesture = held("lift", "c");
    for (let press = 0; press < 5; press += 1) gesture = nudged(gesture, stepOf("ArrowLeft", false, 1));
    expect(place(nudged(gesture, right).preview, "c")).toEqual([1, 2, 2, 2]);
  });

  it("leads the other way on a right-to-left page, and resizes with Shift", () => {
    expect(stepOf("ArrowRight", false, -1)).toEqual(by(-1, 0));
    expect(stepOf("ArrowDown", true, 1)).toEqual(by(0, 0, 0, 1));
    const grown = nudged(held("lift", "a"), stepOf("ArrowDown", true, 1));
    expect([place(grown.preview, "a"), place(grown.preview, "c")]).toEqual([
      [0, 0, 2, 3],
      [0, 3, 2, 2],
    ]);
  });
});
