/** Warns of widgets that lie over each other, and of those that nobody will find. Nothing here refuses a layout. */
import { type Found, nameOf } from "./issues.ts";
import { collides, inReadingOrder } from "./placement.ts";
import type { Widget } from "./schema.ts";

/** Empty rows above a widget from which on nobody scrolls down to it: some ten screens. */
const FAR_ROWS = 200;

export const warnOfPlaces = (
  widgets: readonly Widget[],
  pathOf: (widget: Widget) => string,
  found: Found,
): void => {
  const seen = widgets.filter((widget) => !widget.hidden);
  const fromTheTop = inReadingOrder(seen);
  // Five hundred widgets on one spot are more pairs than anybody reads of: it stops when the list is full.
  for (const [index, b] of anyCollide(fromTheTop) ? seen.entries() : []) {
    for (let before = 0; before < index && !found.fullOfWarnings(); before += 1) {
      const a = seen[before];
      if (a === undefined || !collides(a, b)) continue;
      found.warning(pathOf(b), "overlap", `"${nameOf(b)}" lies over "${nameOf(a)}".`);
    }
  }
  let bottom = 0;
  for (const widget of fromTheTop) {
    if (widget.y - bottom > FAR_ROWS) {
      found.warning(pathOf(widget), "off-screen", `"${nameOf(widget)}" stands far below the others.`);
    }
    bottom = Math.max(bottom, widget.y + widget.h);
  }
};

/** In most layouts nothing overlaps, and to see that takes fewer looks than there are pairs. */
const anyCollide = (fromTheTop: readonly Widget[]): boolean => {
  let open: Widget[] = [];
  for (const widget of fromTheTop) {
    open = open.filter(({ y, h }) => y + h > widget.y);
    if (open.some((other) => collides(other, widget))) return true;
    open.push(widget);
  }
  return false;
};
