/** What changed in a list whose entries a person can tell apart: which came, which went, which are different. Pure. */
import { same } from "../../../worker/layout/same.ts";

export type ListChanges = {
  readonly added: readonly unknown[];
  readonly removed: readonly unknown[];
  /** As each was, and as it is. */
  readonly changed: readonly (readonly [was: unknown, is: unknown])[];
};

/** Null where one of them is no list of entries that have an id each. */
export const listChanges = (was: unknown, is: unknown): ListChanges | null => {
  const [before, after] = [byId(was), byId(is)];
  if (before === null || after === null) return null;
  return {
    added: [...after].flatMap(([id, entry]) => (before.has(id) ? [] : [entry])),
    removed: [...before].flatMap(([id, entry]) => (after.has(id) ? [] : [entry])),
    changed: [...after].flatMap(([id, entry]) =>
      before.has(id) && !same(before.get(id), entry) ? [[before.get(id), entry] as const] : [],
    ),
  };
};

const byId = (list: unknown): ReadonlyMap<unknown, unknown> | null => {
  if (!Array.isArray(list)) return null;
  const entries = list.flatMap((entry: unknown) =>
    typeof entry === "object" && entry !== null && "id" in entry ? [[entry.id, entry] as const] : [],
  );
  const map = new Map(entries);
  return map.size === list.length ? map : null;
};
