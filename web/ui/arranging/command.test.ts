import { describe, expect, it } from "vitest";
import { layout, widget } from "../../../worker/layout/layout.testing.ts";
import { phoneList } from "../../../worker/layout/phone.ts";
import { applied, type Command } from "./command.ts";

const whole = layout([widget({ id: "a" }), widget({ id: "b", x: 2, y: 4 }), widget({ id: "c", x: 6, y: 6 })]);
const ids = (...names: string[]): ReadonlySet<string> => new Set(names);
const places = (command: Command) => applied(whole, command).desktop.map(({ id, x, y }) => [id, x, y]);

describe("a command", () => {
  it("removes a group as one step, from the form it was given on", () => {
    const after = applied(whole, { kind: "remove", form: "desktop", ids: ids("a", "c") });
    expect(after.desktop).toEqual([whole.desktop[1]]);
    const phone = applied(whole, { kind: "remove", form: "mobile", ids: ids("a", "c") });
    expect([phone.desktop, phoneList(phone).map(({ id }) => id)]).toEqual([whole.desktop, ["b"]]);
  });

  it("sends a group to the top as it stands", () => {
    expect(places({ kind: "to-top", ids: ids("b", "c") })).toEqual([
      ["a", 0, 0],
      ["b", 2, 0],
      ["c", 6, 2],
    ]);
  });

  it("moves a group by so many units, and leaves the others", () => {
    expect(places({ kind: "shift", ids: ids("b", "c"), by: { x: 1, y: 1, w: 0, h: 0 } })).toEqual([
      ["a", 0, 0],
      ["b", 3, 5],
      ["c", 7, 7],
    ]);
  });

  it("orders and sizes the phone's list without touching the desktop", () => {
    const ordered = applied(whole, { kind: "reorder", id: "c", to: 0 });
    expect(phoneList(ordered).map(({ id }) => id)).toEqual(["c", "a", "b"]);
    const taller = applied(whole, { kind: "height", id: "b", h: 7 });
    expect(phoneList(taller).map(({ h }) => h)).toEqual([2, 7, 2]);
    expect([ordered.desktop, taller.desktop]).toEqual([whole.desktop, whole.desktop]);
  });

  it("is no change where there is nothing to do", () => {
    const nothing: readonly Command[] = [
      { kind: "remove", form: "desktop", ids: ids("none") },
      { kind: "remove", form: "mobile", ids: ids() },
      { kind: "to-top", ids: ids("a", "b") },
      { kind: "place", boxById: new Map() },
      { kind: "duplicate", form: "desktop", copyIdById: new Map() },
      { kind: "insert", form: "desktop", widgets: [], near: undefined },
      { kind: "reorder", id: "a", to: 0 },
      { kind: "height", id: "a", h: 2 },
    ];
    for (const command of nothing) expect(applied(whole, command)).toBe(whole);
  });
});
