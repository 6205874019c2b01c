/** What changed between two layouts, in a person's terms. */
import { same } from "./canonical.ts";
import { FORMS } from "./limits.ts";
import type { Form, Layout, Widget } from "./schema.ts";

export type Change =
  | {
      readonly kind: "added" | "removed" | "moved" | "resized";
      readonly form: Form;
      readonly widgetId: string;
    }
  | {
      readonly kind: "edited";
      readonly form: Form;
      readonly widgetId: string;
      readonly keys: readonly string[];
    }
  | { readonly kind: "reordered" | "columns"; readonly form: Form };

/** Widgets, not placements: one widget that moves on the desktop and on the phone counts once. */
export type ChangeCounts = {
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
  readonly resized: number;
  readonly edited: number;
};

/** `diff(a, a)` is empty, and a change is listed for whatever makes two layouts' canonical texts differ. */
export const diff = (from: Layout, to: Layout): readonly Change[] =>
  from === to ? [] : FORMS.flatMap((form) => diffForm(from, to, form));

const diffForm = (from: Layout, to: Layout, form: Form): Change[] => {
  const before = new Map(from[form].map((widget) => [widget.id, widget]));
  const after = new Map(to[form].map((widget) => [widget.id, widget]));
  const changes: Change[] = [];
  for (const { id } of from[form]) if (!after.has(id)) changes.push({ kind: "removed", form, widgetId: id });
  for (const widget of to[form]) {
    const old = before.get(widget.id);
    if (old === undefined) changes.push({ kind: "added", form, widgetId: widget.id });
    else changes.push(...diffWidget(old, widget, form));
  }
  const kept = (list: readonly Widget[]) =>
    list.map(({ id }) => id).filter((id) => before.has(id) && after.has(id));
  if (kept(from[form]).join() !== kept(to[form]).join()) changes.push({ kind: "reordered", form });
  if (!same(from.columns?.[form] ?? null, to.columns?.[form] ?? null))
    changes.push({ kind: "columns", form });
  return changes;
};

const diffWidget = (from: Widget, to: Widget, form: Form): Change[] => {
  if (from === to) return [];
  const changes: Change[] = [];
  const at = { form, widgetId: to.id };
  if (from.x !== to.x || from.y !== to.y) changes.push({ kind: "moved", ...at });
  if (from.w !== to.w || from.h !== to.h) changes.push({ kind: "resized", ...at });
  const keys = editedKeys(from, to);
  if (keys.length > 0) changes.push({ kind: "edited", ...at, keys });
  return changes;
};

const PLACEMENT: ReadonlySet<string> = new Set(["id", "x", "y", "w", "h"]);

/** Fields of the widget that differ, those of its config as `config.<key>`. */
const editedKeys = (from: Widget, to: Widget): string[] => {
  const fields = differing(from, to).filter((key) => !PLACEMENT.has(key) && key !== "config");
  return [...fields, ...differing(from.config, to.config).map((key) => `config.${key}`)];
};

const differing = (from: object, to: object): string[] => {
  const before = new Map(Object.entries(from));
  const after = new Map(Object.entries(to));
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => !same(before.get(key), after.get(key)),
  );
};

export const summarize = (changes: readonly Change[]): ChangeCounts => {
  const count = (kind: Change["kind"]) =>
    new Set(
      changes.flatMap((change) => (change.kind === kind && "widgetId" in change ? [change.widgetId] : [])),
    ).size;
  return {
    added: count("added"),
    removed: count("removed"),
    moved: count("moved"),
    resized: count("resized"),
    edited: count("edited"),
  };
};
