import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layouts } from "./arbitrary.testing.ts";
import { sides as edited } from "./arbitrary-edits.testing.ts";
import { layout, widget } from "./layout.testing.ts";
import { columnsOf, FORMS } from "./limits.ts";
import { overlappingPairs } from "./placement.ts";
import { restored } from "./restored.ts";
import { same } from "./same.ts";
import type { Form, Layout, Widget } from "./schema.ts";
import { validateLayout } from "./validate.ts";
import type { Only } from "./wire.ts";

const SEALED = { sealed: "e30..aXY.b25l.dGFn" };
const [a, b, c] = [widget({ id: "a" }), widget({ id: "b", x: 4 }), widget({ id: "c", x: 8 })];
const ids = (list: readonly Widget[]) => list.map(({ id }) => id);
const idsOf = (one: Layout, forms: readonly Form[]) => forms.flatMap((form) => ids(one[form]));

/** The layout that comes of it, where one must. */
const restore = (head: Layout, version: Layout, only: Only | null): Layout => {
  const outcome = restored({ head, version, only });
  if (outcome.kind !== "restored") throw new Error(outcome.kind);
  return outcome.layout as Layout;
};
const desktopWith = (head: readonly Widget[], version: readonly Widget[], ...widgetIds: string[]) =>
  restore(layout(head), layout(version), { widgetIds }).desktop;

/** A head and a version of its past, or of another layout's. */
const sides = () =>
  fc.oneof(
    edited().map(({ base, mine }) => ({ version: base, head: mine })),
    fc.record({ version: layouts(), head: layouts() }),
  );

/** Sides, and parts that at least one of them has. */
const asked = (): fc.Arbitrary<{ head: Layout; version: Layout; only: Only }> =>
  fc.tuple(sides(), fc.constantFrom(undefined, ...FORMS)).chain(([{ head, version }, form]) => {
    const forms = form === undefined ? FORMS : [form];
    const known = [...new Set([...idsOf(head, forms), ...idsOf(version, forms)])];
    const onForm = form === undefined ? {} : { form };
    const some = fc.subarray(known, { minLength: Math.min(1, known.length) });
    return fc.oneof(
      { weight: 3, arbitrary: some.map((widgetIds) => ({ head, version, only: { ...onForm, widgetIds } })) },
      { weight: 1, arbitrary: fc.constant({ head, version, only: { form: form ?? "mobile" } }) },
    );
  });

