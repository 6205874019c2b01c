import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sides } from "./arbitrary-edits.testing.ts";
import { layout, widget } from "./layout.testing.ts";
import { FORMS } from "./limits.ts";
import { type Choice, type Conflict, type Merge, merge } from "./merge.ts";
import { overlappingPairs } from "./placement.ts";
import { type Choices, conflictKey, resolve, resolveWhole } from "./resolve.ts";
import { same } from "./same.ts";
import type { Layout, Widget } from "./schema.ts";
import { validateLayout } from "./validate.ts";

const CHOICES = ["mine", "theirs", "base"] as const;

const merged = (base: readonly Widget[], mine: readonly Widget[], theirs: readonly Widget[]): Merge =>
  merge({ base: layout(base), mine: layout(mine), theirs: layout(theirs) });

const all = ({ conflicts }: Merge, choice: Choice): Choices =>
  Object.fromEntries(conflicts.map((one) => [conflictKey(one), choice]));

/** The desktop when every conflict is settled by this side. */
const settled = (question: Merge, choice: Choice) => resolve(question, all(question, choice)).desktop;

const a = widget({ id: "a", title: "A", config: { text: "base" } });

describe("resolve, for each kind of conflict", () => {
  const titled = (title: string, text: string) => ({ ...a, title, config: { text } });

  it("takes a side for each key, and leaves what nobody chose at the suggestion", () => {
    const question = merged([a], [titled("Mine", "mine")], [titled("Theirs", "theirs")]);
    expect(question.conflicts.map(conflictKey)).toEqual(["/desktop/a/config/text", "/desktop/a/title"]);
    const choices = { "/desktop/a/title": "theirs", "/desktop/b/title": "base" } as const;
    expect(resolve(question, choices).desktop).toEqual([titled("Theirs", "mine")]);
    expect(settled(question, "theirs")).toEqual([titled("Theirs", "theirs")]);
    expect(settled(question, "base")).toEqual([a]);
    expect(resolve(question, {})).toEqual(question.layout);
  });

  it("takes away what the chosen side had not", () => {
    const { title, ...untitled } = a;
    const question = merged([a], [untitled], [{ ...a, title: "Theirs" }]);
    expect(question.layout.desktop).toEqual([untitled]);
    expect(settled(question, "theirs")).toEqual([{ ...a, title: "Theirs" }]);
    expect(settled(merged([a], [{ ...a, title: "Mine" }], [untitled]), "theirs")).toEqual([untitled]);
  });

  it("puts items of a keyed list back where they stood", () => {
    const list = (...items: string[]) =>
      widget({
        type: "checklist",
        config: { items: items.map((text) => ({ id: text[0], text, done: false })) },
      });
    const question = merged(
      [list("1", "2", "3", "4")],
      [list("0", "1", "4")],
      [list("1", "2x", "3x", "4", "5")],
    );
    expect(question.conflicts.map(conflictKey)).toEqual([
      "/desktop/a/config/items/2",
      "/desktop/a/config/items/3",
    ]);
    expect(settled(question, "theirs")).toEqual([list("0", "1", "2x", "3x", "4", "5")]);
    expect(settled(question, "base")).toEqual([list("0", "1", "2", "3", "4", "5")]);
    expect(settled(question, "mine")).toEqual([list("0", "1", "4", "5")]);
    expect(resolve(question, { "/desktop/a/config/items/3": "theirs" }).desktop).toEqual([
      list("0", "1", "3x", "4", "5"),
    ]);
  });

  it("takes a side for one index of a plain list, and for a list that clashes whole", () => {
    const chart = (...points: number[]) => widget({ type: "chart", config: { points } });
    const byIndex = merged([chart(1, 1, 1)], [chart(2, 1, 2)], [chart(3, 3, 1)]);
    expect(byIndex.conflicts.map(conflictKey)).toEqual(["/desktop/a/config/points/0"]);
    expect(settled(byIndex, "theirs")).toEqual([chart(3, 3, 2)]);
    const whole = merged([chart(1)], [chart(1, 2)], [chart()]);
    expect(settled(whole, "theirs")).toEqual([chart()]);
    expect(settled(whole, "base")).toEqual([chart(1)]);
  });

  it("keeps or removes a widget that one side removed and the other edited", () => {
    const edited = { ...a, title: "New", y: 3 };
    for (const [question, gone, kept] of [
      [merged([a], [], [edited]), "mine", "theirs"],
      [merged([a], [edited], []), "theirs", "mine"],
    ] as const) {
      expect(question.conflicts.map(conflictKey)).toEqual(["/desktop/a"]);
      expect(settled(question, gone)).toEqual([]);
      expect(settled(question, kept)).toEqual([edited]);
      expect(settled(question, "base")).toEqual([a]);
    }
  });

  it("takes a side for a widget that clashes whole, in the place where both left it", () => {
    const [foreign, list] = [widget({ type: "chart", config: { items: 1 } }), widget({ type: "checklist" })];
    const question = merged([foreign], [{ ...list, y: 7 }], [{ ...foreign, config: { items: 2 } }]);
    expect(question.conflicts.map(conflictKey)).toEqual(["/desktop/a"]);
    expect(settled(question, "theirs")).toEqual([{ ...foreign, y: 7, config: { items: 2 } }]);
    expect(settled(question, "base")).toEqual([{ ...foreign, y: 7 }]);
  });

  it("gives back the open config, not an empty one, where both sealed it and neither is wanted", () => {
    const sealed = (jwe: string) => ({ ...a, config: {}, sealed: jwe });
    const question = merged([a], [sealed("m")], [sealed("t")]);
    expect(settled(question, "base")).toEqual([a]);
    expect(settled(question, "theirs")).toEqual([sealed("t")]);
  });

  it("removes a widget that both added where it is to be as it was before", () => {
    const question = merged([], [widget({ type: "chart" })], [widget({ type: "clock" })]);
    expect(settled(question, "base")).toEqual([]);
    expect(settled(question, "theirs")).toEqual([widget({ type: "clock" })]);
  });

  it("takes a side's columns, with widgets as wide as those allow", () => {
    const wide = widget({ id: "b", x: 20, w: 4 });
    const at = (desktop: number, widgets: readonly Widget[]) =>
      layout(widgets, { columns: { desktop, mobile: 4 } });
    const question = merge({
      base: at(24, [wide]),
      mine: at(6, [{ ...wide, x: 2 }]),
      theirs: at(48, [wide]),
    });
    expect(question.conflicts.map(conflictKey)).toEqual(["/columns"]);
    expect(resolve(question, { "/columns": "theirs" })).toEqual(at(48, [{ ...wide, x: 2 }]));
    expect(resolve(question, { "/columns": "base" }).columns).toEqual({ desktop: 24, mobile: 4 });
    const unsaid = merge({ base: layout([]), mine: at(6, []), theirs: at(48, []) });
    expect(resolve(unsaid, { "/columns": "base" })).toEqual(layout([]));
  });

  it("takes a side's widget, place and all, where there is no base, and keeps mine where `base` is chosen", () => {
    const theirs = { ...a, x: 4, title: "Theirs" };
    const question = merge({ base: null, mine: layout([a]), theirs: layout([theirs]) });
    expect(settled(question, "theirs")).toEqual([theirs]);
    expect(settled(question, "base")).toEqual([a]);
  });

  it("makes room for a widget that comes back", () => {
    const mine = [widget({ id: "b", y: 1 })];
    const question = merged([a], mine, [{ ...a, title: "New" }]);
    expect(settled(question, "theirs")).toEqual([
      { ...mine[0], y: 2 },
      { ...a, title: "New" },
    ]);
    expect(settled(question, "mine")).toEqual(mine);
  });

  it("takes nonsense for no choice", () => {
    const question = merged([a], [titled("Mine", "mine")], [titled("Theirs", "mine")]);
    for (const nonsense of [
      { "/desktop/a/title": "both" },
      { "": "mine" },
      JSON.parse('{"__proto__":"base"}'),
      [],
    ])
      expect(resolve(question, nonsense as Choices)).toEqual(question.layout);
  });
});

