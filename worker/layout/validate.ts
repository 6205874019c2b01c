/**
 * Says what is wrong with a layout, each fault with its place (a JSON Pointer, RFC 6901), a stable code and a
 * sentence. Total on any JSON value. Errors refuse the layout; warnings only inform.
 */
import type * as z from "zod/mini";
import { canonical, utf8Length } from "./canonical.ts";
import { catalog, isBuiltIn } from "./catalog.ts";
import { columnsOf, FORMS, LIMITS } from "./limits.ts";
import { inReadingOrder, overlaps } from "./placement.ts";
import { type Layout, LayoutShape, Widget } from "./schema.ts";

export type Issue = {
  readonly path: string;
  readonly code: ErrorCode | WarningCode;
  readonly message: string;
};
export type ErrorCode = "shape" | "bounds" | "duplicate-id" | "limit" | "config";
export type WarningCode = "overlap" | "unknown-type" | "off-screen" | "empty-title";
export type Validation = {
  readonly valid: boolean;
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
};

/** Beyond this many faults the rest is the same fault again; a reply must stay small. */
const MOST_ISSUES = 100;

/** Empty rows above a widget from which on nobody scrolls down to it: some ten screens. */
const FAR_ROWS = 200;

/** Judges a whole layout, or a bare list of widgets as the desktop's. `columns` applies to a bare list. */
export const validateLayout = (value: unknown, options: { readonly columns?: number } = {}): Validation => {
  const found = collector();
  const layout = Array.isArray(value) ? bareList(value, options.columns) : value;
  const shape = LayoutShape.safeParse(layout);
  if (!shape.success) {
    for (const issue of shape.error.issues) found.error(pointer("", issue.path), "shape", sentence(issue));
    return found.result();
  }
  for (const form of FORMS) {
    judgeForm(shape.data[form], `/${form}`, columnsOf(shape.data as Layout, form), found);
  }
  if (found.clean() && utf8Length(canonical(layout)) > LIMITS.layoutBytes) {
    found.error("", "limit", "The layout is larger than 1 MiB.");
  }
  return found.result();
};

/** Judges one widget on a grid of `columns` (12 unless told). */
export const validateWidget = (
  value: unknown,
  { columns = 12 }: { readonly columns?: number } = {},
): Validation => {
  const found = collector();
  judgeWidget(value, "", columns, found);
  return found.result();
};

const bareList = (desktop: readonly unknown[], columns?: number): unknown =>
  columns === undefined
    ? { desktop, mobile: [] }
    : { desktop, mobile: [], columns: { desktop: columns, mobile: 4 } };

type Found = ReturnType<typeof collector>;

const collector = () => {
  const errors: Issue[] = [];
  const warnings: Issue[] = [];
  const push = (list: Issue[], issue: Issue) => list.length < MOST_ISSUES && list.push(issue);
  return {
    error: (path: string, code: ErrorCode, message: string) => push(errors, { path, code, message }),
    warning: (path: string, code: WarningCode, message: string) => push(warnings, { path, code, message }),
    clean: () => errors.length === 0,
    result: (): Validation => ({ valid: errors.length === 0, errors, warnings }),
  };
};

const judgeForm = (list: readonly unknown[], path: string, columns: number, found: Found): void => {
  if (list.length > LIMITS.widgets) {
    found.error(path, "limit", `There are ${list.length} widgets; ${LIMITS.widgets} fit.`);
    return;
  }
  const widgets = list.map((value, index) => judgeWidget(value, `${path}/${index}`, columns, found));
  const firstAt = new Map<string, number>();
  for (const [index, widget] of widgets.entries()) {
    if (widget === undefined) continue;
    if (firstAt.has(widget.id)) {
      found.error(`${path}/${index}/id`, "duplicate-id", `The id "${widget.id}" is taken by another widget.`);
    } else firstAt.set(widget.id, index);
  }
  if (!found.clean()) return;
  warnOfPlaces(
    widgets.filter((widget) => widget !== undefined),
    (widget) => `${path}/${firstAt.get(widget.id)}`,
    found,
  );
};

