/**
 * Brings a stored layout of any earlier schema to today's, and what no longer passes to the nearest that does. Total
 * on any JSON, idempotent; a valid layout of today comes back as it is, by reference.
 */
import { sanitizeLayout } from "./sanitize.ts";
import type { AnyLayout } from "./schema.ts";

/** Of the layouts that are stored today. Raised, with a step added, when an older one can no longer be read as it is. */
export const SCHEMA_VERSION = 1;

/** @throws RangeError on a schema from the future: what it means nobody here can know. */
export const migrate = (layout: unknown, schema: number): AnyLayout => {
  if (!(schema <= SCHEMA_VERSION))
    throw new RangeError(`migrate: schema ${schema} is newer than ${SCHEMA_VERSION}`);
  const today = STEPS.slice(Math.max(0, schema)).reduce<unknown>((value, step) => step(value), layout);
  // The catalog may have become stricter since, whatever the schema.
  return sanitizeLayout(today);
};

type Step = (value: unknown) => unknown;

/** Schema 0 was a bare list of widgets: the desktop's. */
const wholeLayout: Step = (value) => (Array.isArray(value) ? { desktop: value, mobile: [] } : value);

/** The step at each index leads from the schema of that number to the next. Each is total, and passes over later ones. */
const STEPS = [wholeLayout] as const satisfies readonly Step[] & { readonly length: typeof SCHEMA_VERSION };
