/**
 * What changed between two valid layouts, in a person's terms and with all that it takes to change one into the
 * other: `applyChanges(a, diff(a, b))` has `b`'s very JSON text. Empty exactly where both are equal as JSON, in
 * whatever order their keys stand.
 */
import { applyChanges } from "./apply.ts";
import { same } from "./canonical.ts";
import type { Change, Edit } from "./change.ts";
import { keyOrders } from "./key-order.ts";
import { FORMS } from "./limits.ts";
import type { Form, Layout, Widget } from "./schema.ts";

export { applyChanges } from "./apply.ts";
export { type Change, type ChangeCounts, summarize } from "./change.ts";

export const diff = (from: Layout, to: Layout): readonly Change[] => {
  if (from === to) return [];
  const changes = FORMS.flatMap((form) => diffForm(from, to, form));
  if (changes.length === 0) return [];
  const objects = keyOrders(applyChanges(from, changes), to);
  return objects.length === 0 ? changes : [...changes, { kind: "rekeyed", objects }];
};

const diffForm = (from: Layout, to: Layout, form: Form): Change[] => {
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
    else changes.push(...diffWidget(old, widget, form));
  }
  const stayed = from[form].filter(({ id }) => after.has(id));
  const order = to[form].map(({ id }) => id).filter((id) => before.has(id));
  if (stayed.some(({ id }, index) => id !== order[index])) changes.push({ kind: "reordered", form, order });
  const columns = { from: from.columns?.[form] ?? null, to: to.columns?.[form] ?? null };
  if (columns.from !== columns.to) changes.push({ kind: "columns", form, ...columns });
  return changes;
};

/** Ids of the widgets that a form factor shows without listing them. */
const shownAnyway = (layout: Layout, form: Form): ReadonlySet<string> =>
  new Set(form === "mobile" ? layout.desktop.map(({ id }) => id) : []);

const diffWidget = (from: Widget, to: Widget, form: Form): Change[] => {
  if (from === to) return [];
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
