/**
 * Three-way merge of one widget on one form factor: its place as a whole, its content field by field. Where no field
 * of one side fits the other side's widget any more, the widget as a whole clashes.
 */
import { same } from "./canonical.ts";
import type { Conflict, PlacementNotice } from "./merge.ts";
import { mergeContent } from "./merge-content.ts";
import type { Form, Widget } from "./schema.ts";

export type Sides<T> = { readonly base: T; readonly mine: T; readonly theirs: T };
export type Found = { readonly conflicts: Conflict[]; readonly placements: PlacementNotice[] };

type Both = { readonly base: Partial<Widget> | undefined; readonly mine: Widget; readonly theirs: Widget };

type One = Sides<Widget | undefined>;

/** `twins` are the same widget on the other form factor, which may have known it before this one did. */
export const mergeWidget = (
  form: Form,
  { base, mine, theirs }: Partial<Sides<Widget>>,
  twins: One,
  found: Found,
): Widget | undefined => {
  const known = base ?? (twins.base && essence(twins.base));
  if (mine !== undefined && theirs !== undefined)
    return mergeBoth(form, { base: known, mine, theirs }, found);
  const kept = mine ?? theirs;
  if (kept === undefined) return undefined;
  if (base === undefined) {
    // One side alone added it here. A copy of a twin takes what the other side did to the twin.
    const twin = mine === undefined ? twins.mine : twins.theirs;
    if (known === undefined || twin === undefined) return kept;
    const copy = copyOf(twin, kept);
    return mergeBoth(form, { base: known, mine: mine ?? copy, theirs: theirs ?? copy }, found);
  }
  if (same(content(kept), content(base))) return undefined;
  // The suggestion keeps the edited widget, whoever edited it: to lose an edit is worse than to keep a leftover.
  const conflict = { base, mine: mine ?? null, theirs: theirs ?? null };
  found.conflicts.push({ kind: "remove-edit", form, widgetId: kept.id, ...conflict });
  return kept;
};

/** The twin, standing as another one stands. */
const copyOf = (twin: Widget, { type, title, config, sealed, ...standing }: Widget): Widget => ({
  ...standing,
  ...essence(twin),
});

const mergeBoth = (form: Form, { base, mine, theirs }: Both, found: Found): Widget => {
  if (same(mine, theirs)) return mine;
  const widgetId = mine.id;
  const mineMoved = !same(place(mine), base && place(base));
  const theirsMoved = !same(place(theirs), base && place(base));
  if (mineMoved && theirsMoved && !same(place(mine), place(theirs))) {
    found.placements.push({ form, widgetId, theirs });
  }
  const placed = place(mineMoved ? mine : theirs);
  if (differInKind({ base, mine, theirs })) {
    found.conflicts.push({ kind: "edit", form, widgetId, path: [], base, mine, theirs });
    return { ...mine, ...placed };
  }
  const merged = mergeContent({ base: base && content(base), mine: content(mine), theirs: content(theirs) });
  for (const clash of merged.clashes) found.conflicts.push({ kind: "edit", form, widgetId, ...clash });
  return { ...(merged.value as Widget), ...placed };
};

/** A config means what its type makes of it, and nothing once sealed: keys of two kinds don't add up to a valid one. */
const differInKind = ({ base, mine, theirs }: Both): boolean => {
  const alike = mine.type === theirs.type && (mine.sealed === undefined) === (theirs.sealed === undefined);
  return !alike && !same(body(mine), base && body(base)) && !same(body(theirs), base && body(base));
};

/** Two-way: any difference clashes. */
export const uniteWidget = (
  form: Form,
  { mine, theirs }: Partial<Sides<Widget>>,
  found: Found,
): Widget | undefined => {
  if (mine === undefined || theirs === undefined || same(mine, theirs)) return mine ?? theirs;
  found.conflicts.push({ kind: "edit", form, widgetId: mine.id, path: [], base: undefined, mine, theirs });
  return mine;
};

const place = ({ x, y, w, h }: Partial<Widget>) => ({ x, y, w, h }) as Pick<Widget, "x" | "y" | "w" | "h">;

const content = ({ x, y, w, h, ...rest }: Partial<Widget>) => rest;

const body = ({ type, config, sealed }: Partial<Widget>) => ({ type, config, sealed });

/** What a widget is on both form factors; the rest is how it stands on one. */
const essence = ({
  id,
  type,
  title,
  config,
  sealed,
}: Widget): Pick<Widget, "id" | "type" | "title" | "config" | "sealed"> => ({
  id,
  type,
  ...(title === undefined ? {} : { title }),
  config,
  ...(sealed === undefined ? {} : { sealed }),
});
