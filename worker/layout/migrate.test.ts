import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileJson, json, layouts, widgets } from "./arbitrary.testing.ts";
import { corpus, layout, NO_CORPUS, widget } from "./layout.testing.ts";
import { migrate, SCHEMA_VERSION } from "./migrate.ts";
import { validateLayout } from "./validate.ts";

const anything = () => fc.oneof(json(), hostileJson(), layouts(), widgets());
const pastSchema = () => fc.integer({ min: 0, max: SCHEMA_VERSION });

describe("migrate", () => {
  it("makes a layout of schema 0, a bare list, the desktop's", () => {
    expect(migrate([widget()], 0)).toEqual(layout([widget()]));
    expect(migrate([], 0)).toEqual(layout());
    fc.assert(
      fc.property(widgets(), (list) => void expect(migrate(list, 0)).toEqual({ desktop: list, mobile: [] })),
    );
  });

  it("gives back a valid layout of today as it is", () => {
    fc.assert(fc.property(layouts(), (one) => void expect(migrate(one, SCHEMA_VERSION)).toBe(one)));
    const sealed = { sealed: "e30..aXY.b25l.dGFn" };
    for (let schema = 0; schema <= SCHEMA_VERSION; schema += 1) expect(migrate(sealed, schema)).toBe(sealed);
  });

  it("gives back every version of the real histories as it is", (ctx) => {
    for (const { layouts } of corpus() ?? ctx.skip(NO_CORPUS)) {
      for (const one of layouts) expect(migrate(one, SCHEMA_VERSION)).toBe(one);
    }
  });

  it("mends what today's catalog refuses, and nothing else", () => {
    const [good, bad] = [
      widget({ id: "good" }),
      widget({ id: "bad", type: "clock", config: { face: "sun", date: true } }),
    ];
    expect(migrate(layout([good, bad]), SCHEMA_VERSION)).toEqual(
      layout([good, { ...bad, config: { date: true } }]),
    );
  });

  it("makes a valid layout of any JSON and any schema so far, and the same again of what it made", () => {
    fc.assert(
      fc.property(anything(), pastSchema(), pastSchema(), (value, schema, other) => {
        const migrated = migrate(value, schema);
        expect(validateLayout(migrated).errors).toEqual([]);
        expect(migrate(migrated, SCHEMA_VERSION)).toBe(migrated);
        // Told a schema too old, a layout of today is still what it is.
        expect(migrate(migrated, other)).toBe(migrated);
      }),
      { numRuns: 500 },
    );
  });

  it.each([SCHEMA_VERSION + 1, Number.POSITIVE_INFINITY, Number.NaN])("throws at schema %d", (schema) => {
    expect(() => migrate(layout(), schema)).toThrow(RangeError);
  });
});
