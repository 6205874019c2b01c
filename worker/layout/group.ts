/** Gestures on several widgets at once: moved as one body, copied, put in from elsewhere. Each is one step. */
import { fitted, placeWidgets, withDesktop } from "./edit.ts";
import { columnsOf, FORMS, LIMITS } from "./limits.ts";
import { phoneList, withPhoneList } from "./phone.ts";
import { type Box, firstFree, inReadingOrder, makeRoom } from "./placement.ts";
import type { Form, Layout, Widget } from "./schema.ts";

/** So many units towards the end and down, so many wider and higher. */
export type Shift = Box;

export const NO_SHIFT: Shift = { x: 0, y: 0, w: 0, h: 0 };

/**
 * Where these widgets of the desktop want to lie once they are shifted together. As a body they stop at the edges of
 * the grid, so that they keep their places among themselves; each grows within its own limits. Locked ones stay out.
 */
export const shifted = (layout: Layout, ids: ReadonlySet<string>, by: Shift): ReadonlyMap<string, Box> => {
  const widgets = layout.desktop.filter(({ id, locked }) => ids.has(id) && !locked);
  const columns = columnsOf(layout, "desktop");
  const { x, y, w, h } = bounds(widgets);
  const dx = between(by.x, -x, columns - x - w);
  const dy = between(by.y, -y, LIMITS.rows - y - h);
  const to = (one: Widget): Box => ({ x: one.x + dx, y: one.y + dy, w: one.w + by.w, h: one.h + by.h });
  return new Map(
    widgets.map((widget) => {
      const { w: width, h: height } = fitted(widget, { ...to(widget), x: 0 }, columns);
      // What grows stops at the edge instead of moving back from it.
      const wide = by.w === 0 ? widget.w : Math.min(width, columns - widget.x - dx);
      return [widget.id, { ...to(widget), w: wide, h: height }];
    }),
  );
};

/** Moved and resized together, as one step. */
export const shiftWidgets = (layout: Layout, ids: ReadonlySet<string>, by: Shift): Layout =>
  placeWidgets(layout, shifted(layout, ids, by));

/**
 * Puts widgets in that are not there yet. Desktop: placed among themselves as they come, at the first free place from
 * the row of `near` on. Phone: right after `near`, else at the end. All or none: where an id is taken or the limits
 * would be passed, the layout stays as it is.
 */
export const insertWidgets = (
  layout: Layout,
  form: Form,
  { widgets, near }: { readonly widgets: readonly Widget[]; readonly near?: string | undefined },
): Layout => {
  const taken = new Set(FORMS.flatMap((one) => layout[one].map(({ id }) => id)));
  if (widgets.length === 0 || widgets.some(({ id }) => taken.has(id))) return layout;
  if (form === "mobile") {
    const list = phoneList(layout);
    const at = list.findIndex(({ id }) => id === near) + 1;
    return withPhoneList(layout, list.toSpliced(at === 0 ? list.length : at, 0, ...widgets));
  }
  const columns = columnsOf(layout, "desktop");
  const group = apart(widgets.map((widget) => ({ ...widget, ...fitted(widget, widget, columns) })));
  const from = bounds(group);
  const to = firstFree(
    layout.desktop,
    from,
    columns,
    layout.desktop.find(({ id }) => id === near),
  );
  const moved = group.map((one) => ({ ...one, x: one.x - from.x + to.x, y: one.y - from.y + to.y }));
  return withDesktop(layout, [...layout.desktop, ...moved]);
};

/** Copies right under the originals, or on the phone right after them; what is there makes room. */
export const duplicateWidgets = (
  layout: Layout,
  form: Form,
  copyIdById: ReadonlyMap<string, string>,
): Layout => {
  const list = form === "desktop" ? layout.desktop : phoneList(layout);
  const originals = list.filter(({ id, hidden }) => copyIdById.has(id) && !hidden);
  const copies = originals.map((one) => loose({ ...one, id: copyIdById.get(one.id) ?? one.id }));
  const inserted = insertWidgets(layout, form, { widgets: copies, near: originals.at(-1)?.id });
  if (form === "mobile" || inserted === layout) return inserted;
  const { h } = bounds(originals);
  const under = copies.map(({ id, ...one }): [string, Box] => [id, { ...boxOf(one), y: one.y + h }]);
  return placeWidgets(inserted, new Map(under));
};

/** A copy can be seen and moved, whatever became of its original. */
export const loose = ({ locked, hidden, ...widget }: Widget): Widget => widget;

export const boxOf = ({ x, y, w, h }: Box): Box => ({ x, y, w, h });

/** The smallest box around all of them. */
export const bounds = (boxes: readonly Box[]): Box => {
  if (boxes.length === 0) return NO_SHIFT;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const w = Math.max(...boxes.map((box) => box.x + box.w)) - x;
  return { x, y, w, h: Math.max(...boxes.map((box) => box.y + box.h)) - y };
};

/** Widgets of a wider grid may have come to lie over each other when they were fitted into this one. */
const apart = (widgets: readonly Widget[]): readonly Widget[] =>
  inReadingOrder(makeRoom(widgets, { tolerated: new Set() }));

const between = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, Math.round(value)));