describe("restored", () => {
  it("is the version itself where all of it is asked for, sealed or open", () => {
    for (const only of [null, {}]) {
      for (const [head, version] of [
        [layout([a]), layout([b])],
        [SEALED, layout([b])],
        [layout([a]), SEALED],
      ] as const) {
        const outcome = restored({ head, version, only });
        expect(outcome.kind === "restored" && outcome.layout).toBe(version);
      }
    }
  });

  it("tells no parts of what is sealed, on either side", () => {
    const parts: readonly Only[] = [{ form: "desktop" }, { widgetIds: ["a"] }];
    for (const only of parts) {
      expect(restored({ head: SEALED, version: layout([a]), only })).toEqual({ kind: "sealed" });
      expect(restored({ head: layout([a]), version: SEALED, only })).toEqual({ kind: "sealed" });
    }
  });

  it("restores one form factor with its columns and leaves the other as it is", () => {
    const head = layout([a], { mobile: [b], columns: { desktop: 24, mobile: 6 } });
    const version = layout([c, a], { mobile: [a], columns: { desktop: 16, mobile: 2 } });
    const result = restore(head, version, { form: "desktop" });
    expect(result).toEqual(layout([c, a], { mobile: [b], columns: { desktop: 16, mobile: 6 } }));
    expect(result.mobile).toBe(head.mobile);
    expect(restore(head, layout([a]), { form: "desktop" }).columns).toEqual({ desktop: 12, mobile: 6 });
    expect(restore(layout([a]), version, { form: "mobile" }).columns).toEqual({ desktop: 12, mobile: 2 });
  });

  it("says no columns where the version said none and both form factors are back at it", () => {
    const head = layout([a], { columns: { desktop: 24, mobile: 4 } });
    expect(restore(head, layout([b]), { form: "desktop" })).toEqual(layout([b]));
  });

  it("brings a widget back as it was, in its place in the list", () => {
    const was = { ...b, y: 3, title: "Then" };
    expect(desktopWith([a, { ...b, title: "Now" }, c], [was], "b")).toEqual([a, was, c]);
  });

  it("takes away a widget that was not there then", () => {
    expect(desktopWith([a, b, c], [a], "b", "a")).toEqual([a, c]);
  });

  it("puts a lost widget after the one that it followed, and past newer ones that read before it", () => {
    const [n1, n2] = [widget({ id: "n1", y: 2 }), widget({ id: "n2", y: 9 })];
    const lost = widget({ id: "lost", x: 4, y: 4 });
    expect(ids(desktopWith([a, c], [a, b, c], "b"))).toEqual(["a", "b", "c"]);
    expect(ids(desktopWith([a, n1, n2, c], [a, lost, c], "lost"))).toEqual(["a", "n1", "lost", "n2", "c"]);
    expect(ids(desktopWith([c, a], [a, b, c], "b"))).toEqual(["c", "a", "b"]);
    expect(ids(desktopWith([n1, n2], [a, lost], "lost", "a"))).toEqual(["a", "n1", "lost", "n2"]);
    expect(ids(desktopWith([c], [a, b, c], "b"))).toEqual(["b", "c"]);
  });

  it("restores a widget on both form factors, or on the one asked for", () => {
    const [then, now] = [layout([a], { mobile: [a] }), layout([], { mobile: [{ ...a, title: "Now" }] })];
    expect(restore(now, then, { widgetIds: ["a"] })).toEqual(then);
    const result = restore(now, then, { form: "desktop", widgetIds: ["a"] });
    expect(result).toEqual(layout([a], { mobile: now.mobile }));
    expect(result.mobile).toBe(now.mobile);
  });

  it("restores nothing where a widget is known to neither side on the form factors asked for", () => {
    const [head, version] = [layout([a], { mobile: [b] }), layout([c])];
    expect(restored({ head, version, only: { widgetIds: ["x", "a", "__proto__", "x"] } })).toEqual({
      kind: "unknown-widgets",
      widgetIds: ["x", "__proto__"],
    });
    expect(restored({ head, version, only: { form: "mobile", widgetIds: ["a", "b", "c"] } })).toEqual({
      kind: "unknown-widgets",
      widgetIds: ["a", "c"],
    });
  });

  it("keeps a restored widget where it was and pushes down what stands there now, locked or not", () => {
    const locked = widget({ id: "n", x: 4, y: 1, locked: true });
    expect(desktopWith([a, locked], [b], "b")).toEqual([a, b, { ...locked, y: 2 }]);
  });

  it("lets widgets lie over each other that did in the version, or do in the head", () => {
    const over = [a, { ...b, x: 1 }];
    expect(desktopWith([], over, "a", "b")).toEqual(over);
    expect(desktopWith([...over, c], [{ ...c, title: "Then" }], "c")).toEqual([
      ...over,
      { ...c, title: "Then" },
    ]);
  });

  it("brings widgets into a head of fewer columns, and parts those that meet there", () => {
    const [left, right] = [widget({ id: "l", x: 12, w: 6 }), widget({ id: "r", x: 18, w: 6 })];
    const version = layout([left, right], { columns: { desktop: 24, mobile: 4 } });
    expect(restore(layout(), version, { widgetIds: ["l", "r"] }).desktop).toEqual([
      { ...left, x: 6 },
      { ...right, x: 6, y: 2 },
    ]);
  });
});

