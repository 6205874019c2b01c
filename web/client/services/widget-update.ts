/**
 * One change of one widget, as a value: judged first, then made. Pure; nothing that it refuses has changed anything.
 */

import { columnsOf, FORMS, LIMITS } from "../../../worker/layout/limits.ts";
import { nearestId, nearestType } from "../../../worker/layout/nearest.ts";
import { same } from "../../../worker/layout/same.ts";
import type { Form, Layout, Widget } from "../../../worker/layout/schema.ts";
import { isPlainObject } from "../../../worker/layout/weigh.ts";
import { type Result, refuse } from "./ports.ts";

/** Some fields of a widget. `undefined` takes an optional one away. */
export type WidgetFields = { readonly [Field in keyof Widget]?: Widget[Field] | undefined };

/**
 * - `add`: `widget` is all of it; it goes to the end of the list.
 * - `update`: the fields of `widget` replace those it has, `config` as a whole.
 * - `remove`: needs no `widget`.
 * - `move`: takes `x` and `y` of `widget`; `resize`: `w` and `h`, and `x` and `y` for a corner that was pulled.
 *
 * It stands for what it changes: a field that it sets to what is there already is none of its own. Places are in grid
 * units. `widget.id` may be left out; if it is there, it is `widgetId`.
 */
export type WidgetUpdate = {
  readonly type: "add" | "update" | "remove" | "move" | "resize";
  readonly widgetId: string;
  readonly widget?: WidgetFields;
};

export type UpdateCode =
  /** No form of update that there is. */
  | "invalid-update"
  /** It needs a widget, and none came, or one without what it needs. */
  | "widget-missing"
  /** No such widget on that form factor. */
  | "unknown-widget"
  /** One id is one widget, on whatever form factor it stands. */
  | "widget-exists"
  /** What would come of it is no widget that can be kept. */
  | "widget-invalid";

/** What a widget is, on every form factor; the rest is how it stands on one. */
const CONTENT: ReadonlySet<string> = new Set(["type", "title", "config", "sealed"]);
const PLACE = ["x", "y", "w", "h"] as const;
const BOUNDS = ["minW", "minH", "maxW", "maxH"] as const;
const FIELDS: ReadonlySet<string> = new Set(["id", ...CONTENT, ...PLACE, ...BOUNDS, "locked", "hidden"]);

/** The layout with that update, on one form factor: only what a widget is changes wherever it stands. */
export const updated = (
  layout: Layout,
  update: WidgetUpdate,
  form: Form = "desktop",
): Result<Layout, UpdateCode> => {
  if (!isUpdate(update) || !FORMS.includes(form)) return refuse("invalid-update", "This is no update.");
  const { type, widgetId } = update;
  const known = layout[form].find(({ id }) => id === widgetId);
  if (type === "add") return added(layout, update, form);
  if (known === undefined) return refuse("unknown-widget", `There is no widget "${widgetId}" on ${form}.`);
  if (type === "remove")
    return { ok: true, value: { ...layout, [form]: layout[form].filter((one) => one !== known) } };
  const fields = fieldsOf(update);
  if (fields === null) return refuse("widget-missing", `To ${type} takes fields of the widget.`);
  return changed(layout, { ...fields, id: widgetId }, form);
};

const TYPES: ReadonlySet<unknown> = new Set(["add", "update", "remove", "move", "resize"]);

/** Programs without types call this, too. */
const isUpdate = (value: unknown): value is WidgetUpdate =>
  isPlainObject(value) &&
  TYPES.has(value["type"]) &&
  typeof value["widgetId"] === "string" &&
  (value["widget"] === undefined ||
    (isPlainObject(value["widget"]) && (value["widget"]["id"] ?? value["widgetId"]) === value["widgetId"]));

/** What the update is about; null where that is nothing. */
const fieldsOf = ({ type, widget = {} }: WidgetUpdate): WidgetFields | null => {
  const taken: ReadonlySet<string> | null =
    type === "move" ? new Set(["x", "y"]) : type === "resize" ? new Set(PLACE) : null;
  const fields = Object.entries(widget).filter(
    ([key, value]) => taken === null || (taken.has(key) && value !== undefined),
  );
  return fields.length === 0 ? null : Object.fromEntries(fields);
};

const added = (
  layout: Layout,
  { widgetId, widget }: WidgetUpdate,
  form: Form,
): Result<Layout, UpdateCode> => {
  if (widget === undefined) return refuse("widget-missing", "To add takes the widget.");
  if (FORMS.some((one) => layout[one].some(({ id }) => id === widgetId)))
    return refuse("widget-exists", `There is a widget "${widgetId}" already.`);
  if (layout[form].length >= LIMITS.widgets)
    return refuse("widget-invalid", `No more than ${LIMITS.widgets} widgets fit.`);
  const whole = present({ config: {}, ...widget, id: widgetId });
  if (!isWidget(whole, columnsOf(layout, form))) return invalid(widgetId);
  return { ok: true, value: { ...layout, [form]: [...layout[form], whole] } };
};

const changed = (layout: Layout, fields: WidgetFields, form: Form): Result<Layout, UpdateCode> => {
  let next = layout;
  for (const one of FORMS) {
    const at = layout[one].findIndex(({ id }) => id === fields.id);
    const own = Object.entries(fields).filter(([key]) => one === form || CONTENT.has(key));
    const widget = present({ ...layout[one][at], ...Object.fromEntries(own) });
    if (at === -1 || same(widget, layout[one][at])) continue;
    if (!isWidget(widget, columnsOf(layout, one))) return invalid(fields.id ?? "");
    next = { ...next, [one]: next[one].with(at, widget) };
  }
  return { ok: true, value: next };
};

const present = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const invalid = (id: string): Result<never, UpdateCode> =>
  refuse("widget-invalid", `As it would be then, "${id}" can't be kept.`);

/** The shape and the place, and nothing that takes a schema: an app that only edits shall not load all schemas. */
const isWidget = (value: object, columns: number): value is Widget => {
  const { id, type, title = "", config, sealed, ...rest }: Readonly<Record<string, unknown>> = { ...value };
  const [x, y, w, h] = PLACE.map((key) => rest[key]);
  if (!isWhole(x, 0) || !isWhole(y, 0) || !isWhole(w, 1) || !isWhole(h, 1)) return false;
  return (
    Object.keys(value).every((key) => FIELDS.has(key)) &&
    id === nearestId(id) &&
    type === nearestType(type) &&
    typeof title === "string" &&
    title.length <= LIMITS.titleLength &&
    isPlainObject(config) &&
    (sealed === undefined || (typeof sealed === "string" && Object.keys(config).length === 0)) &&
    BOUNDS.every((key) => rest[key] === undefined || isWhole(rest[key], 1)) &&
    [rest["locked"], rest["hidden"]].every((flag) => flag === undefined || typeof flag === "boolean") &&
    x + w <= columns &&
    y + h <= LIMITS.rows
  );
};

const isWhole = (value: unknown, least: number): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= LIMITS.rows;
