/**
 * Three-way merge of one widget on one form factor: its place as a whole, its content field by field. Where no field
 * of one side fits the other side's widget any more, the widget as a whole clashes.
 */

import type { Choice, Conflict, PlacementNotice } from "./merge.ts";
import { type Clash, mergeContent } from "./merge-content.ts";
import { same } from "./same.ts";
import type { Form, Widget } from "./schema.ts";

export type Sides<T> = { readonly base: T; readonly mine: T; readonly theirs: T };
export type Found = {
  readonly conflicts: Conflict[];
  readonly placements: PlacementNotice[];
  /** The side that a person chose for this conflict; undefined leaves it at the suggestion. */
  readonly choose: (conflict: Conflict) => Choice | undefined;
};

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
  const conflict = {
    ...({ kind: "remove-edit", form, widgetId: kept.id } as const),
    ...{ base, mine: mine ?? null, theirs: theirs ?? null },
  };
  found.conflicts.push(conflict);
  const choice = found.choose(conflict);
  return choice === undefined ? kept : (conflict[choice] ?? undefined);
};

/** The twin, standing as another one stands. */
const copyOf = (twin: Widget, { type, title, config, sealed, ...standing }: Widget): Widget => ({
  ...standing,
  ...essence(twin),
});

const mergeBoth = (form: Form, { base, mine, theirs }: Both, found: Found): Widget | undefined => {
  if (same(mine, theirs)) return mine;
  const widgetId = mine.id;
  const mineMoved = !samePlace(mine, base);
  const theirsMoved = !samePlace(theirs, base);
  if (mineMoved && theirsMoved && !samePlace(mine, theirs)) found.placements.push({ form, widgetId, theirs });
  const placed = place(mineMoved ? mine : theirs);
  if (differInKind({ base, mine, theirs })) return askWhole(form, { base, mine, theirs }, placed, found);

  const contents = { base: base ? content(base) : UNWRITTEN, mine: content(mine), theirs: content(theirs) };
  const asked = (clash: Clash) => ({ kind: "edit", form, widgetId, ...clash }) as const;
  const { value, clashes } = mergeContent(contents, (clash) => clash[found.choose(asked(clash)) ?? "mine"]);
  if (base !== undefined && !isAlike(base, mine) && clashes.some(isInBody))
    return askWhole(form, { base, mine, theirs }, placed, found);
  found.conflicts.push(...clashes.map(asked));
  return { ...(value as Widget), ...placed };
};

/** What one id, added on both sides, is merged against. */
const UNWRITTEN: Partial<Widget> = { config: {} };

/** The place is merged apart and nobody's question. Chosen back to a base that had no such widget, it goes. */
const askWhole = (
  form: Form,
  { base, mine, theirs }: Both,
  placed: Place,
  found: Found,
): Widget | undefined => {
  const conflict = { ...edit(form, mine.id), ...(base === undefined ? {} : { base }), mine, theirs };
  found.conflicts.push(conflict);
  const chosen = conflict[found.choose(conflict) ?? "mine"];
  return chosen && ({ ...chosen, ...placed } as Widget);
};

const edit = (form: Form, widgetId: string) => ({ kind: "edit", form, widgetId, path: [] }) as const;

/**
 * A config means what its type makes of it, and nothing once sealed: keys of two kinds don't add up to a valid one.
 * Nor can a key of the base be chosen into a widget that both made something else.
 */
const differInKind = ({ base, mine, theirs }: Both): boolean =>
  !isAlike(mine, theirs) && !same(body(mine), base && body(base)) && !same(body(theirs), base && body(base));

const isAlike = (one: Partial<Widget>, other: Partial<Widget>): boolean =>
  one.type === other.type && (one.sealed === undefined) === (other.sealed === undefined);

const isInBody = ({ path: [field] }: Clash): boolean =>
  field === "type" || field === "config" || field === "sealed";

/** Two-way: any difference clashes. What it was before nobody knows, so that choice leaves the suggestion. */
export const uniteWidget = (
  form: Form,
  { mine, theirs }: Partial<Sides<Widget>>,
  found: Found,
): Widget | undefined => {
  if (mine === undefined || theirs === undefined || same(mine, theirs)) return mine ?? theirs;
  const conflict = { ...edit(form, mine.id), mine, theirs };
  found.conflicts.push(conflict);
  return found.choose(conflict) === "theirs" ? theirs : mine;
};

type Place = Pick<Widget, "x" | "y" | "w" | "h">;

const place = ({ x, y, w, h }: Widget): Place => ({ x, y, w, h });

const samePlace = (one: Widget, other: Partial<Widget> | undefined): boolean =>
  one.x === other?.x && one.y === other.y && one.w === other.w && one.h === other.h;

const content = ({ x, y, w, h, ...rest }: Partial<Widget>): Partial<Widget> => rest;

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
