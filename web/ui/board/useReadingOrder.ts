/**
 * The order in which frames stand in the page, which is the order of Tab and of screen readers: from top to bottom.
 * It holds still while someone arranges, because moving an element in the page costs it focus and scroll.
 */
import { useRef } from "react";
import { inReadingOrder } from "../../../worker/layout/placement.ts";
import type { Widget } from "../../../worker/layout/schema.ts";

export const useReadingOrder = (widgets: readonly Widget[], editing: boolean): readonly Widget[] => {
  const kept = useRef<ReadonlyMap<string, number>>(new Map());
  const ordered = inReadingOrder(widgets);
  // Someone types in a widget while another device moves it: the same cost.
  if (editing || document.activeElement?.closest(".board")) {
    const place = (widget: Widget): number => kept.current.get(widget.id) ?? Number.MAX_SAFE_INTEGER;
    ordered.sort((a, b) => place(a) - place(b));
  }
  kept.current = new Map(ordered.map((widget, index) => [widget.id, index]));
  return ordered;
};
