/**
 * The person's dashboards as a list, kept as a layout: one widget for each, its title the name and its row the place.
 * So names merge, travel and are kept like anything else. Pure; with nothing in the layout there is the first alone.
 */
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import { FIRST_ID, isAddressable } from "./address.ts";

export type Dashboard = {
  readonly id: string;
  /** Null for one that nobody has named. */
  readonly name: string | null;
};

export const NAME_LENGTH = 80;

const TYPE = "dashboard";
const FIRST: readonly Dashboard[] = [{ id: FIRST_ID, name: null }];

/** Never empty. */
export const dashboardsIn = (names: Layout): readonly Dashboard[] => {
  const listed = names.desktop.filter(isEntry).toSorted(inOrder);
  return listed.length === 0 ? FIRST : listed.map(({ id, title }) => ({ id, name: title?.trim() || null }));
};

/** What is no dashboard stays where it is. The same list gives the same layout back. */
export const withDashboards = (names: Layout, list: readonly Dashboard[]): Layout => {
  const before = new Map(names.desktop.filter(isEntry).map((widget) => [widget.id, widget]));
  const entries = list.map(({ id, name }, y) => entryOf(before.get(id), { id, name, y }));
  const isSame = entries.length === before.size && entries.every((one) => before.get(one.id) === one);
  return isSame
    ? names
    : { ...names, desktop: [...names.desktop.filter((one) => !isEntry(one)), ...entries] };
};

/** At the end, or where it is said. Nobody is listed twice. */
export const added = (
  list: readonly Dashboard[],
  dashboard: Dashboard,
  at: number = list.length,
): readonly Dashboard[] =>
  list.some(({ id }) => id === dashboard.id) ? list : list.toSpliced(at, 0, dashboard);

/** In the place of one that is gone, under the name that it had; where that is on no list, as `added`. */
export const replaced = (
  list: readonly Dashboard[],
  gone: string,
  { dashboard, at }: { readonly dashboard: Dashboard; readonly at?: number },
): readonly Dashboard[] =>
  list.some(({ id }) => id === gone)
    ? list.map((one) => (one.id === gone ? { ...dashboard, name: one.name ?? dashboard.name } : one))
    : added(list, dashboard, at);

/** One that is not listed comes in at the end. */
export const renamed = (list: readonly Dashboard[], id: string, name: string): readonly Dashboard[] =>
  added(list, { id, name: null }).map((one) => (one.id === id ? { id, name: tidyName(name) } : one));

export const removed = (list: readonly Dashboard[], id: string): readonly Dashboard[] =>
  list.filter((one) => one.id !== id);

/** By so many places; it stops at the ends. */
export const moved = (list: readonly Dashboard[], id: string, by: number): readonly Dashboard[] => {
  const from = list.findIndex((one) => one.id === id);
  const one = list[from];
  if (one === undefined) return list;
  return list.toSpliced(from, 1).toSpliced(Math.max(0, from + by), 0, one);
};

/** Null where nothing is left of it. */
export const tidyName = (name: string): string | null =>
  name.replace(/\s+/g, " ").trim().slice(0, NAME_LENGTH).trim() || null;

const isEntry = ({ type, id }: Widget): boolean => type === TYPE && isAddressable(id);

/** Two devices may each have put one into the same row. */
const inOrder = (a: Widget, b: Widget): number => a.y - b.y || (a.id < b.id ? -1 : 1);

const entryOf = (before: Widget | undefined, { id, name, y }: Dashboard & { readonly y: number }): Widget => {
  if (before !== undefined && before.y === y && (before.title?.trim() || null) === name) return before;
  const { title: _, ...kept } = before ?? { id, type: TYPE, x: 0, y, w: 1, h: 1, config: {} };
  return { ...kept, y, ...(name === null ? {} : { title: name }) };
};
