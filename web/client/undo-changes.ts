/**
 * Changes from one layout to the next as they are stored: of a value that was rewritten only the part that differs.
 * They can be made of that one layout alone, and say so where they are handed another. Pure, total.
 */

import { applyChanges, type Change } from "../../worker/layout/diff.ts";
import { same } from "../../worker/layout/same.ts";
import type { Form, Layout, Widget } from "../../worker/layout/schema.ts";
import { isLayout } from "./is-layout.ts";
import { sumOf } from "./sum.ts";

type Edited = Extract<Change, { kind: "edited" }>;
type Gone = Extract<Change, { kind: "removed" | "unplaced" }>;
type Edit = Edited["edits"][number];

/** Of a value's JSON text: where it differs, how much of it goes, what comes; and what the whole adds up to then. */
type Rewrite = {
  readonly key: string;
  readonly at: number;
  readonly gone: number;
  readonly put: string;
  readonly sum: number;
};

export type StoredChange =
  | Exclude<Change, Edited | Gone>
  | Omit<Gone, "widget">
  | (Omit<Edited, "edits"> & { readonly edits: readonly (Edit | Rewrite)[] });

export const storedOf = (changes: readonly Change[]): readonly StoredChange[] =>
  changes.map((change) => {
    switch (change.kind) {
      case "removed":
      case "unplaced": {
        const { widget: _, ...rest } = change;
        return rest;
      }
      case "edited":
        return { ...change, edits: change.edits.map(rewriteOf) };
      default:
        return change;
    }
  });

/** Null where they were not made of this layout: `applyChanges` passes over what it does not find. */
export const applied = (layout: Layout, stored: readonly StoredChange[]): Layout | null => {
  try {
    const changes = stored.map((change) => wholeOf(layout, change));
    if (!changes.every((change) => isOf(layout, change))) return null;
    const next = applyChanges(layout, changes);
    return isLayout(next) ? next : null;
  } catch {
    return null;
  }
};

const rewriteOf = ({ key, before, after }: Edit): Edit | Rewrite => {
  if (before === undefined || after === undefined) return { key, before, after };
  const [from, to] = [JSON.stringify(before), JSON.stringify(after)];
  const shorter = Math.min(from.length, to.length);
  let at = 0;
  while (at < shorter && from[at] === to[at]) at += 1;
  let end = 0;
  while (end < shorter - at && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  return { key, at, gone: from.length - end - at, put: to.slice(at, to.length - end), sum: sumOf(to) };
};

const wholeOf = (layout: Layout, change: StoredChange): Change => {
  switch (change.kind) {
    case "removed":
    case "unplaced":
      return { ...change, widget: foundIn(layout, change) };
    case "edited": {
      const widget = foundIn(layout, change);
      return {
        ...change,
        edits: change.edits.map((edit) => ("put" in edit ? rewritten(widget, edit) : edit)),
      };
    }
    default:
      return change;
  }
};

const rewritten = (widget: Widget, { key, at, gone, put, sum }: Rewrite): Edit => {
  const before = memberOf(widget, key);
  const from = JSON.stringify(before);
  const to = from.slice(0, at) + put + from.slice(at + gone);
  if (sumOf(to) !== sum) throw new Error("The value was another one.");
  return { key, before, after: JSON.parse(to) };
};

const isOf = (layout: Layout, change: Change): boolean => {
  switch (change.kind) {
    case "rekeyed":
      return true;
    case "columns":
      return (layout.columns?.[change.form] ?? null) === change.from;
    case "reordered":
      return change.order.every(
        (widgetId) => widgetIn(layout, { form: change.form, widgetId }) !== undefined,
      );
    case "added":
    case "placed":
      return widgetIn(layout, change) === undefined && change.widget.id === change.widgetId;
    case "removed":
    case "unplaced":
      return widgetIn(layout, change) !== undefined;
    case "moved":
    case "resized":
      return holds(foundIn(layout, change), Object.entries(change.from));
    case "edited":
      return holds(
        foundIn(layout, change),
        change.edits.map(({ key, before }) => [key, before]),
      );
  }
};

type Place = { readonly form: Form; readonly widgetId: string };

const widgetIn = (layout: Layout, { form, widgetId }: Place): Widget | undefined =>
  layout[form].find(({ id }) => id === widgetId);

const foundIn = (layout: Layout, place: Place): Widget => {
  const widget = widgetIn(layout, place);
  if (widget === undefined) throw new Error("The layout has no such widget.");
  return widget;
};

const holds = (widget: Widget, members: readonly (readonly [key: string, value: unknown])[]): boolean =>
  members.every(([key, value]) => same(memberOf(widget, key), value));

const CONFIG = "config.";

const memberOf = (widget: Widget, key: string): unknown =>
  key.startsWith(CONFIG) ? own(widget.config, key.slice(CONFIG.length)) : own(widget, key);

const own = (object: object, key: string): unknown => Object.getOwnPropertyDescriptor(object, key)?.value;
