import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges } from "./apply.ts";
import { layouts } from "./arbitrary.testing.ts";
import { sides } from "./arbitrary-edits.testing.ts";
import { diff } from "./diff.ts";
import { gestures, plain } from "./gestures.testing.ts";
import { corpus, layout, NO_CORPUS, widget } from "./layout.testing.ts";
import { FORMS } from "./limits.ts";
import { type Conflict, type Merge, merge } from "./merge.ts";
import { resetPhone } from "./phone.ts";
import { overlappingPairs } from "./placement.ts";
import { same } from "./same.ts";
import type { Layout, Widget } from "./schema.ts";
import { validateLayout } from "./validate.ts";

const a = widget({ id: "a", title: "A", config: { text: "base" } });
const b = widget({ id: "b", x: 4 });

/** What a merge says, without what it was given. */
type Said = Omit<Merge, "sides">;

const said = ({ layout, conflicts, placements }: Merge): Said => ({ layout, conflicts, placements });

const merged = (base: readonly Widget[], mine: readonly Widget[], theirs: readonly Widget[]): Said =>
  said(merge({ base: layout(base), mine: layout(mine), theirs: layout(theirs) }));

const clean = (desktop: readonly Widget[]): Said => ({
  layout: layout(desktop),
  conflicts: [],
  placements: [],
});
const kinds = ({ conflicts }: Said) =>
  conflicts.map((one) => (one.kind === "edit" ? `edit ${one.path.join("/")}` : one.kind));

