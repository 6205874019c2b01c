/**
 * Widgets on their way through a clipboard, as text that any dashboard, device or editor can hold:
 *
 *     { "kind": "gridkeep-widgets", "version": 1, "columns": 12, "widgets": [ … ] }
 *
 * Widgets are those of a layout, in reading order, with the places they had; `columns` says on how wide a grid.
 * What comes back is read by `readClip` (read-clip.ts), which trusts nothing of it.
 */
import { columnsOf } from "./limits.ts";
import { phoneList } from "./phone.ts";
import { type Box, inReadingOrder } from "./placement.ts";
import type { Form, Layout, Widget } from "./schema.ts";

export const CLIP_KIND = "gridkeep-widgets";
export const CLIP_VERSION = 1;

export type Clip = {
  readonly kind: typeof CLIP_KIND;
  readonly version: typeof CLIP_VERSION;
  readonly columns: number;
  readonly widgets: readonly Widget[];
};

/** Sealed widgets stay: without their key they would be empty elsewhere. */
export const clipOf = (layout: Layout, form: Form, ids: ReadonlySet<string>): Clip => {
  const list = form === "desktop" ? layout.desktop : phoneList(layout);
  // The phone has made its cards as wide as itself. Where the desktop has the widget too, that place says more.
  const placed = new Map(layout.desktop.map((widget) => [widget.id, widget]));
  const chosen = list.filter(({ id, sealed }) => ids.has(id) && sealed === undefined);
  return {
    kind: CLIP_KIND,
    version: CLIP_VERSION,
    columns: columnsOf(layout, "desktop"),
    widgets: inReadingOrder(chosen.map((widget) => placed.get(widget.id) ?? widget)),
  };
};

/** As wide and as far in on a grid of so many columns; what stood side by side goes on doing so. */
export const onColumns = (clip: Clip, columns: number): readonly Widget[] => {
  if (clip.columns === columns) return clip.widgets;
  const at = (x: number): number => Math.round((x * columns) / clip.columns);
  return clip.widgets.map(({ minW, maxW, ...widget }) => {
    const box: Pick<Box, "x" | "w"> = { x: at(widget.x), w: at(widget.x + widget.w) - at(widget.x) };
    const x = Math.min(box.x, columns - 1);
    return { ...widget, x, w: Math.max(1, box.w) };
  });
};
