/**
 * A quick look at what is nearly always right: true only where the schema takes the value as it is. False says
 * nothing; then the schema is to be asked, which also has the words for what is wrong.
 *
 * A schema copies all that it reads, and that was most of a validation. This knows the kinds of schema that layouts
 * are made of, and is unsure of any other.
 */
import type * as z from "zod/mini";
import { isPlainObject } from "./weigh.ts";

export const fits = (schema: z.core.$ZodType, value: unknown): boolean => testOf(schema)(value);

type Test = (value: unknown) => boolean;

const unsure: Test = () => false;

/** Made once for each schema, and kept as long as it. */
const tests = new WeakMap<z.core.$ZodType, Test>();

const testOf = (schema: z.core.$ZodType): Test => {
  const made = tests.get(schema);
  if (made !== undefined) return made;
  // A schema that holds itself finds this inside.
  tests.set(schema, unsure);
  const is = testOfType(schema as z.core.$ZodTypes);
  const checks = (schema._zod.def.checks ?? []).map((check) => testOfCheck(check as z.core.$ZodChecks));
  const test = checks.reduce((before, check) => (value) => before(value) && check(value), is);
  tests.set(schema, test);
  return test;
};

const testOfType = ({ _zod: { def, values } }: z.core.$ZodTypes): Test => {
  // A format is a check of its own.
  if ("format" in def) return def.format === "safeint" ? Number.isSafeInteger : unsure;
  switch (def.type) {
    case "unknown":
      return () => true;
    case "boolean":
      return (value) => typeof value === "boolean";
    case "string":
      return (value) => typeof value === "string";
    case "number":
      return Number.isFinite;
    case "enum":
      return (value) => values?.has(value as string) === true;
    case "optional": {
      const is = testOf(def.innerType);
      return (value) => value !== undefined && is(value);
    }
    case "array":
      // A program may hand over a list of a billion holes: what may hold anything is not walked.
      return isBare(def.element, "unknown") ? Array.isArray : testOfList(testOf(def.element));
    case "record":
      return isBare(def.keyType, "string") && isBare(def.valueType, "unknown") ? isPlainObject : unsure;
    case "object":
      return testOfObject(def);
    default:
      return unsure;
  }
};

const testOfList =
  (is: Test): Test =>
  (value) => {
    if (!Array.isArray(value)) return false;
    for (const item of value) if (!is(item)) return false;
    return true;
  };

const isBare = ({ _zod: { def } }: z.core.SomeType, type: string): boolean =>
  def.type === type && (def.checks ?? []).length === 0;

const testOfObject = ({ shape, catchall }: z.core.$ZodObjectDef): Test => {
  const isLoose = catchall !== undefined && isBare(catchall, "unknown");
  if (catchall !== undefined && !isLoose && !isBare(catchall, "never")) return unsure;
  // Of these nobody could say below whether an object has them.
  if (Object.keys(shape).some((key) => key in Object.prototype)) return unsure;
  const members = Object.entries(shape).map(([key, schema]) => ({
    key,
    is: testOf(schema),
    isOptional: schema._zod.def.type === "optional",
  }));
  return (value) => {
    if (!isBareObject(value)) return false;
    let present = 0;
    for (const { key, is, isOptional } of members) {
      const member = value[key];
      if (member !== undefined) {
        if (!is(member)) return false;
        present += 1;
      } else if (!isOptional || (isLoose && key in value)) return false;
    }
    return isLoose || Object.keys(value).length === present;
  };
};

/** One that inherits nothing but what every object does. */
const isBareObject = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const testOfCheck = ({ _zod: { def } }: z.core.$ZodChecks): Test => {
  switch (def.check) {
    case "max_length":
      // Lengths are in code points, which are no more than units, and no less than half as many.
      return (value) => (value as ArrayLike<unknown>).length <= def.maximum;
    case "min_length":
      return (value) => (value as ArrayLike<unknown>).length >= 2 * def.minimum - 1;
    case "greater_than":
      return (value) => (value as number) > (def.value as number) || (def.inclusive && value === def.value);
    case "less_than":
      return (value) => (value as number) < (def.value as number) || (def.inclusive && value === def.value);
    case "string_format": {
      const { pattern } = def;
      const isStateless =
        def.format === "regex" && pattern !== undefined && !pattern.global && !pattern.sticky;
      return isStateless ? (value) => pattern.test(value as string) : unsure;
    }
    default:
      return (def as z.core.$ZodCheckDef).check === "meta" ? () => true : unsure;
  }
};