describe("merge, by the table of the contract", () => {
  it("keeps what one side adds", () => {
    expect(merged([a], [a, b], [a])).toEqual(clean([a, b]));
    const c = widget({ id: "c", x: 8 });
    expect(merged([a], [a, b], [a, c])).toEqual(clean([a, b, c]));
  });

  it("takes what one side changes", () => {
    expect(merged([a, b], [{ ...a, title: "New" }, b], [a, { ...b, x: 6 }])).toEqual(
      clean([
        { ...a, title: "New" },
        { ...b, x: 6 },
      ]),
    );
  });

  it("removes what one side removes and the other left alone, moved or resized", () => {
    expect(merged([a, b], [b], [a, b])).toEqual(clean([b]));
    expect(merged([a, b], [b], [{ ...a, y: 9, w: 1 }, b])).toEqual(clean([b]));
    expect(merged([a, b], [{ ...a, y: 9 }, b], [b])).toEqual(clean([b]));
    expect(merged([a, b], [b], [b])).toEqual(clean([b]));
  });

  it.each([{ title: "New" }, { type: "clock" }, { config: { text: "new" } }, { hidden: true }])(
    "asks where one side removes what the other edited: %j",
    (edit) => {
      const edited = { ...a, ...edit };
      const conflict = { kind: "remove-edit", form: "desktop", widgetId: "a", base: a };
      const one = merged([a], [], [edited]);
      expect(one.layout.desktop).toEqual([edited]);
      expect(one.conflicts).toEqual([{ ...conflict, mine: null, theirs: edited }]);
      const other = merged([a], [edited], []);
      expect(other.layout.desktop).toEqual([edited]);
      expect(other.conflicts).toEqual([{ ...conflict, mine: edited, theirs: null }]);
    },
  );

  it("does once what both did alike", () => {
    const both = { ...a, x: 5, title: "New", config: { text: "new" } };
    expect(merged([a, b], [both, b], [both, { ...b, h: 3 }])).toEqual(clean([both, { ...b, h: 3 }]));
  });

  it("lets the later save's place win, and reports it without asking", () => {
    const [left, right] = [
      { ...a, x: 2 },
      { ...a, x: 8, h: 4 },
    ];
    expect(merged([a], [left], [right])).toEqual({
      layout: layout([left]),
      conflicts: [],
      placements: [{ form: "desktop", widgetId: "a", theirs: right }],
    });
  });

  it("reports the widgets whose order both changed, where no place says so", () => {
    const list = (order: string) =>
      [...order].map((id, at) => widget({ id, x: 2 * "abc".indexOf(id), h: at - at + 1 }));
    const { layout, placements, conflicts } = merged(list("abc"), list("bac"), list("cba"));
    expect(layout.desktop.map(({ id }) => id)).toEqual(["b", "a", "c"]);
    expect(conflicts).toEqual([]);
    expect(placements.length).toBeGreaterThan(0);
  });

  it("takes both where they edited different fields, or different keys of the config", () => {
    const mine = { ...a, title: "New", config: { text: "base", tint: "pink" } };
    const theirs = { ...a, hidden: true, config: { text: "theirs" } };
    expect(merged([a], [mine], [theirs])).toEqual(
      clean([{ ...a, title: "New", hidden: true, config: { text: "theirs", tint: "pink" } }]),
    );
  });

  it("asks where both edited one key, and suggests mine", () => {
    const [mine, theirs] = [
      { ...a, config: { text: "mine" } },
      { ...a, config: { text: "theirs" }, title: "T" },
    ];
    expect(merged([a], [mine], [theirs])).toEqual({
      layout: layout([{ ...mine, title: "T" }]),
      conflicts: [
        {
          kind: "edit",
          form: "desktop",
          widgetId: "a",
          path: ["config", "text"],
          base: "base",
          mine: "mine",
          theirs: "theirs",
        },
      ],
      placements: [],
    });
  });

  it("merges a checklist by its items' ids", () => {
    const list = (...items: string[]) =>
      widget({
        type: "checklist",
        config: { items: items.map((text) => ({ id: text[0], text, done: false })) },
      });
    expect(merged([list("1", "2")], [list("1x", "2", "3")], [list("0", "1", "2y")])).toEqual(
      clean([list("0", "1x", "2y", "3")]),
    );
  });

  it("merges one id that both added field by field, and asks where they differ", () => {
    expect(merged([], [a], [a])).toEqual(clean([a]));
    const theirs = { ...a, title: "Other", locked: true };
    const both = merged([], [a], [theirs]);
    expect(both.layout.desktop).toEqual([{ ...a, locked: true }]);
    expect(kinds(both)).toEqual(["edit title"]);
  });

  it("asks where both changed the columns of one form factor", () => {
    const [base, mine, theirs] = [
      { desktop: 12, mobile: 4 },
      { desktop: 24, mobile: 4 },
      { desktop: 16, mobile: 6 },
    ];
    const result = merge({
      base: layout([], { columns: base }),
      mine: layout([], { columns: mine }),
      theirs: layout([], { columns: theirs }),
    });
    expect(said(result)).toEqual({
      layout: layout([], { columns: mine }),
      conflicts: [{ kind: "columns", base, mine, theirs }],
      placements: [],
    });
  });

  it("fits widgets into the columns that the other side left", () => {
    const narrow = layout([a], { columns: { desktop: 6, mobile: 4 } });
    const { layout: result, conflicts } = merge({
      base: layout([a]),
      mine: narrow,
      theirs: layout([a, widget({ id: "b", x: 8, w: 4 })]),
    });
    expect(conflicts).toEqual([]);
    expect(result.desktop[1]).toMatchObject({ x: 2, w: 4 });
    expect(validateLayout(result)).toMatchObject({ valid: true, warnings: [] });
  });

  it("pushes apart what the two sides put into one place", () => {
    const [mine, theirs] = [widget({ id: "m", y: 2 }), widget({ id: "n", y: 3 })];
    expect(merged([a], [a, mine], [a, theirs])).toEqual(clean([a, mine, { ...theirs, y: 4 }]));
  });

  it("asks about the whole widget where one side made it something else and the other edited its config", () => {
    const foreign = widget({ type: "chart", config: { items: 1 } });
    const list = widget({ type: "checklist" });
    for (const [mine, theirs] of [
      [list, { ...foreign, config: { items: 2 } }],
      [{ ...foreign, config: { items: 2 } }, list],
    ] as const) {
      const result = merged([foreign], [mine], [theirs]);
      expect(kinds(result)).toEqual(["edit "]);
      expect(result.layout.desktop).toEqual([mine]);
    }
    const sealed = merged(
      [a],
      [{ ...a, config: {}, sealed: "jwe" }],
      [{ ...a, config: { ...a.config, tint: "pink" } }],
    );
    expect(kinds(sealed)).toEqual(["edit "]);
    expect(validateLayout(sealed.layout).valid).toBe(true);
  });
});

