/**
 * Says what is wrong with a layout or a widget. Total on any value; on 1 MiB of JSON made to be slow it answers
 * within 50 ms, so nothing here looks twice at what it need not look at.
 */
import * as z from "zod/mini";
import { catalog as builtIn, type Catalog, configIssues, hasSchema } from "./catalog.ts";
import { collector, type Found, nameOf, report, type Validation } from "./issues.ts";
import { warnOfPlaces } from "./judge-places.ts";
import { type Members, parse } from "./judge-shape.ts";
import { DEFAULT_COLUMNS, FORMS, LIMITS } from "./limits.ts";
import { LayoutShape, SealedLayout, Widget } from "./schema.ts";
import { isPlainObject, weigh } from "./weigh.ts";

export type Options = {
  /** Of the grid that a single widget or a bare list stands on; 12 unless told. A layout names its own. */
  readonly columns?: number;
  /** The types whose configs are judged; the built-in ones unless told. See `registerType`. */
  readonly catalog?: Catalog;
};

/** Judges a whole layout, open or sealed, or a bare list of widgets as the desktop's. */
export const validateLayout = (value: unknown, options: Options = {}): Validation => {
  const found = collector();
  if (isPlainObject(value) && Object.hasOwn(value, "sealed")) judgeSealed(value, found);
  else judgeOpen(asLayout(value, options), options.catalog ?? builtIn, found);
  return found.result();
};

/** Judges one widget. */
export const validateWidget = (value: unknown, options: Options = {}): Validation => {
  const found = collector();
  const place = { path: "", columns: options.columns ?? DEFAULT_COLUMNS.desktop };
  const judged = judgeWidget(value, place, options.catalog ?? builtIn, found);
  if (judged !== undefined && judged.bytes > LIMITS.layoutBytes) {
    found.error("", "limit", "The widget is larger than 1 MiB.");
  }
  return found.result();
};

/** A bare list as the layout that it stands for; anything else as it is. */
export const asLayout = (value: unknown, { columns }: Options): unknown => {
  if (!Array.isArray(value)) return value;
  const bare = { desktop: value, mobile: [] };
  return columns === undefined ? bare : { ...bare, columns: { ...DEFAULT_COLUMNS, desktop: columns } };
};

const TOO_LARGE = "The layout is larger than 1 MiB.";

const judgeSealed = (value: object, found: Found): void => {
  const layout = parse(SealedLayout, value, { path: "", found });
  if (layout !== undefined && weigh(layout, FRAME_LIMITS).bytes > LIMITS.layoutBytes) {
    found.error("", "limit", TOO_LARGE);
  }
};

const Frame = z.strictObject({ ...LayoutShape.shape, columns: z.exactOptional(z.unknown()) });

const judgeOpen = (value: unknown, catalog: Catalog, found: Found): void => {
  const frame = parse(Frame, value, { path: "", instead: emptyLists, found });
  if (frame === undefined) return;
  const { desktop, mobile } = value as typeof frame;
  const own =
    "columns" in frame ? { columns: parse(ColumnsShape, frame.columns, { path: "/columns", found }) } : {};
  const named = "columns" in own ? own.columns : DEFAULT_COLUMNS;
  if (named === undefined) return;
  let bytes = weigh({ desktop: [], mobile: [], ...own }, FRAME_LIMITS).bytes;
  for (const form of FORMS) {
    bytes += judgeForm({ desktop, mobile }[form], { path: `/${form}`, columns: named[form] }, catalog, found);
  }
  if (bytes > LIMITS.layoutBytes) found.error("", "limit", TOO_LARGE);
};

/** The lists are walked once, by `judgeForm`; the schema shall not walk them too. */
const emptyLists = (layout: Members): Members =>
  Object.fromEntries(FORMS.filter((form) => Array.isArray(layout[form])).map((form) => [form, []]));

const FRAME_LIMITS = { depth: 2, bytes: LIMITS.layoutBytes } as const;
const ColumnsShape = LayoutShape.shape.columns._zod.def.innerType;

type Place = { readonly path: string; readonly columns: number };