describe("conflictKey", () => {
  it("tells all conflicts of a merge apart, and is the same from either side", () => {
    fc.assert(
      fc.property(sides(), fc.boolean(), ({ base, mine, theirs }, based) => {
        const keys = (inputs: Pick<Merge["sides"], "mine" | "theirs">) =>
          merge({ base: based ? base : null, ...inputs })
            .conflicts.map(conflictKey)
            .toSorted();
        const found = keys({ mine, theirs });
        expect(new Set(found).size).toBe(found.length);
        expect(keys({ mine: theirs, theirs: mine })).toEqual(found);
      }),
    );
  });

  it("escapes keys as RFC 6901 does", () => {
    const odd = (n: number) => widget({ type: "chart", config: { "a/b~": n } });
    expect(merged([odd(1)], [odd(2)], [odd(3)]).conflicts.map(conflictKey)).toEqual([
      "/desktop/a/config/a~1b~0",
    ]);
  });
});

describe("the laws of resolving", { timeout: 30_000 }, () => {
  const runs = { numRuns: 250 };
  const question = () =>
    fc
      .tuple(sides(), fc.boolean(), fc.infiniteStream(fc.constantFrom(...CHOICES, undefined)))
      .map(([{ base, mine, theirs }, isTwoWay, picks]) => {
        const asked = merge({ base: isTwoWay ? null : base, mine, theirs });
        const choices = asked.conflicts.map((one) => [conflictKey(one), picks.next().value] as const);
        const made = choices.filter((entry): entry is [string, Choice] => entry[1] !== undefined);
        return { asked, choices: Object.fromEntries(made) as Choices };
      });

  it("gives the suggestion where nothing is chosen, and where mine is, but for what mine removed", () => {
    fc.assert(
      fc.property(question(), ({ asked }) => {
        expect(resolve(asked, {})).toEqual(asked.layout);
        const removed = asked.conflicts.some((one) => one.kind === "remove-edit" && one.mine === null);
        if (!removed) expect(resolve(asked, all(asked, "mine"))).toEqual(asked.layout);
      }),
      runs,
    );
  });

  it("puts the chosen side's value wherever it was chosen", () => {
    fc.assert(
      fc.property(question(), ({ asked, choices }) => {
        const result = resolve(asked, choices);
        for (const conflict of asked.conflicts) {
          const choice = choices[conflictKey(conflict)];
          if (choice === undefined || (choice === "base" && asked.sides.base === null)) continue;
          // Of a widget or of columns `null` says absent; of anything else it is a value.
          const chosen = conflict.kind === "edit" ? conflict[choice] : (conflict[choice] ?? undefined);
          const wanted = withoutPlace(conflict, chosen);
          expect(same(valueAt(result, conflict), wanted), conflictKey(conflict)).toBe(true);
        }
      }),
      runs,
    );
  });

  it("gives one result whichever side is called mine, where all is chosen and no place was in question", () => {
    const other = { mine: "theirs", theirs: "mine", base: "base" } as const;
    fc.assert(
      fc.property(question(), ({ asked, choices }) => {
        const { base, mine, theirs } = asked.sides;
        fc.pre(asked.placements.length === 0 && base !== null);
        fc.pre(asked.conflicts.every((one) => choices[conflictKey(one)] !== undefined));
        const swapped = Object.entries(choices).map(([key, choice]) => [key, other[choice]]);
        const mirrored = merge({ base, mine: theirs, theirs: mine });
        expect(same(resolve(asked, choices), resolve(mirrored, Object.fromEntries(swapped)))).toBe(true);
      }),
      runs,
    );
  });

  it("makes a valid layout without an overlap that no side had, whatever is chosen", () => {
    fc.assert(
      fc.property(question(), ({ asked, choices }) => {
        const result = resolve(asked, choices);
        expect(validateLayout(result).errors).toEqual([]);
        const { base, mine, theirs } = asked.sides;
        for (const form of FORMS) {
          const inputs = [...(base ? [base] : []), mine, theirs];
          const known = new Set(inputs.flatMap((one) => [...overlappingPairs(one[form])]));
          expect([...overlappingPairs(result[form])].filter((pair) => !known.has(pair))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("resolveWhole", () => {
  it("gives one side as it is, or both with the suggestions", () => {
    const question = merged([a], [{ ...a, title: "Mine" }], [{ ...a, title: "Theirs", hidden: true }]);
    expect(resolveWhole(question, "local")).toBe(question.sides.mine);
    expect(resolveWhole(question, "remote")).toBe(question.sides.theirs);
    expect(resolveWhole(question, "merge").desktop).toEqual([{ ...a, title: "Mine", hidden: true }]);
  });
});

/** What stands in a layout where a conflict is; undefined where nothing does. */
const valueAt = (result: Layout, conflict: Conflict): unknown => {
  if (conflict.kind === "columns") return result.columns;
  const found = result[conflict.form].find(({ id }) => id === conflict.widgetId);
  const path = conflict.kind === "edit" ? conflict.path : [];
  return withoutPlace(conflict, path.reduce<unknown>(step, found));
};

const step = (value: unknown, key: string | number): unknown => {
  if (Array.isArray(value) && typeof key === "string")
    return value.find((item) => ["id", "refId", "key", "name"].some((name) => String(item[name]) === key));
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
};

/** Places are merged apart, and a result makes room. */
const withoutPlace = (conflict: Conflict, value: unknown): unknown => {
  const isWidget =
    conflict.kind === "remove-edit" || (conflict.kind === "edit" && conflict.path.length === 0);
  if (!isWidget || value === undefined) return value;
  const { x, y, w, h, ...content } = value as Widget;
  return content;
};
