/**
 * Judges a layout that follows another: what did not change since is not judged, weighed or written out again. Says of
 * every value just what `validateLayout`, `canonical` and `JSON.stringify` say of it.
 *
 * The layout that comes back shares all unchanged widgets with the one before, so that telling the two apart costs
 * next to nothing, too.
 */
import { canonical, utf8Length } from "./canonical.ts";
import type { Issue } from "./issues.ts";
import { validateLayout, validateWidget } from "./judge.ts";
import { columnsOf, FORMS, LIMITS } from "./limits.ts";
import { same } from "./same.ts";
import type { AnyLayout, Form, Layout, Widget } from "./schema.ts";
import { isSealed } from "./sealed.ts";
import { isPlainObject } from "./weigh.ts";

export type Judgement =
  | {
      readonly kind: "valid";
      readonly layout: AnyLayout;
      /** As it came, without blanks. */
      readonly text: string;
      readonly canonicalText: string;
      /** Of the canonical text, in UTF-8. */
      readonly bytes: number;
    }
  | { readonly kind: "invalid"; readonly issues: readonly Issue[] };

// The rules also judge a bare list of widgets, as a convenience; what is stored is always a whole layout.
const BARE_LIST: Judgement = {
  kind: "invalid",
  issues: [{ path: "", code: "shape", message: "This must be an object." }],
};

/** What is known of a valid widget. Kept as long as the widget itself, which nobody changes. */
type Facts = { readonly text: string; readonly canonicalText: string; readonly bytes: number };
const factsOf = new WeakMap<Widget, Facts>();

/** `before` was found valid once. Total on any value. */
export const rejudge = (value: unknown, before: AnyLayout | null): Judgement => {
  if (Array.isArray(value)) return BARE_LIST;
  const known = before === null ? null : sharing(value, before);
  if (known !== null) return written(known);
  const { valid, errors } = validateLayout(value);
  if (!valid) return { kind: "invalid", issues: errors };
  return written(value as AnyLayout);
};

/** The layout with the widgets of the one before in the place of equal ones; null where it needs a closer look. */
const sharing = (value: unknown, before: AnyLayout): Layout | null => {
  if (!isPlainObject(value) || isSealed(before) || !same(value["columns"], before.columns)) return null;
  const { columns, desktop, mobile, ...others } = value;
  if (Object.keys(others).length > 0) return null;
  const lists = {
    desktop: sharedList(desktop, before, "desktop"),
    mobile: sharedList(mobile, before, "mobile"),
  };
  if (lists.desktop === null || lists.mobile === null) return null;
  // In the order in which it came: that is kept.
  const layout: Record<string, unknown> = {};
  for (const key of Object.keys(value)) layout[key] = key === "columns" ? columns : lists[key as Form];
  const known = layout as Layout;
  return bytesOf(known) > LIMITS.layoutBytes ? null : known;
};

const sharedList = (list: unknown, before: Layout, form: Form): readonly Widget[] | null => {
  if (!Array.isArray(list) || list.length > LIMITS.widgets) return null;
  const beforeById = new Map(before[form].map((widget) => [widget.id, widget]));
  const columns = columnsOf(before, form);
  const ids = new Set<string>();
  const shared: Widget[] = [];
  for (const widget of list) {
    const known = sharedWidget(widget, beforeById, columns);
    if (known === null || ids.has(known.id)) return null;
    ids.add(known.id);
    shared.push(known);
  }
  return shared;
};

const sharedWidget = (
  value: unknown,
  beforeById: ReadonlyMap<string, Widget>,
  columns: number,
): Widget | null => {
  if (!isPlainObject(value)) return null;
  const earlier = typeof value["id"] === "string" ? beforeById.get(value["id"]) : undefined;
  if (earlier !== undefined && factsAbout(earlier).text === textOf(value)) return earlier;
  return validateWidget(value, { columns }).valid ? (value as Widget) : null;
};

/** Null for what is nested too deep to be written out, and so is no widget that anybody saved. */
const textOf = (value: unknown): string | null => {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const factsAbout = (widget: Widget): Facts => {
  const known = factsOf.get(widget);
  if (known !== undefined) return known;
  const canonicalText = canonical(widget);
  const facts = { text: JSON.stringify(widget), canonicalText, bytes: utf8Length(canonicalText) };
  factsOf.set(widget, facts);
  return facts;
};

const written = (layout: AnyLayout): Judgement => {
  if (isSealed(layout)) {
    const canonicalText = canonical(layout);
    const text = JSON.stringify(layout);
    return { kind: "valid", layout, text, canonicalText, bytes: utf8Length(canonicalText) };
  }
  const text = joined(layout, Object.keys(layout), "text", JSON.stringify);
  const canonicalText = joined(layout, Object.keys(layout).sort(), "canonicalText", canonical);
  return { kind: "valid", layout, text, canonicalText, bytes: bytesOf(layout) };
};

const joined = (
  layout: Layout,
  keys: readonly string[],
  fact: "text" | "canonicalText",
  write: (value: unknown) => string,
): string => {
  const members = keys.flatMap((key) => {
    if (key === "columns") return layout.columns === undefined ? [] : [`"columns":${write(layout.columns)}`];
    return [`"${key}":[${layout[key as Form].map((widget) => factsAbout(widget)[fact]).join()}]`];
  });
  return `{${members.join()}}`;
};

/** Of the canonical text: brackets, names and commas are as many as it has. */
const bytesOf = (layout: Layout): number => {
  let bytes = '{"desktop":[],"mobile":[]}'.length;
  if (layout.columns !== undefined) bytes += '"columns":,'.length + canonical(layout.columns).length;
  for (const form of FORMS) {
    bytes += Math.max(0, layout[form].length - 1);
    for (const widget of layout[form]) bytes += factsAbout(widget).bytes;
  }
  return bytes;
};
