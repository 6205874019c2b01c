/**
 * The order of the keys in equal JSON values, apart from the values. It means nothing as JSON, and it is what two
 * texts of the same value differ by.
 */

/** `path` leads from the whole to one object, by keys and indices. */
export type KeyOrder = { readonly path: readonly (string | number)[]; readonly keys: readonly string[] };

/** What brings `from` to the key order of `to`, which is equal to it as JSON. */
export const keyOrders = (from: unknown, to: unknown): readonly KeyOrder[] => {
  const found: KeyOrder[] = [];
  compare(from, to, [], found);
  return found;
};

/** `path` is shared by the whole walk: it is copied only where something is found. */
const compare = (from: unknown, to: unknown, path: (string | number)[], found: KeyOrder[]): void => {
  if (from === to || !isObject(from) || !isObject(to)) return;
  if (Array.isArray(to)) {
    const list = from as unknown as readonly unknown[];
    for (const [index, item] of to.entries()) compareAt(index, list[index], item, path, found);
    return;
  }
  const keys = presentKeys(to);
  const before = presentKeys(from);
  if (keys.some((key, index) => key !== before[index])) found.push({ path: [...path], keys });
  for (const key of keys) compareAt(key, from[key], to[key], path, found);
};

const compareAt = (
  step: string | number,
  from: unknown,
  to: unknown,
  path: (string | number)[],
  found: KeyOrder[],
): void => {
  if (!isObject(to)) return;
  path.push(step);
  compare(from, to, path, found);
  path.pop();
};

/** The same value with its keys in these orders; of keys that an order does not name, after those that it does. */
export const withKeyOrders = <T>(value: T, orders: readonly KeyOrder[]): T => {
  const root: Branch = { branches: new Map() };
  for (const { path, keys } of orders) {
    let at = root;
    for (const step of path) {
      const next = at.branches.get(step) ?? { branches: new Map() };
      at.branches.set(step, next);
      at = next;
    }
    at.keys = keys;
  }
  return rearranged(value, root) as T;
};

type Branch = { keys?: readonly string[]; readonly branches: Map<string | number, Branch> };

const rearranged = (value: unknown, { keys, branches }: Branch): unknown => {
  if (!isObject(value)) return value;
  const inside = (key: string | number, member: unknown) => {
    const branch = branches.get(key);
    return branch === undefined ? member : rearranged(member, branch);
  };
  if (Array.isArray(value)) return value.map((item, index) => inside(index, item));
  const named = (keys ?? []).filter((key) => Object.hasOwn(value, key));
  const all = new Set([...named, ...Object.keys(value)]);
  // fromEntries defines: a key called `__proto__` is a key like any other.
  return Object.fromEntries([...all].map((key) => [key, inside(key, value[key])]));
};

const presentKeys = (object: Members): readonly string[] => {
  const keys = Object.keys(object);
  return keys.some((key) => object[key] === undefined)
    ? keys.filter((key) => object[key] !== undefined)
    : keys;
};

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === "object" && value !== null;
