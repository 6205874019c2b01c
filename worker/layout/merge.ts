/**
 * Three-way merge, by form factor and widget id. Pure and total; never drops a content edit silently. With
 * conflicts, `layout` carries the suggestion (mine), so that it is always usable.
 *
 * `mine` is the later save. Where both sides moved one widget, or reordered them all, its place wins and is reported,
 * not asked about: a place is not worth a question.
 */

import { columnsOf, DEFAULT_COLUMNS, EMPTY_LAYOUT } from "./limits.ts";
import { type Clash, mergeContent } from "./merge-content.ts";
import { mergeKeyed, ordersClash } from "./merge-keyed.ts";
import { type Found, mergeWidget, type Sides, uniteWidget } from "./merge-widget.ts";
import { makeRoom, overlappingPairs } from "./placement.ts";
import { same } from "./same.ts";
import type { Columns, Form, Layout, Widget } from "./schema.ts";

export type Conflict =
  | ({ readonly kind: "edit"; readonly form: Form; readonly widgetId: string } & Clash)
  | {
      readonly kind: "remove-edit";
      readonly form: Form;
      readonly widgetId: string;
      readonly base: Widget;
      readonly mine: Widget | null;
      readonly theirs: Widget | null;
    }
  | {
      readonly kind: "columns";
      readonly base: Columns | null;
      readonly mine: Columns | null;
      readonly theirs: Columns | null;
    };

/** Both sides gave a widget another place; `theirs` is the one that gave way. */
export type PlacementNotice = { readonly form: Form; readonly widgetId: string; readonly theirs: Widget };

/** Without a `base` (pruned, or two unrelated histories) the union by id, every difference a conflict. */
export type MergeSides = { readonly base: Layout | null; readonly mine: Layout; readonly theirs: Layout };

export type Merge = {
  readonly layout: Layout;
  readonly conflicts: readonly Conflict[];
  readonly placements: readonly PlacementNotice[];
  /** What was merged: `resolve` needs it, as a suggestion no longer shows what it passed over. */
  readonly sides: MergeSides;
};

/** The side whose value is to stand where both clash. */
export type Choice = "mine" | "theirs" | "base";

export const merge = (sides: MergeSides): Merge => mergeChoosing(sides, () => undefined);

/** The same merge, asking at each conflict; undefined leaves the suggestion. What is found does not depend on it. */
export const mergeChoosing = (
  sides: MergeSides,
  choose: (conflict: Conflict) => Choice | undefined,
): Merge => {
  const { base, mine, theirs } = sides;
  const trivial = same(mine, theirs) || same(base, theirs) ? mine : same(base, mine) ? theirs : undefined;
  if (trivial !== undefined) return { layout: trivial, conflicts: [], placements: [], sides };

  const found: Found = { conflicts: [], placements: [], choose };
  const columns = mergeColumns(sides, found);
  const empty: Layout = { ...EMPTY_LAYOUT, ...(columns === undefined ? {} : { columns }) };
  const widgets = (form: Form) => {
    const united =
      base === null ? uniteForm(form, sides, found) : mergeForm(form, { base, mine, theirs }, found);
    return settle(united, form, sides, columnsOf(empty, form));
  };
  const layout = { ...empty, desktop: widgets("desktop"), mobile: widgets("mobile") };
  return { layout, conflicts: found.conflicts, placements: found.placements, sides };
};

const mergeForm = (form: Form, { base, mine, theirs }: Sides<Layout>, found: Found): readonly Widget[] => {
  const twinForm = form === "desktop" ? "mobile" : "desktop";
  const [inBase, inMine, inTheirs] = [base, mine, theirs].map(
    (layout) => new Map(layout[twinForm].map((one) => [one.id, one])),
  );
  const lists = { base: base[form], mine: mine[form], theirs: theirs[form] };
  const orders = { base: lists.base.map(idOf), mine: lists.mine.map(idOf), theirs: lists.theirs.map(idOf) };
  const widgets = mergeKeyed({
    ...lists,
    keyOf: idOf,
    mergeItem: (item) => {
      const id = (item.mine ?? item.theirs ?? item.base)?.id ?? "";
      const twins = { base: inBase?.get(id), mine: inMine?.get(id), theirs: inTheirs?.get(id) };
      return mergeWidget(form, item, twins, found);
    },
  });
  if (ordersClash(orders)) noteOrder(form, lists, found);
  return widgets;
};

const uniteForm = (form: Form, sides: MergeSides, found: Found): readonly Widget[] => {
  const [mine, theirs] = [sides.mine[form], sides.theirs[form]];
  const inMine = new Set(mine.map(idOf));
  // What both have, as theirs has it: where mine has another order, it is mine that reordered, and it leads.
  const base = theirs.filter(({ id }) => inMine.has(id));
  const widgets = mergeKeyed({
    base,
    mine,
    theirs,
    keyOf: idOf,
    mergeItem: (item) => uniteWidget(form, item, found),
  });
  noteOrder(form, { mine, theirs }, found);
  return widgets;
};

const idOf = (widget: Widget): string => widget.id;

/** Reading order is a sort of place: what stands elsewhere in theirs gave way, and is reported once. */
const noteOrder = (
  form: Form,
  { mine, theirs }: Omit<Sides<readonly Widget[]>, "base">,
  found: Found,
): void => {
  const [inMine, inTheirs] = [new Set(mine.map(idOf)), new Set(theirs.map(idOf))];
  const order = mine.filter(({ id }) => inTheirs.has(id));
  const noted = new Set(
    found.placements.filter((notice) => notice.form === form).map(({ widgetId }) => widgetId),
  );
  for (const [index, widget] of theirs.filter(({ id }) => inMine.has(id)).entries()) {
    if (widget.id === order[index]?.id || noted.has(widget.id)) continue;
    found.placements.push({ form, widgetId: widget.id, theirs: widget });
  }
};

/** Within the columns, and clear of each other but where an input had them overlap. */
const settle = (
  widgets: readonly Widget[],
  form: Form,
  sides: MergeSides,
  columns: number,
): readonly Widget[] => {
  const inputs = [sides.base ?? EMPTY_LAYOUT, sides.mine, sides.theirs];
  const tolerated = new Set(inputs.flatMap((layout) => [...overlappingPairs(layout[form])]));
  const within = widgets.map((widget) => {
    if (widget.x + widget.w <= columns) return widget;
    const w = Math.min(widget.w, columns);
    return { ...widget, w, x: Math.min(widget.x, columns - w) };
  });
  return makeRoom(within, { tolerated });
};

const mergeColumns = (sides: MergeSides, found: Found): Columns | undefined => {
  const [base, mine, theirs] = [sides.base?.columns, sides.mine.columns, sides.theirs.columns];
  if (same(mine, theirs)) return mine;
  if (sides.base !== null && same(base, theirs)) return mine;
  if (sides.base !== null && same(base, mine)) return theirs;
  const merged = mergeContent({
    base: base ?? DEFAULT_COLUMNS,
    mine: mine ?? DEFAULT_COLUMNS,
    theirs: theirs ?? DEFAULT_COLUMNS,
  });
  if (sides.base !== null && merged.clashes.length === 0) return merged.value as Columns;
  const conflict = {
    ...({ kind: "columns" } as const),
    ...{ base: base ?? null, mine: mine ?? null, theirs: theirs ?? null },
  };
  found.conflicts.push(conflict);
  const choice = found.choose(conflict);
  // Without a base nobody knows what it was before.
  return choice === undefined || (choice === "base" && sides.base === null)
    ? mine
    : (conflict[choice] ?? undefined);
};
