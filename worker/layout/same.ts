/** Equal as JSON: key order does not count, array order does; a member that is `undefined` is absent. */
export const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (!Array.isArray(a)) return !Array.isArray(b) && sameMembers(a as Members, b as Members);
  if (!Array.isArray(b) || a.length !== b.length) return false;
  for (const [index, item] of a.entries()) if (!same(item, b[index])) return false;
  return true;
};

// Merging compares whole layouts many times over: to write out both texts for each look cost most of a merge.
const sameMembers = (a: Members, b: Members): boolean => {
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  let present = 0;
  for (const [at, key] of keys.entries()) {
    const value = a[key];
    if (value === undefined) continue;
    present += 1;
    // Own members only: what an object inherits (`constructor`, `__proto__`) nobody wrote. A key in the same place is one.
    if (key !== others[at] && !Object.hasOwn(b, key)) return false;
    if (!same(value, b[key])) return false;
  }
  return present === others.length || present === others.filter((key) => b[key] !== undefined).length;
};

type Members = Readonly<Record<string, unknown>>;
