/**
 * The nearest config that JSON can carry and that its type's schema takes. Drops and cuts, never invents; what is
 * fine stays, key by key.
 */
import type * as z from "zod/mini";
import { type Catalog, configIssues } from "./catalog.ts";
import { LIMITS } from "./limits.ts";
import { nearestText } from "./nearest.ts";
import type { Config } from "./schema.ts";
import { WEB_ADDRESS } from "./web-address.ts";
import { isPlainObject } from "./weigh.ts";

/** How many values may still be looked at: one that is shared at each level is endless long before it is deep. */
export type Budget = { left: number };

/** Twice as many values as any layout has bytes. */
export const newBudget = (): Budget => ({ left: 2 * LIMITS.layoutBytes });

/**
 * Undefined where nothing is left that the schema takes (a built-in type always takes `{}`), or the budget is spent:
 * half a list is not the nearest list.
 */
export const sanitizeConfig = (
  value: unknown,
  type: string,
  { catalog, budget }: { readonly catalog: Catalog; readonly budget: Budget },
): Config | undefined => {
  const carried = isPlainObject(value) ? carry(value, { within: [], budget }) : {};
  if (budget.left < 0) return undefined;
  let config: Config = isPlainObject(carried) ? carried : {};
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const issues = configIssues(catalog, type, config);
    if (issues.length === 0) return config;
    const mended = mend(config, faultTree(issues));
    if (!isPlainObject(mended)) break;
    config = mended;
  }
  return configIssues(catalog, type, {}).length === 0 ? {} : undefined;
};

/** A list is cut, then its items are mended, then all is judged again: built-in types need three. */
const MOST_ROUNDS = 6;

/** What JSON can't carry at all. */
const NOTHING = Symbol("nothing");

/** `within` are the objects around a value, the outermost first. */
type Walk = { readonly within: readonly object[]; readonly budget: Budget };

/** Copies a value as JSON: what can't be carried is left out of objects, and `null` in lists, whose items count. */
const carry = (value: unknown, { within, budget }: Walk): unknown => {
  budget.left -= 1;
  if (budget.left < 0) return NOTHING;
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value === "number") return Number.isFinite(value) ? value : NOTHING;
  if (typeof value !== "object" || within.length === LIMITS.configDepth || within.includes(value))
    return NOTHING;
  const walk = { within: [...within, value], budget };
  if (Array.isArray(value)) return carryItems(value, walk);
  return isPlainObject(value) ? carryMembers(value, walk) : NOTHING;
};

const carryItems = (list: readonly unknown[], walk: Walk): readonly unknown[] => {
  const items: unknown[] = [];
  for (const item of list) {
    const carried = carry(item, walk);
    if (walk.budget.left < 0) break;
    items.push(carried === NOTHING ? null : carried);
  }
  return items;
};

const carryMembers = (object: Config, walk: Walk): Config => {
  const members: [string, unknown][] = [];
  for (const key of Object.keys(object)) {
    const name = key.toWellFormed();
    // A mended key never takes the place of one that was whole.
    if (name !== key && Object.hasOwn(object, name)) continue;
    const carried = carry(object[key], walk);
    if (walk.budget.left < 0) break;
    if (carried !== NOTHING) members.push([name, carried]);
  }
  return Object.fromEntries(members);
};

/** Where the faults are: by path, so that one walk mends them all. */
type Faults = { readonly here: z.core.$ZodIssue[]; readonly inside: Map<PropertyKey, Faults> };

const faultTree = (issues: readonly z.core.$ZodIssue[]): Faults => {
  const root: Faults = { here: [], inside: new Map() };
  for (const issue of issues) {
    let node = root;
    for (const part of issue.path) {
      const next: Faults = node.inside.get(part) ?? { here: [], inside: new Map() };
      node.inside.set(part, next);
      node = next;
    }
    node.here.push(issue);
  }
  return root;
};

/**
 * Cuts and clamps where that helps. What can't be helped takes with it the item or the key of the config that it
 * stands in, and nothing else: half an item would be no item.
 */
const mend = (value: unknown, { here, inside }: Faults, isConfig = true): unknown => {
  let mended = value;
  for (const issue of here) {
    mended = mendHere(mended, issue);
    if (mended === NOTHING) return NOTHING;
  }
  if (inside.size === 0) return mended;
  if (Array.isArray(mended)) {
    return mended
      .map((item, index) => mendInside(item, inside.get(index)))
      .filter((item) => item !== NOTHING);
  }
  if (!isPlainObject(mended)) return NOTHING;
  const members = Object.entries(mended).map(
    ([key, member]) => [key, mendInside(member, inside.get(key))] as const,
  );
  const lacks = [...inside.keys()].some((key) => !Object.hasOwn(Object(value), key));
  const kept = members.filter(([, member]) => member !== NOTHING);
  return isConfig || (kept.length === members.length && !lacks) ? Object.fromEntries(kept) : NOTHING;
};

const mendInside = (value: unknown, faults: Faults | undefined): unknown =>
  faults === undefined ? value : mend(value, faults, false);

const mendHere = (value: unknown, issue: z.core.$ZodIssue): unknown => {
  switch (issue.code) {
    case "too_big":
      // A part of an address leads elsewhere.
      if (typeof value === "string")
        return WEB_ADDRESS.test(value) ? NOTHING : nearestText(value, Number(issue.maximum));
      if (Array.isArray(value)) return value.slice(0, Number(issue.maximum));
      return typeof value === "number" && issue.inclusive ? Number(issue.maximum) : NOTHING;
    case "too_small":
      return typeof value === "number" && issue.inclusive ? Number(issue.minimum) : NOTHING;
    case "unrecognized_keys":
      return isPlainObject(value)
        ? Object.fromEntries(Object.entries(value).filter(([key]) => !issue.keys.includes(key)))
        : NOTHING;
    default:
      return NOTHING;
  }
};
