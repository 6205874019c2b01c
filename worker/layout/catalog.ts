/**
 * The widget types that have a config schema: the built-in ones, and those that an embedder registers. Schemas
 * judge and nothing more; keys that a type does not know are kept, since a newer page may have written them. Titles
 * are what the settings form shows.
 *
 * A catalog is a value: registering gives a new one, and nobody's types leak into somebody else's validation.
 */
import * as z from "zod/mini";
import { fits } from "./fits.ts";
import { LIMITS } from "./limits.ts";
import { type Config, TypeName } from "./schema.ts";
import { DATA_ADDRESS, SECURE_ADDRESS, WEB_ADDRESS } from "./web-address.ts";

const text = (title: string, max: number) => z.string().check(z.maxLength(max), z.meta({ title }));
const flag = (title: string) => z.boolean().check(z.meta({ title }));
const choice = <const T extends readonly string[]>(title: string, values: T) =>
  z.enum(values).check(z.meta({ title }));
const number = (title: string) => z.number().check(z.meta({ title }));
/** Text with a form of its own: `format` tells the settings form which. */
const formed = (title: string, { pattern, format }: { readonly pattern: RegExp; readonly format: string }) =>
  z.string().check(z.regex(pattern), z.maxLength(LIMITS.addressLength), z.meta({ title, format }));

const secureAddress = (title: string) => formed(title, { pattern: SECURE_ADDRESS, format: "secure-address" });

/** Where numbers come from that are not typed in, and how often they are asked for. */
const fromAddress = (whatIsThere: string) => ({
  url: z.optional(formed("Address of JSON", { pattern: DATA_ADDRESS, format: "data-address" })),
  path: z.optional(text(whatIsThere, LIMITS.labelLength)),
  refresh: z.optional(choice("Ask again", ["never", "15s", "1m", "5m", "15m", "1h"])),
});

const ChecklistItem = z.looseObject({
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  text: text("Text", LIMITS.itemLength),
  done: flag("Done"),
});

const LinkItem = z.looseObject({
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  label: text("Label", LIMITS.labelLength),
  url: formed("Address", { pattern: WEB_ADDRESS, format: "web-address" }),
});

export const catalog = {
  clock: z.looseObject({
    face: z.optional(choice("Face", ["digital", "analog"])),
    timeZone: z.optional(text("Time zone", 64)),
    hour12: z.optional(flag("12-hour clock")),
    seconds: z.optional(flag("Show seconds")),
    date: z.optional(flag("Show the date")),
  }),
  notes: z.looseObject({
    text: z.optional(text("Text", LIMITS.notesLength)),
    tint: z.optional(choice("Paper", ["plain", "yellow", "green", "blue", "pink"])),
  }),
  checklist: z.looseObject({
    items: z.optional(z.array(ChecklistItem).check(z.maxLength(500))),
    hideDone: z.optional(flag("Hide finished items")),
  }),
  links: z.looseObject({
    items: z.optional(z.array(LinkItem).check(z.maxLength(200))),
    newTab: z.optional(flag("Open in a new tab")),
  }),
  countdown: z.looseObject({
    to: z.optional(
      z
        .string()
        .check(
          z.regex(/^$|^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/),
          z.meta({ title: "Date and time", format: "date-time" }),
        ),
    ),
    timeZone: z.optional(text("Time zone", 64)),
    label: z.optional(text("What for", LIMITS.labelLength)),
  }),
  metric: z.looseObject({
    label: z.optional(text("What it counts", LIMITS.labelLength)),
    value: z.optional(number("Number")),
    previous: z.optional(number("Number before")),
    unit: z.optional(text("Unit", LIMITS.unitLength)),
    decimals: z.optional(z.int().check(z.gte(0), z.lte(6), z.meta({ title: "Decimal places" }))),
    better: z.optional(choice("Which way is good", ["up", "down", "neither"])),
    ...fromAddress("Where the number is"),
    previousPath: z.optional(text("Where the number before is", LIMITS.labelLength)),
  }),
  chart: z.looseObject({
    kind: z.optional(choice("Drawn as", ["line", "area", "bar", "candlestick"])),
    csv: z.optional(
      z.string().check(z.maxLength(LIMITS.tableLength), z.meta({ title: "Table", format: "table" })),
    ),
    unit: z.optional(text("Unit", LIMITS.unitLength)),
    fromZero: z.optional(flag("Start the scale at zero")),
    ...fromAddress("Where the rows are"),
  }),
  image: z.looseObject({
    url: z.optional(secureAddress("Address of the picture")),
    alt: z.optional(text("What it shows", LIMITS.itemLength)),
    fit: z.optional(choice("How it fits", ["contain", "cover"])),
  }),
  embed: z.looseObject({
    url: z.optional(secureAddress("Address of the page")),
    storage: z.optional(flag("Let the page remember me")),
  }),
} as const;

export type BuiltInType = keyof typeof catalog;
export type ConfigOf<T extends BuiltInType> = z.infer<(typeof catalog)[T]>;

/** Any schema of Zod 4, `zod` or `zod/mini`. It must judge at once (nothing async) and never throw. */
export type ConfigSchema = z.core.$ZodType;

/** Config schemas by widget type. Own keys only: `constructor` is no type. */
export type Catalog = { readonly [type: string]: ConfigSchema };

export const isBuiltIn = (type: string): type is BuiltInType => Object.hasOwn(catalog, type);

/**
 * The catalog with one more type, for `{ catalog }` of the validators. A type of one's own may be registered again.
 * @throws TypeError on a name that no widget can have, a built-in type, or something that is no schema.
 */
export const registerType = (known: Catalog, type: string, schema: ConfigSchema): Catalog => {
  if (!TypeName.safeParse(type).success) {
    throw new TypeError(`registerType: ${JSON.stringify(type)} is not 1 to 64 characters of a-z 0-9 _ . -`);
  }
  if (isBuiltIn(type)) throw new TypeError(`registerType: "${type}" is built in and stays what it is`);
  if (typeof schema !== "object" || schema === null || !("_zod" in schema)) {
    throw new TypeError(`registerType: the schema of "${type}" is no Zod schema`);
  }
  return { ...known, [type]: schema };
};

export const hasSchema = (known: Catalog, type: string): boolean => Object.hasOwn(known, type);

/** What the type's schema finds wrong in a config that JSON can carry. A type without a schema takes anything. */
export const configIssues = (known: Catalog, type: string, config: Config): readonly z.core.$ZodIssue[] => {
  const schema = hasSchema(known, type) ? known[type] : undefined;
  if (schema === undefined || fits(schema, config)) return [];
  const judged = isBuiltIn(type) ? relevantPart(schema, config) : config;
  return z.safeParse(schema, judged).error?.issues ?? [];
};

/**
 * As much of a value as a built-in schema has to look at: no unknown keys, no items far beyond the longest list.
 * A schema spends more on each of a hundred thousand keys that mean nothing to it than a whole validation may take.
 */
const relevantPart = (schema: ConfigSchema, value: unknown): unknown => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "optional":
      return relevantPart(def.innerType, value);
    case "array":
      if (!Array.isArray(value)) return value;
      return value.slice(0, MOST_ITEMS + 1).map((item) => relevantPart(def.element, item));
    case "object":
      if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(
        Object.entries(def.shape)
          .filter(([key]) => Object.hasOwn(value, key))
          .map(([key, inner]) => [key, relevantPart(inner, (value as Config)[key])]),
      );
    default:
      return value;
  }
};

/** No list of a built-in type may be longer. */
const MOST_ITEMS = 500;
