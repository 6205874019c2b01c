/** What changed in a list whose entries a person can tell apart: which came, which went, which are different. Pure. */
import { same } from "../../../worker/layout/same.ts";

export type ListChanges = {
  readonly added: readonly unknown[];
  readonly removed: readonly unknown[];
  /** Ticked, or no longer, and nothing else. */
  readonly ticked: readonly unknown[];
  readonly unticked: readonly unknown[];
  readonly changed: readonly unknown[];
};

/** Null where one of them is no list of entries that have an id each. */
export const listChanges = (was: unknown, is: unknown): ListChanges | null => {
  const [before, after] = [byId(was), byId(is)];
  if (before === null || after === null) return null;
  const different = [...after].flatMap(([id, entry]) =>
    before.has(id) && !same(before.get(id), entry) ? [{ entry, tick: tickOf(before.get(id), entry) }] : [],
  );
  const ofTick = (wanted: boolean | null): readonly unknown[] =>
    different.flatMap(({ entry, tick }) => (tick === wanted ? [entry] : []));
  return {
    added: [...after].flatMap(([id, entry]) => (before.has(id) ? [] : [entry])),
    removed: [...before].flatMap(([id, entry]) => (after.has(id) ? [] : [entry])),
    ...{ ticked: ofTick(true), unticked: ofTick(false), changed: ofTick(null) },
  };
};

/** What its tick became, where nothing else of it is different. */
const tickOf = (was: unknown, is: unknown): boolean | null => {
  const [before, after] = [Object(was), Object(is)];
  return typeof after.done === "boolean" && same({ ...before, done: after.done }, after) ? after.done : null;
};

const byId = (list: unknown): ReadonlyMap<unknown, unknown> | null => {
  if (!Array.isArray(list)) return null;
  const entries = list.flatMap((entry: unknown) =>
    typeof entry === "object" && entry !== null && "id" in entry ? [[entry.id, entry] as const] : [],
  );
  const map = new Map(entries);
  return map.size === list.length ? map : null;
};
