/** Judges the shape of an object: by a quick look where that is enough, else by its schema, which says what is wrong. */
import * as z from "zod/mini";
import { fits } from "./fits.ts";
import { type Found, report, unknownKeys } from "./issues.ts";
import { isPlainObject } from "./weigh.ts";

export type Members = Readonly<Record<string, unknown>>;

/**
 * The value as the schema has it, or undefined and the reasons. The schema sees known keys only, and of some values
 * what is to stand `instead`: it spends more on each key that it does not know than there may be time.
 */
export const parse = <T extends z.core.$ZodObject>(
  schema: T,
  value: unknown,
  {
    path,
    instead,
    found,
  }: { readonly path: string; readonly instead?: (value: Members) => Members; readonly found: Found },
): z.infer<T> | undefined => {
  if (fits(schema, value)) return value as z.infer<T>;
  const { shape } = schema._zod.def;
  if (!isPlainObject(value)) {
    report(z.safeParse(schema, null).error?.issues ?? [], path, "shape", found);
    return undefined;
  }
  const known = Object.keys(shape).filter((key) => Object.hasOwn(value, key));
  const keys = Object.keys(value);
  const isKnown = keys.length === known.length;
  if (!isKnown) found.error(path, "shape", unknownKeys(firstUnknown(keys, shape)));
  const parsed = z.safeParse(schema, {
    ...Object.fromEntries(known.map((key) => [key, value[key]])),
    ...instead?.(value),
  });
  if (!parsed.success) report(parsed.error.issues, path, "shape", found);
  return parsed.success && isKnown ? parsed.data : undefined;
};

const firstUnknown = (keys: readonly string[], shape: object): readonly string[] => {
  const unknown: string[] = [];
  for (const key of keys) {
    if (unknown.length === 5) break;
    if (!Object.hasOwn(shape, key)) unknown.push(key);
  }
  return unknown;
};
