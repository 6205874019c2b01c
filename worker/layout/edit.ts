/**
 * The gestures, as functions from layout to layout. A gesture on one form factor changes that one's places only;
 * what a widget is (type, title, config) it is on both. No gesture returns an invalid layout from a valid one.
 */

import { columnsOf, FORMS, LIMITS } from "./limits.ts";
import { phoneList, withPhoneList } from "./phone.ts";
import { type Box, collides, firstFree, pack, placeAll, withinLimits } from "./placement.ts";
import { same } from "./same.ts";
import type { Config, Form, Layout, Widget } from "./schema.ts";

export type Content = { readonly title?: string | undefined; readonly config?: Config };

/** Sizes on a 12-column grid, from what the built-in widgets need to be read. */
const SIZES: Readonly<Record<string, { w: number; h: number }>> = {
  clock: { w: 3, h: 3 },
  notes: { w: 4, h: 4 },
  checklist: { w: 4, h: 5 },
  links: { w: 3, h: 4 },
  countdown: { w: 3, h: 3 },
  metric: { w: 3, h: 3 },
  chart: { w: 6, h: 5 },
  image: { w: 4, h: 4 },
  embed: { w: 6, h: 6 },
};

/**
 * Adds a widget at the first free place of the desktop (wide grids scale its width), or at the phone's end. Where
 * the id is taken, or nothing more fits, the layout stays as it is.
 */
export const addWidget = (
  layout: Layout,
  form: Form,
  { id, type, title, config = {} }: { readonly id: string; readonly type: string } & Content,
): Layout => {
  // On either form factor: one id is one widget, however often it is placed.
  if (FORMS.some((one) => layout[one].some((widget) => widget.id === id))) return layout;
  const list = form === "desktop" ? layout.desktop : phoneList(layout);
  const columns = columnsOf(layout, "desktop");
  const size = (Object.hasOwn(SIZES, type) ? SIZES[type] : undefined) ?? { w: 4, h: 4 };
  const w = Math.min(columns, Math.max(1, Math.round((size.w * columns) / 12)));
  const box = firstFree(layout.desktop, { w, h: size.h }, columns);
  const widget: Widget = { id, type, ...(title === undefined ? {} : { title }), ...box, config };
  return form === "desktop"
    ? withDesktop(layout, [...list, widget])
    : withPhoneList(layout, [...list, widget]);
};

/**
 * Moves and resizes within the grid and the widget's own limits; neighbours make room. Locked widgets stay, and
 * nothing is put over them.
 */
export const placeWidget = (layout: Layout, id: string, box: Box): Layout =>
  placeWidgets(layout, new Map([[id, box]]));

/** The same for several at once: all of them, or where one would lie over a locked widget, none. */
export const placeWidgets = (layout: Layout, boxById: ReadonlyMap<string, Box>): Layout => {
  const columns = columnsOf(layout, "desktop");
  const to = new Map<string, Box>();
  let moves = false;
  for (const widget of layout.desktop) {
    const box = boxById.get(widget.id);
    if (box === undefined || widget.locked || !isMeasured(box)) continue;
    const target = fitted(widget, box, columns);
    to.set(widget.id, target);
    moves ||= !sameBox(target, widget);
  }
  const isTaken = (one: Widget): boolean =>
    one.locked === true && !one.hidden && [...to.values()].some((box) => collides(one, box));
  if (!moves || layout.desktop.some(isTaken)) return layout;
  return withDesktop(layout, placeAll(layout.desktop, to));
};

/** Phone: to a position of the list, counted from 0 at the top. Locked widgets stay where the others leave them. */
export const reorderPhone = (layout: Layout, id: string, to: number): Layout => {
  const list = phoneList(layout);
  const from = list.findIndex((widget) => widget.id === id);
  const widget = list[from];
  const target = within(to, 0, list.length - 1);
  if (widget === undefined || widget.locked || target === from || Number.isNaN(target)) return layout;
  return withPhoneList(layout, list.toSpliced(from, 1).toSpliced(target, 0, widget));
};

/** Phone: height in rows. */
export const resizePhone = (layout: Layout, id: string, h: number): Layout => {
  const list = phoneList(layout);
  const widget = list.find((one) => one.id === id);
  if (widget === undefined || widget.locked || Number.isNaN(h)) return layout;
  const resized = { ...widget, h: fitted(widget, { ...widget, h }, columnsOf(layout, "mobile")).h };
  if (resized.h === widget.h) return layout;
  const resizedList = list.map((one) => (one.id === id ? resized : one));
  return withPhoneList(layout, resizedList);
};

/** Gives a widget another title or config, wherever it is placed. An empty title is no title; a sealed config stays. */
export const editWidget = (layout: Layout, id: string, content: Content): Layout => {
  const edit = (widget: Widget): Widget => {
    if (widget.id !== id) return widget;
    const { title, ...rest } = widget;
    const wanted = "title" in content ? content.title : title;
    const config = widget.sealed === undefined ? (content.config ?? widget.config) : widget.config;
    const edited = { ...rest, ...(wanted ? { title: wanted } : {}), config };
    return same(edited, widget) ? widget : edited;
  };
  if (FORMS.every((form) => layout[form].every((widget) => edit(widget) === widget))) return layout;
  return { ...layout, desktop: layout.desktop.map(edit), mobile: layout.mobile.map(edit) };
};

/** Takes a widget off one form factor. On the phone it stays on the desktop, if it is there. */
export const removeWidget = (layout: Layout, form: Form, id: string): Layout =>
  removeWidgets(layout, form, new Set([id]));

export const removeWidgets = (layout: Layout, form: Form, ids: ReadonlySet<string>): Layout => {
  const list = form === "desktop" ? layout.desktop : phoneList(layout);
  const rest = list.filter((widget) => !ids.has(widget.id));
  // Without this, taking off what is not there would save a derived phone list.
  if (rest.length === list.length) return layout;
  return form === "desktop" ? withDesktop(layout, rest) : withPhoneList(layout, rest);
};

/** Closes the gaps of the desktop. */
export const tidy = (layout: Layout): Layout => {
  const desktop = pack(layout.desktop);
  return desktop.every((widget, index) => widget === layout.desktop[index])
    ? layout
    : withDesktop(layout, desktop);
};

/** The grid ends somewhere: a gesture that would pass its limits does nothing. */
export const withDesktop = (layout: Layout, desktop: readonly Widget[]): Layout =>
  withinLimits(desktop) ? { ...layout, desktop } : layout;

export const sameBox = (a: Box, b: Box): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

const isMeasured = ({ x, y, w, h }: Box): boolean => ![x, y, w, h].some(Number.isNaN);

/** Where it comes to lie on this grid, within the widget's own limits. */
export const fitted = (widget: Widget, box: Box, columns: number): Box => {
  const w = within(box.w, widget.minW ?? 1, Math.min(widget.maxW ?? columns, columns));
  // A widget that came taller than a gesture makes one keeps its height when it is moved.
  const h = within(
    box.h,
    widget.minH ?? 1,
    Math.min(widget.maxH ?? LIMITS.rows, Math.max(TALLEST, widget.h)),
  );
  return { x: within(box.x, 0, columns - w), y: within(box.y, 0, LIMITS.rows - h), w, h };
};

/** Rows: as tall as a gesture makes a widget. */
const TALLEST = 1000;

const within = (value: number, least: number, most: number): number =>
  Math.max(Math.min(least, most), Math.min(most, Math.round(value)));
