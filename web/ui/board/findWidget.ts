/** A widget by id, wherever it is placed. What it is, it is on both form factors. */
import type { Layout, Widget } from "../../../worker/layout/schema.ts";

export const findWidget = (layout: Layout | null, id: string): Widget | undefined =>
  layout?.desktop.find((widget) => widget.id === id) ?? layout?.mobile.find((widget) => widget.id === id);
