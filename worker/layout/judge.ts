/**
 * Says what is wrong with a layout or a widget. Total on any value; on 1 MiB of JSON made to be slow it answers
 * within 50 ms, so nothing here looks twice at what it need not look at.
 */
import * as z from "zod/mini";
import { catalog as builtIn, type Catalog, configIssues, hasSchema } from "./catalog.ts";
import { collector, type Found, report, unknownKeys, type Validation } from "./issues.ts";
import { DEFAULT_COLUMNS, FORMS, LIMITS } from "./limits.ts";
import { collides, inReadingOrder } from "./placement.ts";
import { LayoutShape, SealedLayout, Widget } from "./schema.ts";
import { isPlainObject, weigh } from "./weigh.ts";

export type Options = {
  /** Of the grid that a single widget or a bare list stands on; 12 unless told. A layout names its own. */
  readonly columns?: number;
  /** The types whose configs are judged; the built-in ones unless told. See `registerType`. */
  readonly catalog?: Catalog;
};

/** Empty rows above a widget from which on nobody scrolls down to it: some ten screens. */
const FAR_ROWS = 200;

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
  // The lists are walked once, below; the schema shall not walk them too.
  const lists = FORMS.map((form) =>
    isPlainObject(value) && Array.isArray(value[form]) ? { [form]: [] } : {},
  );
  const frame = parse(Frame, value, { path: "", instead: Object.assign({}, ...lists), found });
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

const warnOfPlaces = (widgets: readonly Widget[], pathOf: (widget: Widget) => string, found: Found): void => {
  const seen = widgets.filter((widget) => !widget.hidden);
  // Five hundred widgets on one spot are more pairs than anybody reads of: it stops when the list is full.
  for (const [index, b] of seen.entries()) {
    for (let before = 0; before < index && !found.fullOfWarnings(); before += 1) {
      const a = seen[before];
      if (a === undefined || !collides(a, b)) continue;
      found.warning(pathOf(b), "overlap", `"${name(b)}" lies over "${name(a)}".`);
    }
  }
  let bottom = 0;
  for (const widget of inReadingOrder(seen)) {
    if (widget.y - bottom > FAR_ROWS) {
      found.warning(pathOf(widget), "off-screen", `"${name(widget)}" stands far below the others.`);
    }
    bottom = Math.max(bottom, widget.y + widget.h);
  }
};

type Judged = { readonly widget: Widget; readonly bytes: number };

/** Undefined where the shape is wrong, so that nothing more can be said of it. */
const judgeWidget = (value: unknown, place: Place, catalog: Catalog, found: Found): Judged | undefined => {
  const { path } = place;
  // A config is walked once, below; the schema shall not walk it too.
  const hasConfig = isPlainObject(value) && isPlainObject(value["config"]);
  const shaped = parse(Widget, value, { path, instead: hasConfig ? { config: {} } : {}, found });
  if (shaped === undefined) return undefined;
  const widget = value as Widget;
  judgeBounds(widget, place, found);
  const bytes = judgeText(shaped, path, found) + judgeConfig(widget, path, catalog, found);
  if (!hasSchema(catalog, widget.type)) {
    found.warning(`${path}/type`, "unknown-type", `No known widget is called "${widget.type}".`);
  }
  if (widget.title?.trim() === "") found.warning(`${path}/title`, "empty-title", "The title is empty.");
  return { widget, bytes };
};

const judgeBounds = (widget: Widget, { path, columns }: Place, found: Found): void => {
  if (widget.x + widget.w > columns) {
    found.error(path, "bounds", `"${name(widget)}" reaches past the last of ${columns} columns.`);
  }
  if (widget.y + widget.h > LIMITS.rows) {
    found.error(path, "bounds", `"${name(widget)}" reaches below row ${LIMITS.rows}.`);
  }
};

/** The bytes of all but the config. */
const judgeText = (widget: Widget, path: string, found: Found): number => {
  for (const field of ["title", "sealed"] as const) {
    if (widget[field]?.isWellFormed() === false) {
      found.error(`${path}/${field}`, "shape", "This holds a broken character.");
    }
  }
  // The empty config counts two bytes that `judgeConfig` counts again.
  return weigh(widget, FRAME_LIMITS).bytes - 2;
};

/** The bytes of the config. */
const judgeConfig = (widget: Widget, path: string, catalog: Catalog, found: Found): number => {
  const at = `${path}/config`;
  const { bytes, fault } = weigh(widget.config, CONFIG_LIMITS);
  if (fault !== undefined) found.error(at, "config", `"${name(widget)}" holds ${fault}.`);
  // Beside a sealed config, an open one would be shown by nobody and judged by nobody.
  else if (widget.sealed !== undefined && bytes > 2) {
    found.error(at, "config", `"${name(widget)}" is sealed, so its open config must be empty.`);
  } else if (widget.sealed === undefined && bytes <= LIMITS.layoutBytes) {
    report(configIssues(catalog, widget.type, widget.config), at, "config", found);
  }
  return bytes;
};

const CONFIG_LIMITS = { depth: LIMITS.configDepth, bytes: LIMITS.layoutBytes } as const;

/**
 * The value as the schema has it, or undefined and the reasons. The schema sees known keys only, with `instead` in
 * place of some values: it spends more on each key that it does not know than there may be time.
 */
const parse = <T extends z.core.$ZodObject>(
  schema: T,
  value: unknown,
  { path, instead = {}, found }: { readonly path: string; readonly instead?: object; readonly found: Found },
): z.infer<T> | undefined => {
  const { shape } = schema._zod.def;
  if (!isPlainObject(value)) {
    report(z.safeParse(schema, null).error?.issues ?? [], path, "shape", found);
    return undefined;
  }
  const known = Object.keys(shape).filter((key) => Object.hasOwn(value, key));
  const keys = Object.keys(value);
  const isKnown = keys.length === known.length;
  if (!isKnown) found.error(path, "shape", unknownKeys(firstUnknown(keys, shape)));
  const parsed = z.safeParse(schema, {
    ...Object.fromEntries(known.map((key) => [key, value[key]])),
    ...instead,
  });
  if (!parsed.success) report(parsed.error.issues, path, "shape", found);
  return parsed.success && isKnown ? parsed.data : undefined;
};

const firstUnknown = (keys: readonly string[], shape: object): readonly string[] => {
  const unknown: string[] = [];
  for (const key of keys) {
    if (unknown.length === 5) break;
    if (!Object.hasOwn(shape, key)) unknown.push(key);
  }
  return unknown;
};

const name = (widget: Widget): string => widget.title?.trim() || widget.id;
