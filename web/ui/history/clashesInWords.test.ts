import { describe, expect, it } from "vitest";
import { merge } from "../../../worker/layout/merge.ts";
import { resolve } from "../../../worker/layout/resolve.ts";
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import { choicesOf, clashesInWords, questionsOf } from "./clashesInWords.ts";

const note = (text: string, more: Partial<Widget> = {}): Widget => ({
  ...{ id: "n", type: "notes", x: 0, y: 0, w: 2, h: 2 },
  config: { text },
  ...more,
});
const layout = (...desktop: Widget[]): Layout => ({ desktop, mobile: [] });

const clashes = (base: Layout, mine: Layout, theirs: Layout) => {
  const { layout: merged, conflicts } = merge({ base, mine, theirs });
  return clashesInWords({ conflicts, base, mine, theirs, merged, theirDeviceId: "d", theirTime: "" });
};

describe("clashesInWords", () => {
  it("names the widget, the field and both sides", () => {
    const found = clashes(
      layout(note("old")),
      layout(note("mine", { title: "Plan" })),
      layout(note("theirs")),
    );
    expect(found).toMatchObject([{ widget: "Plan", field: "Text", mine: "mine", theirs: "theirs" }]);
  });

  it("marks what differs in two texts that begin and end alike", () => {
    const [clash] = clashes(
      layout(note("Buy milk")),
      layout(note("Buy oat milk")),
      layout(note("Buy soy milk")),
    );
    expect(clash).toMatchObject({
      ...{ mine: "Buy oat milk", theirs: "Buy soy milk" },
      marked: {
        mine: { before: "Buy ", part: "oat", after: " milk" },
        theirs: { before: "Buy ", part: "soy", after: " milk" },
      },
    });
  });

  it("calls an item of a list by its text, never by its id", () => {
    const list = (...texts: string[]): Layout =>
      layout(note("", { config: { items: texts.map((text) => ({ id: "k3jd9", text, done: false })) } }));
    expect(clashes(list("Eggs"), list("Milk"), list())).toMatchObject([
      { field: "Items · Eggs", mine: "Milk", theirs: "removed" },
    ]);
  });

  it("says who removed what the other one changed", () => {
    expect(clashes(layout(note("old")), layout(note("new")), layout())).toMatchObject([
      { widget: "Notes", mine: "kept, with changes", theirs: "removed" },
    ]);
  });

  it("says where to look in what is drawn: where two texts part", () => {
    const long = "Much that both have in common. ".repeat(30);
    const [clash] = clashes(layout(note(long)), layout(note(`${long}Milk`)), layout(note(`${long}Eggs`)));
    expect(clash).toMatchObject({
      marked: { mine: { part: "Milk" }, theirs: { part: "Eggs" } },
      spots: { mine: { text: `${long}Milk`, index: long.length }, theirs: { index: long.length } },
    });
  });

  it("names the entry whose field clashes, by the name that both knew", () => {
    const list = (...items: object[]): Layout => layout(note("", { config: { items } }));
    const milk = { id: "k3jd9", text: "Milk", done: false };
    const renamed = clashes(list(milk), list({ ...milk, text: "Oat" }), list({ ...milk, text: "Soy" }));
    expect(renamed).toMatchObject([{ field: "Milk · Text", mine: "Oat", theirs: "Soy" }]);
    const gone = clashes(list(milk), list(), list({ ...milk, text: "Soy" }));
    expect(gone).toMatchObject([{ field: "Items · Milk", mine: "removed", theirs: "Soy" }]);
  });

  it("says of two lists what each device did with the one it had", () => {
    const items = ["Milk", "Eggs", "Bread"].map((text, id) => ({ id: `${id}`, text, done: false }));
    const list = (...order: number[]): Layout =>
      layout(note("", { config: { items: order.flatMap((index) => items[index] ?? []) } }));
    expect(clashes(list(0, 1, 2), list(2, 1, 0), list(1, 0, 2))).toMatchObject([
      {
        field: "Items",
        mine: "in another order: Bread, Eggs, Milk",
        theirs: "in another order: Eggs, Milk, Bread",
      },
    ]);
  });

  it("tells once what clashes on desktop and phone alike", () => {
    const both = (text: string): Layout => ({ desktop: [note(text)], mobile: [note(text)] });
    expect(clashes(both("old"), both("mine"), both("theirs"))).toHaveLength(1);
  });
});

describe("the questions of a conflict", () => {
  const both = (text: string, title: string): Layout => {
    const widgets = [note(text, { title }), note(text, { id: "m" })];
    return { desktop: widgets, mobile: widgets };
  };
  const conflictOf = (base: Layout, mine: Layout, theirs: Layout) => {
    const { layout: merged, conflicts } = merge({ base, mine, theirs });
    return { ...{ conflicts, base, mine, theirs, merged }, theirDeviceId: "d", theirTime: "" };
  };
  const conflict = conflictOf(both("old", "Old"), both("mine", "Mine"), both("theirs", "Theirs"));

  it("are one for each widget, with all that clashes in it", () => {
    expect(questionsOf(conflict).map(({ key, clashes: all }) => [key, all.length])).toEqual([
      ["n", 2],
      ["m", 1],
    ]);
  });

  it("are answered on desktop and phone alike, and mine where nobody answered", () => {
    const choices = choicesOf(questionsOf(conflict), new Map([["m", "theirs"]]));
    expect(Object.keys(choices)).toHaveLength(conflict.conflicts.length);
    const decided = resolve({ sides: conflict }, choices);
    for (const form of ["desktop", "mobile"] as const)
      expect(decided[form].map(({ id, title, config }) => [id, title, config["text"]])).toEqual([
        ["n", "Mine", "mine"],
        ["m", undefined, "theirs"],
      ]);
  });
});