/** The bytes that the list adds to a layout, as far as it was looked at. */
const judgeForm = (
  list: readonly unknown[],
  { path, columns }: Place,
  catalog: Catalog,
  found: Found,
): number => {
  if (list.length > LIMITS.widgets) {
    found.error(path, "limit", `There are ${list.length} widgets; ${LIMITS.widgets} fit.`);
    return 0;
  }
  let bytes = Math.max(0, list.length - 1);
  const firstAt = new Map<string, number>();
  const widgets: Widget[] = [];
  for (const [index, value] of list.entries()) {
    if (found.full() || bytes > LIMITS.layoutBytes) return bytes;
    const judged = judgeWidget(value, { path: `${path}/${index}`, columns }, catalog, found);
    if (judged === undefined) continue;
    const { widget } = judged;
    bytes += judged.bytes;
    widgets.push(widget);
    if (firstAt.has(widget.id)) {
      found.error(`${path}/${index}/id`, "duplicate-id", `The id "${widget.id}" is taken by another widget.`);
    } else firstAt.set(widget.id, index);
  }
  if (found.clean()) warnOfPlaces(widgets, (widget) => `${path}/${firstAt.get(widget.id)}`, found);
  return bytes;
};

type Judged = { readonly widget: Widget; readonly bytes: number };

/** Undefined where the shape is wrong, so that nothing more can be said of it. */
const judgeWidget = (value: unknown, place: Place, catalog: Catalog, found: Found): Judged | undefined => {
  const { path } = place;
  if (parse(Widget, value, { path, instead: emptyConfig, found }) === undefined) return undefined;
  const widget = value as Widget;
  judgeBounds(widget, place, found);
  const bytes = judgeText(widget, path, found) + judgeConfig(widget, path, catalog, found);
  if (!hasSchema(catalog, widget.type)) {
    found.warning(`${path}/type`, "unknown-type", `No known widget is called "${widget.type}".`);
  }
  if (widget.title?.trim() === "") found.warning(`${path}/title`, "empty-title", "The title is empty.");
  return { widget, bytes };
};

/** The config is walked once, by `judgeConfig`; the schema shall not walk it too. */
const emptyConfig = (widget: Members): Members => (isPlainObject(widget["config"]) ? { config: {} } : {});

const judgeBounds = (widget: Widget, { path, columns }: Place, found: Found): void => {
  if (widget.x + widget.w > columns) {
    found.error(path, "bounds", `"${nameOf(widget)}" reaches past the last of ${columns} columns.`);
  }
  if (widget.y + widget.h > LIMITS.rows) {
    found.error(path, "bounds", `"${nameOf(widget)}" reaches below row ${LIMITS.rows}.`);
  }
};

/** The bytes of all but the config. Weighed field by field, as a copy without the config would take longer. */
const judgeText = (widget: Widget, path: string, found: Found): number => {
  for (const field of ["title", "sealed"] as const) {
    if (widget[field]?.isWellFormed() === false) {
      found.error(`${path}/${field}`, "shape", "This holds a broken character.");
    }
  }
  // Two braces, and one comma less than there are keys.
  let bytes = 1;
  for (const key of Object.keys(widget) as (keyof Widget)[]) {
    // The schema's own keys: ASCII all, in quotes, before a colon.
    bytes += key.length + 4;
    const value = widget[key];
    if (typeof value === "number") bytes += String(value).length;
    else if (key !== "config") bytes += weigh(value, FRAME_LIMITS).bytes;
  }
  return bytes;
};

/** The bytes of the config. */
const judgeConfig = (widget: Widget, path: string, catalog: Catalog, found: Found): number => {
  const at = `${path}/config`;
  const { bytes, fault } = weigh(widget.config, CONFIG_LIMITS);
  if (fault !== undefined) found.error(at, "config", `"${nameOf(widget)}" holds ${fault}.`);
  // Beside a sealed config, an open one would be shown by nobody and judged by nobody.
  else if (widget.sealed !== undefined && bytes > 2) {
    found.error(at, "config", `"${nameOf(widget)}" is sealed, so its open config must be empty.`);
  } else if (widget.sealed === undefined && bytes <= LIMITS.layoutBytes) {
    report(configIssues(catalog, widget.type, widget.config), at, "config", found);
  }
  return bytes;
};

const CONFIG_LIMITS = { depth: LIMITS.configDepth, bytes: LIMITS.layoutBytes } as const;
