/**
 * What changed between two valid layouts, in a person's terms and with all that it takes to change one into the
 * other: `applyChanges(a, diff(a, b))` has `b`'s very JSON text. Empty exactly where both are equal as JSON, in
 * whatever order their keys stand.
 */
import { applyChanges } from "./apply.ts";
import { type Change, type ChangeCounts, type Edit, summarize } from "./change.ts";
import { keyOrders } from "./key-order.ts";
import { FORMS } from "./limits.ts";
import { same } from "./same.ts";
import type { Form, Layout, Widget } from "./schema.ts";

export { applyChanges } from "./apply.ts";
export { type Change, type ChangeCounts, summarize } from "./change.ts";

export const diff = (from: Layout, to: Layout): readonly Change[] => {
  const changes = compare(from, to);
  if (changes.length === 0) return [];
  const objects = keyOrders(applyChanges(from, changes), to);
  return objects.length === 0 ? changes : [...changes, { kind: "rekeyed", objects }];
};

/** As `summarize(diff(from, to))`, without a look at the order of keys, which counts for nothing. */
export const summarizeDiff = (from: Layout, to: Layout): ChangeCounts => summarize(compare(from, to));

const compare = (from: Layout, to: Layout): readonly Change[] =>
  from === to
    ? []
    : FORMS.flatMap((form) => [...compareLists(from, to, form), ...compareColumns(from, to, form)]);

const compareLists = (from: Layout, to: Layout, form: Form): readonly Change[] => {
  const [list, next] = [from[form], to[form]];
  if (list.length !== next.length || list.some(({ id }, at) => id !== next[at]?.id))
    return compareChangedLists(from, to, form);
  // As most saves leave it: the same widgets in the same order.
  return next.flatMap((widget, at) => compareWidgets(list[at] ?? widget, widget, form));
};

const compareChangedLists = (from: Layout, to: Layout, form: Form): readonly Change[] => {
  const before = new Map(from[form].map((widget) => [widget.id, widget]));
  const after = new Set(to[form].map(({ id }) => id));
  const [shownBefore, shownAfter] = [shownAnyway(from, form), shownAnyway(to, form)];
  const changes: Change[] = [];
  for (const widget of from[form]) {
    const kind = shownAfter.has(widget.id) ? "unplaced" : "removed";
    if (!after.has(widget.id)) changes.push({ kind, form, widgetId: widget.id, widget });
  }
  for (const [at, widget] of to[form].entries()) {
    const old = before.get(widget.id);
    const kind = shownBefore.has(widget.id) ? "placed" : "added";
    if (old === undefined) changes.push({ kind, form, widgetId: widget.id, at, widget });
    else changes.push(...compareWidgets(old, widget, form));
  }
  const stayed = from[form].filter(({ id }) => after.has(id));
  const order = to[form].map(({ id }) => id).filter((id) => before.has(id));
  if (stayed.some(({ id }, index) => id !== order[index])) changes.push({ kind: "reordered", form, order });
  return changes;
};

/** Ids of the widgets that a form factor shows without listing them. */
const shownAnyway = (layout: Layout, form: Form): ReadonlySet<string> =>
  new Set(form === "mobile" ? layout.desktop.map(({ id }) => id) : []);

const compareColumns = (from: Layout, to: Layout, form: Form): readonly Change[] => {
  const columns = { from: from.columns?.[form] ?? null, to: to.columns?.[form] ?? null };
  return columns.from === columns.to ? [] : [{ kind: "columns", form, ...columns }];
};

const compareWidgets = (from: Widget, to: Widget, form: Form): readonly Change[] => {
  if (same(from, to)) return [];
  const changes: Change[] = [];
  const of = { form, widgetId: to.id };
  if (from.x !== to.x || from.y !== to.y)
    changes.push({ kind: "moved", ...of, from: { x: from.x, y: from.y }, to: { x: to.x, y: to.y } });
  if (from.w !== to.w || from.h !== to.h)
    changes.push({ kind: "resized", ...of, from: { w: from.w, h: from.h }, to: { w: to.w, h: to.h } });
  const edits = [
    ...differing(from, to, (key) => (PLACE.has(key) || key === "config" ? undefined : key)),
    ...differing(from.config, to.config, (key) => `config.${key}`),
  ];
  if (edits.length > 0) changes.push({ kind: "edited", ...of, edits });
  return changes;
};

const PLACE: ReadonlySet<string> = new Set(["x", "y", "w", "h"]);

/** The members that differ; those that `name` leaves without a name are somebody else's. */
const differing = (from: object, to: object, name: (key: string) => string | undefined): Edit[] => {
  const keys = [...Object.keys(to), ...Object.keys(from).filter((key) => !Object.hasOwn(to, key))];
  return keys.flatMap((member) => {
    const key = name(member);
    const [before, after] = [own(from, member), own(to, member)];
    if (key === undefined || same(before, after)) return [];
    return [{ key, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  });
};

const own = (object: object, key: string): unknown =>
  Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
