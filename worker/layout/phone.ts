/**
 * The phone's view: an ordered list of its own, derived from the desktop until a gesture on the phone first
 * changes it. A derived list is shown, never saved. Once it has a life of its own, widgets that the desktop gained
 * since are shown at its end, again only derived; taking such a widget off the phone hides it there.
 */

import { columnsOf } from "./limits.ts";
import { inReadingOrder, withinLimits } from "./placement.ts";
import type { Layout, Widget } from "./schema.ts";

/** Visible widgets from top to bottom, one a row. */
export const phoneList = (layout: Layout): readonly Widget[] => {
  const own = inReadingOrder(layout.mobile);
  const placed = new Set(own.map((widget) => widget.id));
  const derived = inReadingOrder(layout.desktop).filter((widget) => !placed.has(widget.id));
  return stack([...own, ...derived], columnsOf(layout, "mobile")).filter((widget) => !widget.hidden);
};

/**
 * The layout whose phone list is now this one: what a gesture on the phone saves. Where a phone can't hold the list,
 * the layout as it was.
 */
export const withPhoneList = (layout: Layout, visible: readonly Widget[]): Layout => {
  const shown = new Set(visible.map((widget) => widget.id));
  const onDesktop = new Set(layout.desktop.map((widget) => widget.id));
  const all = [
    ...layout.mobile,
    ...layout.desktop.filter((one) => !layout.mobile.some(({ id }) => id === one.id)),
  ];
  // Left out without a trace, a widget of the desktop would be derived again.
  const hidden = all
    .filter((widget) => !shown.has(widget.id) && onDesktop.has(widget.id))
    .map((widget) => ({ ...widget, hidden: true }));
  const mobile = stack([...visible, ...hidden], columnsOf(layout, "mobile"));
  return withinLimits(mobile) ? { ...layout, mobile } : layout;
};

/** Back to the derived list. */
export const resetPhone = (layout: Layout): Layout => ({ ...layout, mobile: [] });

const stack = (widgets: readonly Widget[], columns: number): readonly Widget[] => {
  let bottom = 0;
  return widgets.map(({ minW, maxW, ...widget }) => {
    const y = bottom;
    if (!widget.hidden) bottom += widget.h;
    return { ...widget, x: 0, y, w: columns };
  });
};
