/** One dashboard under another: what was there stays, what comes stands below it, as wide as the grid has room. Pure. */
import { columnsOf } from "../../../worker/layout/limits.ts";
import { phoneList, withPhoneList } from "../../../worker/layout/phone.ts";
import { makeRoom, overlappingPairs, withinLimits } from "../../../worker/layout/placement.ts";
import type { Layout, Widget } from "../../../worker/layout/schema.ts";

/** Null where both together would be more than a dashboard can hold. `newId` names what has a name that is taken. */
export const appended = (layout: Layout, coming: Layout, newId: () => string): Layout | null => {
  const named = withFreeIds(layout, coming, newId);
  const top = Math.max(0, ...layout.desktop.map(({ y, h }) => y + h));
  const scale = scaled(columnsOf(coming, "desktop"), columnsOf(layout, "desktop"));
  const below = named.desktop.map((widget) => ({ ...scale(widget), y: widget.y + top }));
  const desktop = [...layout.desktop, ...makeRoom(below, { tolerated: overlappingPairs(named.desktop) })];
  if (!withinLimits(desktop)) return null;
  const both = { ...layout, desktop };
  // What the desktop gains shows at the end of the phone's list by itself.
  if (named.mobile.length === 0) return both;
  const onPhone = withPhoneList(both, [...phoneList(layout), ...phoneList(named)]);
  return onPhone === both ? null : onPhone;
};

const withFreeIds = (layout: Layout, coming: Layout, newId: () => string): Layout => {
  const taken = new Set([...layout.desktop, ...layout.mobile].map(({ id }) => id));
  const idFor = new Map<string, string>();
  for (const { id } of [...coming.desktop, ...coming.mobile])
    if (!idFor.has(id)) idFor.set(id, taken.has(id) ? newId() : id);
  const rename = (widget: Widget): Widget => ({ ...widget, id: idFor.get(widget.id) ?? widget.id });
  return { ...coming, desktop: coming.desktop.map(rename), mobile: coming.mobile.map(rename) };
};

/** By its edges, so that what stood side by side still does. */
const scaled =
  (from: number, to: number) =>
  (widget: Widget): Widget => {
    if (from === to) return widget;
    const left = Math.min(to - 1, Math.floor((widget.x * to) / from));
    const right = Math.floor(((widget.x + widget.w) * to) / from);
    // Limits of a width that were counted in other columns mean nothing here.
    const { minW: _, maxW: __, ...kept } = widget;
    return { ...kept, x: left, w: Math.max(1, Math.min(to, right) - left) };
  };
