/** Three-way merge of JSON: objects key by key, lists of keyed items by key, lists of equal length by index. */
import { same } from "./canonical.ts";
import { mergeKeyed, ordersClash } from "./merge-keyed.ts";

/** Where both sides wrote something else; an empty path stands for the whole. Absent values are `undefined` here and `null` on the wire. */
export type Clash = {
  readonly path: readonly (string | number)[];
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
};

type Sides = { readonly base: unknown; readonly mine: unknown; readonly theirs: unknown };
type Path = readonly (string | number)[];

export const mergeContent = (
  sides: Sides,
): { readonly value: unknown; readonly clashes: readonly Clash[] } => {
  const clashes: Clash[] = [];
  return { value: mergeAt(sides, [], clashes), clashes };
};

const mergeAt = (sides: Sides, path: Path, clashes: Clash[]): unknown => {
  const { base, mine, theirs } = sides;
  if (same(mine, theirs) || same(base, theirs)) return mine;
  if (same(base, mine)) return theirs;
  if (isObject(mine) && isObject(theirs)) {
    return mergeObjects({ base: isObject(base) ? base : {}, mine, theirs }, path, clashes);
  }
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    const merged = mergeLists({ base: Array.isArray(base) ? base : [], mine, theirs }, path, clashes);
    if (merged !== undefined) return merged;
  }
  clashes.push({ path, base, mine, theirs });
  return mine;
};

type JsonObject = Readonly<Record<string, unknown>>;

const mergeObjects = (
  { base, mine, theirs }: { base: JsonObject; mine: JsonObject; theirs: JsonObject },
  path: Path,
  clashes: Clash[],
): JsonObject => {
  // Own properties only, and fromEntries to define them: a key called `__proto__` is a key like any other.
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return Object.fromEntries(
    keys
      .map((key) => {
        const sides = { base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) };
        return [key, mergeAt(sides, [...path, key], clashes)] as const;
      })
      .filter(([, value]) => value !== undefined),
  );
};

type Lists = {
  readonly base: readonly unknown[];
  readonly mine: readonly unknown[];
  readonly theirs: readonly unknown[];
};

const mergeLists = (lists: Lists, path: Path, clashes: Clash[]): readonly unknown[] | undefined => {
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
        return mergeAt({ base, mine, theirs }, [...path, keyOf(mine ?? theirs ?? base)], clashes);
      },
    });
  }
  const { base, mine, theirs } = lists;
  if (base.length !== mine.length || base.length !== theirs.length) return undefined;
  return mine.map((item, index) =>
    mergeAt({ base: base[index], mine: item, theirs: theirs[index] }, [...path, index], clashes),
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