describe("merge of a widget that both made something else", () => {
  it("takes both edits where they go together, and asks about the whole where they don't", () => {
    const foreign = widget({ type: "chart", config: { face: 1, date: 1 } });
    const clock = (config: Widget["config"]) => widget({ type: "clock", config });
    expect(merged([foreign], [clock({ seconds: true })], [clock({ hour12: true })])).toEqual(
      clean([clock({ seconds: true, hour12: true })]),
    );
    const clash = merged([foreign], [clock({ face: "analog" })], [clock({ face: "digital" })]);
    expect(kinds(clash)).toEqual(["edit "]);
    expect(clash.layout.desktop).toEqual([clock({ face: "analog" })]);
    expect(
      kinds(merged([a], [{ ...a, config: {}, sealed: "m" }], [{ ...a, config: {}, sealed: "t" }])),
    ).toEqual(["edit "]);
  });
});

describe("merge without a base", () => {
  const union = (mine: Layout, theirs: Layout) => said(merge({ base: null, mine, theirs }));

  it("unites by id and asks about nothing that is equal", () => {
    expect(union(layout([a]), layout([b]))).toEqual(clean([a, b]));
    expect(union(layout([a, b]), layout([a, b]))).toEqual(clean([a, b]));
  });

  it("makes every difference of a widget a conflict and suggests mine", () => {
    fc.assert(
      fc.property(sides(), ({ mine, theirs }) => {
        const result = union(mine, theirs);
        for (const form of FORMS) {
          for (const one of mine[form]) {
            const other = theirs[form].find(({ id }) => id === one.id);
            const asked = result.conflicts.some(
              (found) => found.kind === "edit" && found.form === form && found.widgetId === one.id,
            );
            expect(asked).toBe(other !== undefined && !same(one, other));
          }
        }
        expect(result.conflicts.some(({ kind }) => kind === "columns")).toBe(
          !same(mine.columns, theirs.columns),
        );
        if (result.conflicts.some(({ kind }) => kind === "columns"))
          expect(result.layout.columns).toEqual(mine.columns);
      }),
    );
  });

  it("asks where only one side has a title, a place or a key", () => {
    const { title, ...untitled } = a;
    expect(kinds(union(layout([untitled]), layout([a])))).toEqual(["edit "]);
    expect(kinds(union(layout([a]), layout([{ ...a, x: 3 }])))).toEqual(["edit "]);
    expect(kinds(union(layout([a]), layout([{ ...a, config: {} }])))).toEqual(["edit "]);
    expect(kinds(union(layout([], { columns: { desktop: 24, mobile: 4 } }), layout([])))).toEqual([
      "columns",
    ]);
  });
});

describe("merge of a widget that is placed twice", () => {
  const phone = { ...a, w: 4 };
  const retitled = { title: "New", config: { text: "new" } };

  it("takes an edit on one device to the phone list that another made meanwhile", () => {
    const base = layout([a]);
    const [edited, arranged] = [layout([{ ...a, ...retitled }]), layout([a], { mobile: [phone] })];
    const wanted = {
      layout: layout([{ ...a, ...retitled }], { mobile: [{ ...phone, ...retitled }] }),
      conflicts: [],
      placements: [],
    };
    expect(said(merge({ base, mine: edited, theirs: arranged }))).toEqual(wanted);
    expect(said(merge({ base, mine: arranged, theirs: edited }))).toEqual(wanted);
  });

  it("does not ask where both made a phone list and only one edited the widget", () => {
    const mine = layout([{ ...a, ...retitled }], { mobile: [{ ...phone, ...retitled }] });
    const result = merge({ base: layout([a]), mine, theirs: layout([a, b], { mobile: [phone] }) });
    expect(said(result)).toEqual({
      layout: { ...mine, desktop: [...mine.desktop, b] },
      conflicts: [],
      placements: [],
    });
  });

  it("keeps the phone's copy where the other device took the widget off the desktop", () => {
    const result = merge({ base: layout([a]), mine: layout([]), theirs: layout([a], { mobile: [phone] }) });
    expect(said(result)).toEqual({ layout: layout([], { mobile: [phone] }), conflicts: [], placements: [] });
  });
});