describe("parts restored", { timeout: 30_000 }, () => {
  it("make a valid layout of valid ones, the same one each time", () => {
    fc.assert(
      fc.property(asked(), ({ head, version, only }) => {
        const result = restore(head, version, only);
        expect(validateLayout(result).errors).toEqual([]);
        expect(restore(structuredClone(head), structuredClone(version), only)).toEqual(result);
        const still = stillKnown(only, result, version);
        if (still !== null) expect(restore(result, version, still)).toBe(result);
      }),
      { numRuns: 500 },
    );
  });

  it("are the head itself where they change nothing", () => {
    fc.assert(
      fc.property(asked(), ({ head, version, only }) => {
        const result = restore(head, version, only);
        expect(result === head).toBe(same(result, head));
        expect(restore(head, structuredClone(head), { widgetIds: idsOf(head, FORMS) })).toBe(head);
      }),
    );
  });

  it("are the version's, and all else is the head's, moved down at most", () => {
    fc.assert(
      fc.property(asked(), ({ head, version, only }) => {
        const result = restore(head, version, only);
        for (const form of FORMS) {
          const isAsked = only.form === undefined || only.form === form;
          if (!isAsked) expect(result[form]).toBe(head[form]);
          if (!isAsked || only.widgetIds === undefined) continue;
          const named = new Set(only.widgetIds);
          const then = new Map(version[form].map((one) => [one.id, one]));
          const now = new Map(head[form].map((one) => [one.id, one]));
          const isFitting = [...named].every((id) => reach(then.get(id)) <= columnsOf(head, form));
          for (const one of result[form]) {
            const source = (named.has(one.id) ? then : now).get(one.id);
            if (!named.has(one.id)) expect(one.y).toBeGreaterThanOrEqual(source?.y ?? 0);
            if (named.has(one.id) && !isFitting) expect(contentOf(one)).toEqual(source && contentOf(source));
            else expect({ ...one, y: 0 }).toEqual({ ...source, y: 0 });
            if (named.has(one.id) && isFitting) expect(one.y).toBe(source?.y);
          }
          const wanted = [
            ...ids(head[form]).filter((id) => !named.has(id)),
            ...ids(version[form]).filter((id) => named.has(id)),
          ];
          expect(ids(result[form]).toSorted()).toEqual(wanted.toSorted());
        }
      }),
      { numRuns: 500 },
    );
  });

  it("keep the order of the list, and make no overlap that neither side had", () => {
    fc.assert(
      fc.property(asked(), ({ head, version, only }) => {
        if (only.widgetIds === undefined) return;
        const result = restore(head, version, only);
        for (const form of FORMS) {
          const inHead = new Set(ids(head[form]));
          const stayed = ids(result[form]).filter((id) => inHead.has(id));
          expect(stayed).toEqual(ids(head[form]).filter((id) => stayed.includes(id)));
          const had = new Set([head, version].flatMap((side) => [...overlappingPairs(side[form])]));
          expect([...overlappingPairs(result[form])].filter((pair) => !had.has(pair))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("are the whole version where every widget is named, but for the order and the columns", () => {
    fc.assert(
      fc.property(sides(), ({ head, version }) => {
        const wide = { ...head, columns: { desktop: 24, mobile: 4 } };
        const widgetIds = [...new Set([...idsOf(head, FORMS), ...idsOf(version, FORMS)])];
        const result = restore(wide, version, { widgetIds });
        const byId = (list: readonly Widget[]) => list.toSorted((x, y) => (x.id < y.id ? -1 : 1));
        for (const form of FORMS) expect(byId(result[form])).toEqual(byId(version[form]));
      }),
    );
  });

  it("are the whole version where one form factor is restored after the other", () => {
    fc.assert(
      fc.property(sides(), ({ head, version }) => {
        const half = restore(head, version, { form: "desktop" });
        const result = restore(half, version, { form: "mobile" });
        const { columns: _, ...lists } = result;
        const { columns: __, ...wanted } = version;
        expect(lists).toEqual(wanted);
        for (const form of FORMS) expect(columnsOf(result, form)).toBe(columnsOf(version, form));
      }),
    );
  });
});

/** What can be asked for again: nobody knows the widgets that were taken away. */
const stillKnown = (only: Only, ...sides: readonly Layout[]): Only | null => {
  if (only.widgetIds === undefined) return only;
  const forms = only.form === undefined ? FORMS : [only.form];
  const widgetIds = only.widgetIds.filter((id) => sides.some((one) => idsOf(one, forms).includes(id)));
  return widgetIds.length === 0 ? null : { ...only, widgetIds };
};

const reach = (one: Widget | undefined): number => (one === undefined ? 0 : one.x + one.w);
const contentOf = ({ x, y, w, h, ...content }: Widget) => content;
