/** Grid geometry, in whole units. Pure and deterministic: the same input gives the same places everywhere. */
import { LIMITS } from "./limits.ts";
import type { Widget } from "./schema.ts";

export type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
export type Placed = Box & { readonly id: string };

export const collides = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Pairs of visible widgets that share a unit, in list order. */
export const overlaps = <T extends Placed & { readonly hidden?: boolean }>(
  widgets: readonly T[],
): (readonly [T, T])[] => {
  const pairs: (readonly [T, T])[] = [];
  const before: T[] = [];
  for (const b of widgets) {
    if (b.hidden) continue;
    for (const a of before) if (collides(a, b)) pairs.push([a, b]);
    before.push(b);
  }
  return pairs;
};

/**
 * Gives one widget a place and lets neighbours that it now covers make room by moving down, no further than they
 * must. Locked ones stay. Widgets that lay over each other before may go on doing so: only a gesture moves things.
 */
export const place = (widgets: readonly Widget[], id: string, box: Box): readonly Widget[] =>
  placeAll(widgets, new Map([[id, box]]));

/**
 * The same for several at once. Two that would newly lie over each other part: the one further down gives way.
 */
export const placeAll = (
  widgets: readonly Widget[],
  boxById: ReadonlyMap<string, Box>,
): readonly Widget[] => {
  const tolerated = overlappingPairs(widgets);
  const moved = widgets.map((widget) => {
    const box = boxById.get(widget.id);
    return box === undefined ? widget : { ...widget, ...box };
  });
  const fixed: Widget[] = [];
  for (const widget of inReadingOrder(moved.filter(({ id, hidden }) => boxById.has(id) && !hidden))) {
    const yields = fixed.some((one) => collides(one, widget) && !tolerated.has(pairKey(one.id, widget.id)));
    if (!yields) fixed.push(widget);
  }
  return makeRoom(moved, { fixed: new Set(fixed.map(({ id }) => id)), tolerated });
};

/**
 * Moves widgets down, in reading order, until nothing overlaps but the `tolerated` pairs. The `fixed` ones stay
 * and tolerate nobody but each other; locked ones then stay too. Those that come `first` give way to each other alone. A widget
 * only ever goes down, if need be past the last row.
 */
export const makeRoom = (
  widgets: readonly Widget[],
  {
    fixed,
    first,
    tolerated,
  }: {
    readonly fixed?: ReadonlySet<string>;
    readonly first?: ReadonlySet<string>;
    readonly tolerated: ReadonlySet<string>;
  },
): readonly Widget[] => {
  const visible = widgets.filter((widget) => !widget.hidden);
  // A merge has no fixed one and may have to part two that were locked, each on its own side.
  const isFixed = ({ id }: Widget) => fixed?.has(id) === true;
  const stays = (widget: Widget) => isFixed(widget) || (fixed !== undefined && widget.locked === true);
  const comesFirst = ({ id }: Widget) => first?.has(id) === true;
  const moving = inReadingOrder(visible.filter((one) => !stays(one)));
  const settled = visible.filter(stays);
  for (const widget of [...moving.filter(comesFirst), ...moving.filter((one) => !comesFirst(one))]) {
    const tolerates = (other: Widget) => !isFixed(other) && tolerated.has(pairKey(other.id, widget.id));
    settled.push(sink(widget, widget.y, settled, tolerates));
  }
  const byId = new Map(settled.map((widget) => [widget.id, widget]));
  return widgets.map((widget) => byId.get(widget.id) ?? widget);
};

/** Keys of the pairs that overlap, as `makeRoom` tolerates them. */
export const overlappingPairs = (widgets: readonly Widget[]): Set<string> =>
  new Set(overlaps(widgets).map(([a, b]) => pairKey(a.id, b.id)));

/**
 * The first place from the row of `near` on where a widget of this size fits without touching another; in a row, the
 * one nearest to its column.
 */
export const firstFree = (
  widgets: readonly Widget[],
  size: { readonly w: number; readonly h: number },
  columns: number,
  near: { readonly x: number; readonly y: number } = { x: 0, y: 0 },
): Box => {
  const seen = widgets.filter((widget) => !widget.hidden);
  const w = Math.min(size.w, columns);
  // Room begins in that row or right below some widget; other rows need no look.
  const below = seen.map((widget) => widget.y + widget.h).filter((y) => y > near.y);
  const rows = [near.y, ...below.toSorted((a, b) => a - b)];
  const starts = Array.from({ length: columns - w + 1 }, (_, x) => x).toSorted(
    (a, b) => Math.abs(a - near.x) - Math.abs(b - near.x),
  );
  for (const y of rows) {
    for (const x of starts) {
      const box = { x, y, w, h: size.h };
      if (!seen.some((widget) => collides(box, widget))) return box;
    }
  }
  return { x: 0, y: rows.at(-1) ?? 0, w, h: size.h };
};

/** Closes the gaps: every widget rises as far as it can, in reading order. Locked ones stay. */
export const pack = (widgets: readonly Widget[]): readonly Widget[] => {
  const visible = widgets.filter((widget) => !widget.hidden);
  const settled = visible.filter((widget) => widget.locked);
  for (const widget of inReadingOrder(visible.filter((one) => !one.locked))) {
    settled.push(sink(widget, 0, settled, () => false));
  }
  const byId = new Map(settled.map((widget) => [widget.id, widget]));
  return widgets.map((widget) => byId.get(widget.id) ?? widget);
};

/** The widget at the first row from `y` on where it lies over none of the `settled`. */
const sink = (
  widget: Widget,
  y: number,
  settled: readonly Widget[],
  tolerates: (other: Widget) => boolean,
): Widget => {
  let box: Box = { x: widget.x, y, w: widget.w, h: widget.h };
  const isInTheWay = (other: Widget) => collides(other, box) && !tolerates(other);
  // Most widgets have room where they are, and a merge looks at all of them.
  if (y === widget.y && !settled.some(isInTheWay)) return widget;
  // From the top down, one look at each is enough: what was passed ends above the row.
  for (const other of settled.toSorted((a, b) => a.y - b.y)) {
    if (isInTheWay(other)) box = { ...box, y: other.y + other.h };
  }
  return box.y === widget.y ? widget : { ...widget, y: box.y };
};

/** Whether there are no more widgets, and none further down, than a form factor may hold. */
export const withinLimits = (widgets: readonly Widget[]): boolean =>
  widgets.length <= LIMITS.widgets && widgets.every(({ y, h }) => y + h <= LIMITS.rows);

export const isBefore = (a: Placed, b: Placed): boolean =>
  a.y !== b.y ? a.y < b.y : a.x !== b.x ? a.x < b.x : a.id < b.id;

export const inReadingOrder = <T extends Placed>(widgets: readonly T[]): T[] =>
  widgets.toSorted((a, b) => (a === b ? 0 : isBefore(a, b) ? -1 : 1));

const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
