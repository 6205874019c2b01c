/**
 * The nearest valid value. Total on any value, idempotent; what is valid comes back as it is, by reference. Drops
 * what can't be kept, clamps what can, and gives new ids to duplicates, the same each time.
 */
import { catalog as builtIn } from "./catalog.ts";
import { asLayout, type Options, validateLayout, validateWidget } from "./judge.ts";
import { DEFAULT_COLUMNS, EMPTY_LAYOUT, FORMS, LIMITS } from "./limits.ts";
import { distinctIds, nearestBox, nearestId, nearestText, nearestType, nearestWhole } from "./nearest.ts";
import { type Budget, newBudget, sanitizeConfig } from "./sanitize-config.ts";
import type { AnyLayout, Columns, Form, Layout, Widget } from "./schema.ts";
import { weigh } from "./weigh.ts";

/** Of any value. A bare list is the desktop's, as for `validateLayout`. */
export const sanitizeLayout = (value: unknown, options: Options = {}): AnyLayout => {
  const layout = asLayout(value, options);
  if (validateLayout(layout, options).valid) return layout as AnyLayout;
  if (!isObject(layout)) return EMPTY_LAYOUT;
  // Beside a seal nothing open can stand. Without a good one, what is open is all there is.
  const sealed = { sealed: layout["sealed"] };
  if (validateLayout(sealed).valid) return sealed as AnyLayout;

  const columns = isObject(layout["columns"]) ? nearestColumns(layout["columns"]) : undefined;
  const frame: Layout = { ...EMPTY_LAYOUT, ...(columns === undefined ? {} : { columns }) };
  const budget = newBudget();
  const lists = FORMS.map((form) => {
    const on = { ...options, columns: (columns ?? DEFAULT_COLUMNS)[form] };
    return sanitizeList(layout[form], form, on, budget);
  });
  const [desktop, mobile] = withinWeight(lists, LIMITS.layoutBytes - bytesOf(frame));
  return { ...frame, desktop: desktop ?? [], mobile: mobile ?? [] };
};

/** Of any value; undefined where nothing of a widget is there: no object, or one without a type. */
export const sanitizeWidget = (value: unknown, options: Options = {}): Widget | undefined => {
  const widget = sanitizeOne(value, options, newBudget());
  return widget !== undefined && bytesOf(widget) <= LIMITS.layoutBytes ? widget : undefined;
};

const sanitizeOne = (value: unknown, options: Options, budget: Budget): Widget | undefined => {
  const type = isObject(value) ? nearestType(value["type"]) : undefined;
  if (!isObject(value) || type === undefined) return undefined;
  if (validateWidget(value, options).valid) return value as Widget;
  const isSealed = typeof value["sealed"] === "string" && value["sealed"].isWellFormed();
  const catalog = options.catalog ?? builtIn;
  const config = isSealed ? {} : sanitizeConfig(value["config"], type, { catalog, budget });
  if (config === undefined) return undefined;
  const { title, sealed } = value;
  return {
    id: nearestId(value["id"]) ?? NAMELESS,
    type,
    ...(typeof title === "string" ? { title: nearestText(title, LIMITS.titleLength) } : {}),
    ...nearestBox(value, options.columns ?? DEFAULT_COLUMNS.desktop, { x: 0, y: 0, w: 1, h: 1 }),
    ...only(value, ["minW", "minH", "maxW", "maxH"], isNumber, (size) =>
      nearestWhole(size, 1, LIMITS.rows, 1),
    ),
    ...only(value, ["locked", "hidden"], isBoolean, (flag) => flag),
    config,
    ...(isSealed ? { sealed: String(sealed) } : {}),
  };
};

/** What a widget is called that came without a name. */
const NAMELESS = "widget";

const sanitizeList = (value: unknown, form: Form, options: Options, budget: Budget): readonly Widget[] => {
  if (!Array.isArray(value)) return [];
  const widgets: { readonly widget: Widget; readonly isClaimed: boolean }[] = [];
  // A longer list has not one byte for each of its items.
  for (const item of value.slice(0, LIMITS.layoutBytes)) {
    if (widgets.length === LIMITS.widgets) break;
    const widget = sanitizeOne(item, options, budget);
    if (widget === undefined) continue;
    const id = nearestId(item.id);
    // The same id on both form factors would be the same widget.
    if (id === undefined)
      widgets.push({ widget: { ...widget, id: `${NAMELESS}-${form}` }, isClaimed: false });
    else widgets.push({ widget, isClaimed: id === item.id });
  }
  const ids = distinctIds(widgets.map(({ widget: { id }, isClaimed }) => ({ id, isClaimed })));
  return widgets.map(({ widget }, index) => {
    const id = ids[index] ?? widget.id;
    return id === widget.id ? widget : { ...widget, id };
  });
};

const nearestColumns = (columns: Readonly<Record<string, unknown>>): Columns => ({
  desktop: nearestWhole(columns["desktop"], 1, LIMITS.columns, DEFAULT_COLUMNS.desktop),
  mobile: nearestWhole(columns["mobile"], 1, LIMITS.columns, DEFAULT_COLUMNS.mobile),
});

/** In reading order, each widget that there is still room for. One that is too large does not cost the rest. */
const withinWeight = (
  lists: readonly (readonly Widget[])[],
  room: number,
): readonly (readonly Widget[])[] => {
  let left = room;
  return lists.map((list) => {
    const kept: Widget[] = [];
    for (const widget of list) {
      const bytes = bytesOf(widget) + (kept.length > 0 ? 1 : 0);
      if (bytes > left) continue;
      left -= bytes;
      kept.push(widget);
    }
    return kept;
  });
};

const bytesOf = (value: object): number =>
  weigh(value, { depth: LIMITS.configDepth + 1, bytes: LIMITS.layoutBytes }).bytes;

/** Those of the keys whose values are of the right kind, brought within bounds. */
const only = <K extends string, T>(
  value: Readonly<Record<string, unknown>>,
  keys: readonly K[],
  is: (member: unknown) => member is T,
  nearest: (member: T) => T,
): Partial<Record<K, T>> => {
  const members: Partial<Record<K, T>> = {};
  for (const key of keys) {
    const member = value[key];
    if (is(member)) members[key] = nearest(member);
  }
  return members;
};

const isNumber = (value: unknown): value is number => typeof value === "number" && !Number.isNaN(value);
const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
