import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { hostileJson, json, layouts, widgets } from "./arbitrary.testing.ts";
import { catalog } from "./catalog.ts";
import { fits } from "./fits.ts";
import { LayoutShape, SealedLayout, Widget } from "./schema.ts";
import { validateLayout } from "./validate.ts";

const schemas: readonly z.core.$ZodType[] = [Widget, LayoutShape, SealedLayout, ...Object.values(catalog)];

/** Nearly right: a widget with one member replaced, and its config likewise. */
const nearWidget = () =>
  fc
    .tuple(
      widgets(12, 1),
      fc.constantFrom("id", "type", "title", "x", "w", "minW", "locked", "config", "sealed", "extra"),
      fc.constantFrom("items", "text", "face", "url", "to", "seconds", "__proto__"),
      fc.oneof(json(), hostileJson()),
    )
    .map(([[one], key, inConfig, value]) => [
      { ...one, [key]: value },
      { ...one?.config, ...Object.fromEntries([[inConfig, value]]) },
    ]);

const anything = () =>
  fc.oneof(
    nearWidget().map(([one]) => one),
    nearWidget().map(([, config]) => config),
    layouts(),
    json(),
    hostileJson(),
  );

/** The same JSON as another realm would make it, as deep as anybody looks: a quick look is sure of none of it. */
const foreign = (value: unknown, depth = 40): unknown => {
  if (typeof value !== "object" || value === null || depth === 0) return value;
  if (Array.isArray(value)) return value.map((item) => foreign(item, depth - 1));
  const members = Object.entries(value).map(([key, member]) => {
    const plain = { enumerable: true, writable: true, configurable: true };
    return [key, { value: foreign(member, depth - 1), ...plain }] as const;
  });
  return Object.create(Object.create(null), Object.fromEntries(members));
};

describe("fits", () => {
  it("is true only where the schema takes the value", () => {
    fc.assert(
      fc.property(anything(), (value) => {
        for (const schema of schemas)
          if (fits(schema, value)) expect(z.safeParse(schema, value).error).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it("knows every valid widget and config at a glance", () => {
    fc.assert(
      fc.property(widgets(), (list) => {
        for (const one of list) {
          expect(fits(Widget, one)).toBe(true);
          const known = new Map<string, z.core.$ZodType>(Object.entries(catalog)).get(one.type);
          if (known !== undefined) expect(fits(known, one.config)).toBe(true);
        }
      }),
    );
  });

  it("changes no verdict and no word of it", () => {
    fc.assert(
      fc.property(fc.oneof(anything(), fc.array(nearWidget().map(([one]) => one))), (value) => {
        expect(validateLayout(value)).toEqual(validateLayout(foreign(value)));
      }),
      { numRuns: 1000 },
    );
  });

  const Tree = z.looseObject({
    name: z.string(),
    get children() {
      return z.optional(z.array(Tree));
    },
  });
  const foreignSchemas: readonly z.core.$ZodType[] = [
    ...[z.number(), z.nullable(z.string()), z.union([z.string(), z.boolean()]), z.literal("a"), z.null()],
    ...[z.string().check(z.trim()), z.string().check(z.minLength(2)), z.string().check(z.maxLength(1))],
    ...[
      z.string().check(z.regex(/a/g)),
      z.string().check(z.regex(/a/y)),
      z.string().check(z.startsWith("a")),
      z.email(),
      z.coerce.string(),
    ],
    ...[z.int().check(z.gt(0), z.lt(3)), z.int().check(z.multipleOf(2)), z.int32(), z.coerce.boolean()],
    ...[z.array(z.int()).check(z.minLength(2)), z.array(z.optional(z.string())), z.tuple([z.string()])],
    ...[z.record(z.string(), z.string()), z.record(z.string().check(z.maxLength(1)), z.unknown())],
    ...[z.object({ a: z.string() }), z.catchall(z.object({ a: z.string() }), z.string()), Tree],
    ...[z.strictObject({ toString: z.unknown() }), z.strictObject({ a: z._default(z.string(), "x") })],
    ...[z.looseObject({ a: z.string() }).check(z.refine(({ a }) => a === "b"))],
    ...[z.enum({ One: 1, Two: "two" }), z.pipe(z.string(), z.transform(Number)), z.catch(z.int(), 1)],
    ...[z.looseObject({ a: z.exactOptional(z.string()) }), z.array(z.exactOptional(z.string()))],
    ...[z.strictObject({ a: z.exactOptional(z.unknown()) }), z.looseObject({ a: z.optional(z.int()) })],
  ];

  it("is unsure of what it does not know, and never wrong about it", () => {
    const numbers = [0, 1, 2, 3, 1.5, 2 ** 40];
    const texts = ["", "a", "b", "aa", "ba", "two", "One", "😀", " a "];
    const values = [undefined, null, true, ...numbers, ...texts].flatMap((leaf) => [
      ...[leaf, [leaf], [leaf, leaf], [[leaf]]],
      ...[{ a: leaf }, { b: leaf }, { a: leaf, b: leaf }, { name: leaf, children: [{ name: leaf }] }],
    ]);
    for (const schema of foreignSchemas) {
      for (const value of [{}, [], ...values]) {
        if (!fits(schema, value)) continue;
        // Nor does the schema make another value of it.
        expect(z.safeParse(schema, value)).toEqual({ success: true, data: value });
      }
    }
  });
});
