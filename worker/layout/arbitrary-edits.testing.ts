/** Arbitrary edits of a layout, and the three sides of a merge that they make. */
import fc from "fast-check";
import { configOf, configs, layouts, types, widgets } from "./arbitrary.testing.ts";
import { columnsOf, FORMS } from "./limits.ts";
import type { Form, Layout, Widget } from "./schema.ts";

type Edit = (layout: Layout) => Layout;
type Change = (widget: Widget) => Widget;

/** One change that leaves a valid layout valid, as some client might make it. */
const edits = (): fc.Arbitrary<Edit> =>
  fc.oneof(
    toOne(setting(fc.record({ x: fc.nat(11), y: fc.nat(8) }))),
    toOne(setting(fc.record({ w: fc.integer({ min: 1, max: 12 }), h: fc.integer({ min: 1, max: 4 }) }))),
    toOne(setting(fc.record({ title: fc.constantFrom("one", "two", "three") }))),
    toOne(setting(fc.record({ hidden: fc.boolean() }))),
    toOne(setting(types.chain((type) => fc.record({ type: fc.constant(type), config: configOf(type) })))),
    toOne(setting(fc.record({ sealed: fc.constantFrom("e1", "e2"), config: fc.constant({}) }))),
    toOne(editedConfig()),
    toList(fc.nat(4).map((pick) => (list) => list.toSpliced(pick, 1))),
    toList(fc.nat(4).map((by) => (list) => [...list.slice(by), ...list.slice(0, by)])),
    toList(
      widgets(2, 1).map((added) => (list) => {
        const taken = new Set(list.map(({ id }) => id));
        return [...list, ...added.filter(({ id }) => !taken.has(id))];
      }),
    ),
    fc.constantFrom({ desktop: 24, mobile: 4 }, { desktop: 6, mobile: 4 }, { desktop: 12, mobile: 1 }).map(
      (columns): Edit =>
        (whole) =>
          fitted({ ...whole, columns }),
    ),
  );

const toList = (change: fc.Arbitrary<(list: readonly Widget[]) => readonly Widget[]>): fc.Arbitrary<Edit> =>
  fc.tuple(fc.constantFrom(...FORMS), change).map(
    ([form, edit]): Edit =>
      (whole) =>
        fitted({ ...whole, [form]: edit(whole[form]) }),
  );

const toOne = (change: fc.Arbitrary<Change>): fc.Arbitrary<Edit> =>
  toList(
    fc.tuple(fc.nat(4), change).map(([pick, edit]) => (list) => {
      const at = pick % Math.max(1, list.length);
      return list.map((one, index) => (index === at ? edit(one) : one));
    }),
  );

const setting = (fields: fc.Arbitrary<Partial<Widget>>): fc.Arbitrary<Change> =>
  fields.map((wanted) => (one) => ({ ...one, ...wanted }));

/** Other keys in the config, valid for the widget's own type. */
const editedConfig = (): fc.Arbitrary<Change> => {
  const byType = [...Object.keys(configs), "panel"].map((type) => [type, configOf(type)] as const);
  return fc.record(Object.fromEntries(byType)).map((wanted) => (one) => {
    const config = Object.hasOwn(wanted, one.type) ? wanted[one.type] : wanted["panel"];
    return { ...one, config: { ...one.config, ...config } };
  });
};

/** Within the columns, and nothing sealed beside an open config. */
const fitted = (whole: Layout): Layout => {
  const within = (form: Form) =>
    whole[form].map(({ sealed, ...one }): Widget => {
      const w = Math.min(one.w, columnsOf(whole, form));
      const place = { w, x: Math.min(one.x, columnsOf(whole, form) - w) };
      const open = sealed === undefined || Object.keys(one.config).length > 0;
      return { ...one, ...place, ...(open ? {} : { sealed }) };
    });
  return { ...whole, desktop: within("desktop"), mobile: within("mobile") };
};

/** A base and two layouts that grew from it, or three that share nothing but names. */
export const sides = (): fc.Arbitrary<{
  readonly base: Layout;
  readonly mine: Layout;
  readonly theirs: Layout;
}> => {
  const script = fc.array(edits(), { minLength: 1, maxLength: 4 });
  const grown = fc.tuple(layouts(), script, script).map(([base, forMine, forTheirs]) => ({
    base,
    mine: forMine.reduce((whole, edit) => edit(whole), base),
    theirs: forTheirs.reduce((whole, edit) => edit(whole), base),
  }));
  return fc.oneof(
    { weight: 4, arbitrary: grown },
    { weight: 1, arbitrary: fc.record({ base: layouts(), mine: layouts(), theirs: layouts() }) },
  );
};
