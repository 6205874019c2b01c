/** Three-way merge of JSON: objects key by key, lists of keyed items by key, lists of equal length by index. */

import { mergeKeyed, ordersClash } from "./merge-keyed.ts";
import { same } from "./same.ts";

/**
 * Where both sides wrote something else; an empty path stands for the whole. A side that has nothing there lacks the
 * member, in memory and on the wire: `null` is a value that somebody wrote.
 *
 * The steps of the path: a text for a member of an object or for an item of a keyed list, a number for the index in
 * any other list.
 */
export type Clash = {
  readonly path: readonly (string | number)[];
  readonly base?: unknown;
  readonly mine?: unknown;
  readonly theirs?: unknown;
};

type Sides = { readonly base: unknown; readonly mine: unknown; readonly theirs: unknown };
type Path = readonly (string | number)[];

/** `undefined` on a side says that it has nothing; `pick` says what stands at a clash, mine unless told. */
export const mergeContent = (
  sides: Sides,
  pick: (clash: Clash) => unknown = ({ mine }) => mine,
): { readonly value: unknown; readonly clashes: readonly Clash[] } => {
  const found: Found = { clashes: [], pick };
  return { value: mergeAt(sides, [], found), clashes: found.clashes };
};

type Found = { readonly clashes: Clash[]; readonly pick: (clash: Clash) => unknown };

const mergeAt = (sides: Sides, path: Path, found: Found): unknown => {
  const { base, mine, theirs } = sides;
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) return theirs;
  const merged = mergeInside(sides, path, found);
  if (merged !== undefined) return merged;
  const clash: Clash = {
    path,
    ...(base === undefined ? {} : { base }),
    ...(mine === undefined ? {} : { mine }),
    ...(theirs === undefined ? {} : { theirs }),
  };
  found.clashes.push(clash);
  return found.pick(clash);
};

/** Part by part, or `undefined` where the parts don't fit. */
const mergeInside = (sides: Sides, path: Path, found: Found): unknown => {
  const { base, mine, theirs } = sides;
  if (isObject(mine) && isObject(theirs)) {
    if (isObject(base)) return mergeObjects({ base, mine, theirs }, path, found);
    return unlessItClashes((trial) => mergeObjects({ base: {}, mine, theirs }, path, trial), found);
  }
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    if (Array.isArray(base)) return mergeLists({ base, mine, theirs }, path, found);
    return unlessItClashes((trial) => mergeLists({ base: [], mine, theirs }, path, trial), found);
  }
  return undefined;
};

/**
 * Of what the base had not, both made something: together if that goes, else it clashes as one. Asked part by part,
 * "as it was before" would leave an item without the parts that make it one.
 */
const unlessItClashes = (attempt: (trial: Found) => unknown, { pick }: Found): unknown => {
  const trial: Found = { clashes: [], pick };
  const merged = attempt(trial);
  return trial.clashes.length === 0 ? merged : undefined;
};

type JsonObject = Readonly<Record<string, unknown>>;

const mergeObjects = (
  { base, mine, theirs }: { base: JsonObject; mine: JsonObject; theirs: JsonObject },
  path: Path,
  found: Found,
): JsonObject => {
  // Own properties only, and fromEntries to define them: a key called `__proto__` is a key like any other.
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return Object.fromEntries(
    keys
      .map((key) => {
        const sides = { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) };
        return [key, mergeAt(sides, [...path, key], found)] as const;
      })
      .filter(([, value]) => value !== undefined),
  );
};

type Lists = {
  readonly base: readonly unknown[];
  readonly mine: readonly unknown[];
  readonly theirs: readonly unknown[];
};

const mergeLists = (lists: Lists, path: Path, found: Found): readonly unknown[] | undefined => {
  const key = sharedKey([...lists.base, ...lists.mine, ...lists.theirs]);
  if (key !== undefined && [lists.base, lists.mine, lists.theirs].every((list) => isUnique(list, key))) {
    const keyOf = (item: unknown) => String((item as JsonObject)[key]);
    const { base, mine, theirs } = lists;
    // A list's order is content. Where both changed it, no order of the union is what anybody wrote.
    if (ordersClash({ base: base.map(keyOf), mine: mine.map(keyOf), theirs: theirs.map(keyOf) }))
      return undefined;
    return mergeKeyed({
      ...lists,
      keyOf,
      mergeItem: ({ base, mine, theirs }) => {
        return mergeAt({ base, mine, theirs }, [...path, keyOf(mine ?? theirs ?? base)], found);
      },
    });
  }
  const { base, mine, theirs } = lists;
  if (base.length !== mine.length || base.length !== theirs.length) return undefined;
  return mine.map((item, index) =>
    mergeAt({ base: base[index], mine: item, theirs: theirs[index] }, [...path, index], found),
  );
};

const KEYS = ["id", "refId", "key", "name"] as const;

const sharedKey = (items: readonly unknown[]): string | undefined =>
  KEYS.find((key) => items.every((item) => isObject(item) && isKey(own(item, key))));

const own = (object: JsonObject, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

const isKey = (value: unknown): boolean => typeof value === "string" || typeof value === "number";

const isUnique = (list: readonly unknown[], key: string): boolean =>
  new Set(list.map((item) => String((item as JsonObject)[key]))).size === list.length;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
