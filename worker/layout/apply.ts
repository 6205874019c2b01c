/**
 * Makes the changes of a diff. Pure and total: what they don't touch keeps its identity, and a change of something
 * that is not there is passed over.
 */
import type { Change, Edit } from "./change.ts";
import { withKeyOrders } from "./key-order.ts";
import { columnsOf } from "./limits.ts";
import type { Columns, Form, Layout, Widget } from "./schema.ts";

export const applyChanges = (layout: Layout, changes: readonly Change[]): Layout => {
  if (changes.length === 0) return layout;
  const desktop = applyToForm(layout.desktop, ofForm(changes, "desktop"));
  const mobile = applyToForm(layout.mobile, ofForm(changes, "mobile"));
  const changed = applyToColumns({ ...layout, desktop, mobile }, changes);
  return changes.reduce<Layout>(
    (whole, change) => (change.kind === "rekeyed" ? withKeyOrders(whole, change.objects) : whole),
    changed,
  );
};

type OfForm = Exclude<Change, { readonly kind: "columns" | "rekeyed" }>;

const ofForm = (changes: readonly Change[], form: Form): readonly OfForm[] =>
  changes.filter(
    (change): change is OfForm =>
      change.kind !== "columns" && change.kind !== "rekeyed" && change.form === form,
  );

const applyToForm = (list: readonly Widget[], changes: readonly OfForm[]): readonly Widget[] => {
  if (changes.length === 0) return list;
  const byId = new Map(list.map((widget) => [widget.id, widget]));
  const added: { readonly at: number; readonly widget: Widget }[] = [];
  let order = list.map(({ id }) => id);
  for (const change of changes) {
    switch (change.kind) {
      case "added":
      case "placed":
        added.push(change);
        break;
      case "removed":
      case "unplaced":
        byId.delete(change.widgetId);
        break;
      case "reordered":
        order = [...change.order, ...order];
        break;
      case "moved":
      case "resized":
      case "edited": {
        const widget = byId.get(change.widgetId);
        if (widget !== undefined) byId.set(change.widgetId, changedWidget(widget, change));
      }
    }
  }
  const kept = [...new Set(order)].flatMap((id) => byId.get(id) ?? []);
  // From the front on, each index counts what already stands before it.
  for (const { at, widget } of added.toSorted((a, b) => a.at - b.at)) {
    if (!byId.has(widget.id)) kept.splice(at, 0, widget);
  }
  return kept;
};

const changedWidget = (
  widget: Widget,
  change: Extract<Change, { readonly kind: "moved" | "resized" | "edited" }>,
): Widget => {
  if (change.kind !== "edited") return { ...widget, ...change.to };
  const inConfig = change.edits.filter(({ key }) => key.startsWith(CONFIG));
  const fields = change.edits.filter(({ key }) => !key.startsWith(CONFIG));
  const config = edited(
    widget.config,
    inConfig.map((edit) => ({ ...edit, key: edit.key.slice(CONFIG.length) })),
  );
  return edited({ ...widget, config }, fields);
};

const CONFIG = "config.";

const edited = <T extends object>(object: T, edits: readonly Edit[]): T => {
  if (edits.length === 0) return object;
  const members = new Map<string, unknown>(Object.entries(object));
  for (const edit of edits) {
    if (edit.after === undefined) members.delete(edit.key);
    else members.set(edit.key, edit.after);
  }
  // fromEntries defines: a key called `__proto__` is a key like any other.
  return Object.fromEntries(members) as T;
};

const applyToColumns = (layout: Layout, changes: readonly Change[]): Layout => {
  const changed = changes.filter((change) => change.kind === "columns");
  if (changed.length === 0) return layout;
  const { columns, ...rest } = layout;
  // Columns are said for both form factors or for neither.
  if (changed.some(({ to }) => to === null)) return rest;
  const said = columns ?? { desktop: columnsOf(rest, "desktop"), mobile: columnsOf(rest, "mobile") };
  const wanted = Object.fromEntries(changed.map(({ form, to }) => [form, to])) as Partial<Columns>;
  return { ...layout, columns: { ...said, ...wanted } };
};
