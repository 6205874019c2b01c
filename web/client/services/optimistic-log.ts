/**
 * The updates that may still fail, oldest first, each as what it made of one widget. To take one out, those after it
 * are remade as if it had never been: so it does not matter in which order updates fail. Pure.
 */

import { columnsOf, EMPTY_LAYOUT, FORMS } from "../../../worker/layout/limits.ts";
import { mergeChoosing } from "../../../worker/layout/merge.ts";
import { nearestBox } from "../../../worker/layout/nearest.ts";
import { same } from "../../../worker/layout/same.ts";
import type { Columns, Form, Layout, Widget } from "../../../worker/layout/schema.ts";

/** A widget on one form factor, before an update and after it. */
type Part = {
  readonly form: Form;
  readonly widgetId: string;
  readonly before: Widget | null;
  readonly after: Widget | null;
  /** Ids of that list as it stood before: where a removed widget comes back to. */
  readonly order: readonly string[];
};

type Entry = {
  readonly id: number;
  readonly isSettled: boolean;
  readonly parts: readonly Part[];
};

export type Log = readonly Entry[];

export const recorded = (
  log: Log,
  id: number,
  change: { readonly before: Layout; readonly after: Layout; readonly widgetId: string },
): Log => [...log, { id, isSettled: false, parts: FORMS.flatMap((form) => partsOf(change, form)) }];

const partsOf = (
  { before, after, widgetId }: { before: Layout; after: Layout; widgetId: string },
  form: Form,
): readonly Part[] => {
  const [old, next] = [before, after].map((layout) => layout[form].find(({ id }) => id === widgetId) ?? null);
  if (old === undefined || next === undefined || same(old, next)) return [];
  return [{ form, widgetId, before: old, after: next, order: before[form].map(({ id }) => id) }];
};

/** A settled one stays as long as an older one may fail, whose failure must not undo it. */
export const settled = (log: Log, id: number): Log => {
  const next = log.map((entry) => (entry.id === id ? { ...entry, isSettled: true } : entry));
  const open = next.findIndex(({ isSettled }) => !isSettled);
  return open === -1 ? [] : next.slice(open);
};

/** Of an update that is not to be taken back any more. */
export const forgotten = (log: Log, id: number): Log => log.filter((entry) => entry.id !== id);

/** The layout without that update, and the log without it. What anybody else did since stays. */
export const takenOut = (
  log: Log,
  id: number,
  layout: Layout,
): { readonly log: Log; readonly layout: Layout } => {
  const at = log.findIndex((entry) => entry.id === id);
  const parts = log[at]?.parts ?? [];
  let later = log.slice(at + 1);
  let shown = layout;
  for (const part of parts) {
    const remade = remake(later, part, layout.columns);
    later = remade.log;
    const now = shown[part.form].find((widget) => widget.id === part.widgetId) ?? null;
    const next = rebased(part.form, { base: remade.was, mine: now, theirs: remade.is }, layout.columns);
    shown = replaced(shown, part, next);
  }
  return { log: settled([...log.slice(0, Math.max(at, 0)), ...later], -1), layout: shown };
};

/** `was`: how the last of them left the widget. `is`: how it would have, without the part. */
const remake = (log: Log, gone: Part, columns: Columns | undefined) => {
  let [was, is] = [gone.after, gone.before];
  const next = log.map((entry) => ({
    ...entry,
    parts: entry.parts.map((part) => {
      if (part.form !== gone.form) return part;
      const order = gone.after === null ? inserted(part.order, gone) : part.order;
      if (part.widgetId !== gone.widgetId) return { ...part, order };
      const before = rebased(part.form, { base: was, mine: part.before, theirs: is }, columns);
      const after = rebased(part.form, { base: part.before, mine: part.after, theirs: before }, columns);
      [was, is] = [part.after, after];
      return { ...part, before, after, order };
    }),
  }));
  return { log: next, was, is };
};

type Sides = { readonly base: Widget | null; readonly mine: Widget | null; readonly theirs: Widget | null };

/** The merge of one widget in which mine wins whatever clashes, alone on its grid so that no other makes room. */
const rebased = (form: Form, sides: Sides, columns: Columns | undefined): Widget | null => {
  const { base, mine, theirs } = sides;
  if (same(base, theirs)) return mine;
  const alone = (widget: Widget | null): Layout => ({
    ...EMPTY_LAYOUT,
    ...(columns === undefined ? {} : { columns }),
    [form]: widget === null ? [] : [widget],
  });
  const merged = mergeChoosing({ base: alone(base), mine: alone(mine), theirs: alone(theirs) }, () => "mine")
    .layout[form][0];
  if (merged === undefined) return null;
  if (base === null || mine === null || theirs === null) return merged;
  // To a merge of devices a place is one thing; a move and a resize that follow each other are two.
  const [at, size] = [base.x !== mine.x || base.y !== mine.y, base.w !== mine.w || base.h !== mine.h];
  const [{ x, y }, { w, h }] = [at ? mine : theirs, size ? mine : theirs];
  return { ...merged, x, y, w, h };
};

const replaced = (layout: Layout, part: Part, widget: Widget | null): Layout => {
  const { form, widgetId } = part;
  const list = layout[form];
  const at = list.findIndex(({ id }) => id === widgetId);
  if (widget === null) return at === -1 ? layout : { ...layout, [form]: list.toSpliced(at, 1) };
  // The grid may have become narrower since.
  const kept = { ...widget, ...nearestBox(widget, columnsOf(layout, form), widget) };
  if (at !== -1) return same(list[at], kept) ? layout : { ...layout, [form]: list.with(at, kept) };
  const behind = inserted(
    list.map(({ id }) => id),
    part,
  ).indexOf(widgetId);
  return { ...layout, [form]: list.toSpliced(behind, 0, kept) };
};

/** Behind the nearest of those that it stood behind. */
const inserted = (ids: readonly string[], { order, widgetId }: Part): readonly string[] => {
  if (ids.includes(widgetId)) return ids;
  const known = new Set(ids);
  const ahead = order.slice(0, order.indexOf(widgetId)).findLast((id) => known.has(id));
  return ids.toSpliced(ahead === undefined ? 0 : ids.indexOf(ahead) + 1, 0, widgetId);
};