describe("merge of what people do", { timeout: 30_000 }, () => {
  it("leaves a widget one content on desktop and phone, unless it asks", () => {
    const script = fc.array(gestures(), { maxLength: 4 });
    fc.assert(
      fc.property(layouts(), script, script, (start, forMine, forTheirs) => {
        const base = resetPhone(plain(start));
        const [mine, theirs] = [forMine, forTheirs].map((list) =>
          list.reduce((whole, { run }) => run(whole), base),
        );
        const { layout, conflicts } = merge({ base, mine: mine ?? base, theirs: theirs ?? base });
        fc.pre(conflicts.length === 0);
        for (const { id, type, title, config } of layout.mobile) {
          if (!base.desktop.some((one) => one.id === id)) continue;
          const twin = layout.desktop.find((one) => one.id === id) ?? { type, title, config };
          expect({ type, title, config }).toEqual({
            type: twin.type,
            title: twin.title,
            config: twin.config,
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("the merge laws", { timeout: 30_000 }, () => {
  const runs = { numRuns: 250 };

  it("gives the side that changed, where the other did not, and an equal change once", () => {
    fc.assert(
      fc.property(sides(), ({ base, mine }) => {
        for (const pair of [
          { mine, theirs: base },
          { mine: base, theirs: mine },
          { mine, theirs: structuredClone(mine) },
        ]) {
          const result = merge({ base, ...pair });
          expect(same(result.layout, mine)).toBe(true);
          expect(result).toMatchObject({ conflicts: [], placements: [] });
        }
      }),
    );
    fc.assert(
      fc.property(
        layouts(),
        (one) => void expect(merge({ base: null, mine: one, theirs: one }).layout).toEqual(one),
      ),
    );
  });

  it("gives exactly one side's form factor where the other changed only the other form factor", () => {
    fc.assert(
      fc.property(sides(), ({ base, mine, theirs }) => {
        fc.pre(
          [base, mine, theirs].every(
            ({ mobile, columns }) => mobile.length === 0 && same(columns, base.columns),
          ),
        );
        const result = merge({ base, mine, theirs: { ...base, mobile: [widget({ id: "phone" })] } });
        expect(same(result.layout.desktop, mine.desktop)).toBe(true);
      }),
    );
  });

  it("commutes where it is clean", () => {
    fc.assert(
      fc.property(sides(), ({ base, mine, theirs }) => {
        const one = merge({ base, mine, theirs });
        fc.pre(one.conflicts.length === 0 && one.placements.length === 0);
        const other = merge({ base, mine: theirs, theirs: mine });
        expect(other).toMatchObject({ conflicts: [], placements: [] });
        expect(same(one.layout, other.layout)).toBe(true);
      }),
      runs,
    );
  });

  it("asks the same questions from either side", () => {
    const places = ({ conflicts }: Merge) =>
      conflicts
        .map((one) =>
          JSON.stringify([
            one.kind,
            "form" in one && one.form,
            "widgetId" in one && one.widgetId,
            "path" in one && one.path,
          ]),
        )
        .toSorted();
    fc.assert(
      fc.property(sides(), ({ base, mine, theirs }) => {
        expect(places(merge({ base, mine, theirs }))).toEqual(
          places(merge({ base, mine: theirs, theirs: mine })),
        );
      }),
    );
  });

  it("makes valid layouts of valid layouts, with a base and without", () => {
    fc.assert(
      fc.property(sides(), ({ base, mine, theirs }) => {
        expect(validateLayout(merge({ base, mine, theirs }).layout).errors).toEqual([]);
        expect(validateLayout(merge({ base: null, mine, theirs }).layout).errors).toEqual([]);
      }),
      runs,
    );
  });

  it("makes no overlap that no input had", () => {
    fc.assert(
      fc.property(sides(), fc.boolean(), ({ base, mine, theirs }, based) => {
        const result = merge({ base: based ? base : null, mine, theirs }).layout;
        const inputs = based ? [base, mine, theirs] : [mine, theirs];
        for (const form of FORMS) {
          const known = new Set(inputs.flatMap((one) => [...overlappingPairs(one[form])]));
          expect([...overlappingPairs(result[form])].filter((pair) => !known.has(pair))).toEqual([]);
        }
      }),
      runs,
    );
  });

  it("drops no content edit silently", () => {
    fc.assert(
      fc.property(sides(), ({ base, mine, theirs }) => {
        const result = merge({ base, mine, theirs });
        for (const form of FORMS) expect(lostEdits(form, { base, mine, theirs }, result)).toEqual([]);
      }),
      runs,
    );
  });

  it("changes none of its inputs", () => {
    fc.assert(
      fc.property(sides(), (inputs) => {
        const before = structuredClone(inputs);
        merge(inputs);
        expect(inputs).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });
});

describe("merge of real histories", { timeout: 30_000 }, () => {
  it("takes the next version where nothing happened here", (ctx) => {
    for (const [base, next, where] of steps(corpus() ?? ctx.skip(NO_CORPUS))) {
      const made = applyChanges(base, diff(base, next));
      expect(said(merge({ base, mine: base, theirs: made })), where).toEqual({
        layout: next,
        conflicts: [],
        placements: [],
      });
      expect(same(merge({ base, mine: made, theirs: base }).layout, next), where).toBe(true);
    }
  });

  it("adds an edit of one panel to what the next version did to others, without a question", (ctx) => {
    for (const [base, mine, where] of steps(corpus() ?? ctx.skip(NO_CORPUS))) {
      const untouched = base.desktop.find((one) => mine.desktop.some((other) => same(one, other)));
      if (untouched === undefined) continue;
      const withEdit = (whole: Layout): Layout => ({
        ...whole,
        desktop: whole.desktop.map((one) => (one.id === untouched.id ? { ...one, title: "Elsewhere" } : one)),
      });
      const result = merge({ base, mine, theirs: withEdit(base) });
      expect(result, where).toMatchObject({ conflicts: [], placements: [] });
      expect(same(result.layout, withEdit(mine)), where).toBe(true);
    }
  });

  it("puts the edits of one version together again, whichever device made which panel's", (ctx) => {
    let split = 0;
    for (const [base, next, where] of steps(corpus() ?? ctx.skip(NO_CORPUS))) {
      const edits = diff(base, next).filter(({ kind }) => kind === "edited");
      const [mine, theirs] = [0, 1].map((half) =>
        applyChanges(
          base,
          edits.filter((_, at) => at % 2 === half),
        ),
      );
      const result = merge({ base, mine: mine ?? base, theirs: theirs ?? base });
      expect(result, where).toMatchObject({ conflicts: [], placements: [] });
      expect(same(result.layout, applyChanges(base, edits)), where).toBe(true);
      if (edits.length > 1) split += 1;
    }
    expect(split).toBeGreaterThan(20);
  });
});

/** Each version of each file with the one after it. */
const steps = (files: NonNullable<ReturnType<typeof corpus>>) =>
  files.flatMap(({ name, layouts }) =>
    layouts.slice(1).map((next, at) => [layouts[at] ?? next, next, `${name} ${at}`] as const),
  );

type Sides<T> = { readonly base: T; readonly mine: T; readonly theirs: T };

/** Content that one side edited and the other did not, and that neither the result nor a conflict shows. */
const lostEdits = (
  form: (typeof FORMS)[number],
  { base, mine, theirs }: Sides<Layout>,
  { layout, conflicts }: Merge,
): string[] => {
  const found = (whole: Layout, id: string) => whole[form].find((one) => one.id === id);
  const asked = (id: string) =>
    conflicts.filter((one) => one.kind !== "columns" && one.form === form && one.widgetId === id);
  return base[form].flatMap((before) => {
    const { id } = before;
    const after = found(layout, id);
    return [found(mine, id), found(theirs, id)].flatMap((side, index) => {
      const other = [found(theirs, id), found(mine, id)][index];
      if (side === undefined || same(content(side), content(before))) return [];
      if (after === undefined || other === undefined) return asked(id).length > 0 ? [] : [`${id} went`];
      return lostAt(
        { base: content(before), mine: content(side), theirs: content(other) },
        content(after),
        [],
        asked(id),
      );
    });
  });
};

const content = ({ x, y, w, h, ...rest }: Widget): unknown => rest;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const own = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

const lostAt = (
  { base, mine, theirs }: Sides<unknown>,
  after: unknown,
  path: readonly string[],
  asked: readonly Conflict[],
): string[] => {
  if (same(mine, base) || same(mine, after)) return [];
  if (
    asked.some(
      (one) =>
        one.kind === "remove-edit" ||
        (one.kind === "edit" && one.path.every((part, at) => at >= path.length || String(part) === path[at])),
    )
  ) {
    return [];
  }
  if (isObject(mine) && isObject(theirs)) {
    const keys = new Set([mine, theirs, base].flatMap((one) => (isObject(one) ? Object.keys(one) : [])));
    return [...keys].flatMap((key) =>
      lostAt(
        { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) },
        own(after, key),
        [...path, key],
        asked,
      ),
    );
  }
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    const keyed = (list: unknown) =>
      Array.isArray(list)
        ? Object.fromEntries(list.map((item, at) => [String(own(item, "id") ?? at), item]))
        : {};
    if (same(keyed(mine), keyed(base))) return [];
    return lostAt({ base: keyed(base), mine: keyed(mine), theirs: keyed(theirs) }, keyed(after), path, asked);
  }
  return [path.join("/")];
};