const warnOfPlaces = (widgets: readonly Widget[], pathOf: (widget: Widget) => string, found: Found): void => {
  for (const [a, b] of overlaps(widgets)) {
    found.warning(pathOf(b), "overlap", `"${name(b)}" lies over "${name(a)}".`);
  }
  let bottom = 0;
  for (const widget of inReadingOrder(widgets.filter(({ hidden }) => !hidden))) {
    if (widget.y - bottom > FAR_ROWS) {
      found.warning(pathOf(widget), "off-screen", `"${name(widget)}" stands far below the others.`);
    }
    bottom = Math.max(bottom, widget.y + widget.h);
  }
};

const judgeWidget = (value: unknown, path: string, columns: number, found: Found): Widget | undefined => {
  const parsed = Widget.safeParse(value);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) found.error(pointer(path, issue.path), "shape", sentence(issue));
    return undefined;
  }
  const widget = value as Widget;
  judgeBounds(widget, path, columns, found);
  if (judgeText(widget, path, found)) judgeConfig(widget, `${path}/config`, found);
  if (!isBuiltIn(widget.type)) {
    found.warning(`${path}/type`, "unknown-type", `No built-in widget is called "${widget.type}".`);
  }
  if (widget.title?.trim() === "") found.warning(`${path}/title`, "empty-title", "The title is empty.");
  return widget;
};

const judgeBounds = (widget: Widget, path: string, columns: number, found: Found): void => {
  if (widget.x + widget.w > columns) {
    found.error(path, "bounds", `"${name(widget)}" reaches past the last of ${columns} columns.`);
  }
  if (widget.y + widget.h > LIMITS.rows) {
    found.error(path, "bounds", `"${name(widget)}" reaches below row ${LIMITS.rows}.`);
  }
};

const judgeText = (widget: Widget, path: string, found: Found): boolean => {
  const broken = (["title", "sealed"] as const).filter((field) => widget[field]?.isWellFormed() === false);
  for (const field of broken) found.error(`${path}/${field}`, "shape", "This holds a broken character.");
  return broken.length === 0;
};

const judgeConfig = (widget: Widget, path: string, found: Found): void => {
  const fault = jsonFault(widget.config, LIMITS.configDepth);
  if (fault !== undefined) found.error(path, "config", `"${name(widget)}" holds ${fault}.`);
  // Beside a sealed config, an open one would be shown by nobody and judged by nobody.
  else if (widget.sealed !== undefined && Object.keys(widget.config).length > 0) {
    found.error(path, "config", `"${name(widget)}" is sealed, so its open config must be empty.`);
  } else if (widget.sealed === undefined && isBuiltIn(widget.type)) {
    for (const issue of catalog[widget.type].safeParse(widget.config).error?.issues ?? []) {
      found.error(pointer(path, issue.path), "config", sentence(issue));
    }
  }
};

/** What canonical JSON can't carry, and nesting that could exhaust a stack. */
const jsonFault = (value: unknown, depth: number): string | undefined => {
  if (typeof value === "string") return value.isWellFormed() ? undefined : "a broken character";
  if (typeof value === "number") return Number.isFinite(value) ? undefined : "a number that JSON can't carry";
  if (value === null || typeof value === "boolean") return undefined;
  if (typeof value !== "object") return `a value of type ${typeof value}`;
  if (depth === 0) return `objects nested deeper than ${LIMITS.configDepth}`;
  for (const [key, member] of Object.entries(value)) {
    const fault = key.isWellFormed() ? jsonFault(member, depth - 1) : "a broken character";
    if (fault !== undefined) return fault;
  }
  return undefined;
};

const name = (widget: Widget): string => widget.title || widget.id;

/** Of a text that somebody else wrote, as much as a reply has room for. */
const short = (text: string): string => text.slice(0, 64).toWellFormed();

const pointer = (base: string, path: readonly PropertyKey[]): string =>
  base + path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

const sentence = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case "invalid_type":
      return `This must be ${article[issue.expected] ?? issue.expected}.`;
    case "too_small":
      return `This must be at least ${issue.minimum}.`;
    case "too_big":
      return issue.origin === "number" || issue.origin === "int"
        ? `This must be at most ${issue.maximum}.`
        : `This is longer than ${issue.maximum}.`;
    case "unrecognized_keys":
      return `Unknown: ${issue.keys.slice(0, 5).map(short).join(", ")}.`;
    case "invalid_value":
      return `This must be one of: ${issue.values.map(String).join(", ")}.`;
    case "invalid_format":
      return "This is not written in a form that can be kept here.";
    default:
      return "This can't be kept.";
  }
};

const article: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};
