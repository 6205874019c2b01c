/**
 * Brings a widget onto a form factor from the other one: at the phone's end, or where the desktop has room. What it is,
 * it is on both; on the one that it comes from nothing changes.
 */
import { withDesktop } from "./edit.ts";
import { columnsOf } from "./limits.ts";
import { phoneList, withPhoneList } from "./phone.ts";
import { firstFree } from "./placement.ts";
import type { Form, Layout, Widget } from "./schema.ts";

/** What is seen on a form factor. */
export const seenOn = (layout: Layout, form: Form): readonly Widget[] =>
  form === "mobile" ? phoneList(layout) : layout.desktop.filter((widget) => !widget.hidden);

/** What is seen on the other form factor alone, in its order. */
export const missingOn = (layout: Layout, form: Form): readonly Widget[] => {
  const here = new Set(seenOn(layout, form).map(({ id }) => id));
  return seenOn(layout, form === "mobile" ? "desktop" : "mobile").filter(({ id }) => !here.has(id));
};

/** Where it is there already, is nowhere, or does not fit, the layout stays as it is. */
export const bringWidget = (layout: Layout, form: Form, id: string): Layout => {
  const widget = missingOn(layout, form).find((one) => one.id === id);
  if (widget === undefined) return layout;
  if (form === "mobile") return withPhoneList(layout, [...phoneList(layout), widget]);
  const columns = columnsOf(layout, "desktop");
  // As wide there as what fills a phone is on twelve columns.
  const size = { w: Math.max(1, Math.round(columns / 3)), h: widget.h };
  const rest = layout.desktop.filter((one) => one.id !== id);
  return withDesktop(layout, [...rest, { ...widget, ...firstFree(rest, size, columns) }]);
};
