/** A rectangle drawn over the empty board chooses what it touches. By mouse and pen; a finger scrolls there. */
import type { Widget } from "../../../worker/layout/schema.ts";
import { type Metrics, type PixelBox, toPixels } from "../board/gridMetrics.ts";
import { choose } from "./chosen.ts";
import { selection } from "./selection.ts";
import { trackPointer } from "./trackPointer.ts";

/** Ids of the widgets that a rectangle touches, all in pixels from the board's inline start. */
export const touchedBy = (
  rectangle: PixelBox,
  widgets: readonly Widget[],
  metrics: Metrics,
): ReadonlySet<string> =>
  new Set(
    widgets
      .filter((widget) => !widget.hidden && meet(rectangle, toPixels(widget, metrics)))
      .map(({ id }) => id),
  );

/** Between two corners, whichever comes first. */
export const spanned = (x: number, y: number, dx: number, dy: number): PixelBox => ({
  left: Math.min(x, x + dx),
  top: Math.min(y, y + dy),
  width: Math.abs(dx),
  height: Math.abs(dy),
});

const meet = (a: PixelBox, b: PixelBox): boolean =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

export const drawMarquee = (
  press: PointerEvent,
  board: HTMLElement,
  { widgets, metrics }: { readonly widgets: readonly Widget[]; readonly metrics: Metrics },
): void => {
  const adds = press.shiftKey || press.ctrlKey || press.metaKey;
  const before = adds ? selection.get() : new Set<string>();
  const sides = board.getBoundingClientRect();
  const towardsEnd = getComputedStyle(board).direction === "rtl" ? -1 : 1;
  const x = towardsEnd === 1 ? press.clientX - sides.left : sides.right - press.clientX;
  const y = press.clientY - sides.top;
  const drawn = document.createElement("div");
  drawn.className = "marquee";
  trackPointer(press, board, {
    onStart: () => board.append(drawn),
    onMove: ({ dx, dy }) => {
      const area = spanned(x, y, dx * towardsEnd, dy);
      drawn.style.transform = `translate(${area.left * towardsEnd}px, ${area.top}px)`;
      drawn.style.width = `${area.width}px`;
      drawn.style.height = `${area.height}px`;
      selection.set(new Set([...before, ...touchedBy(area, widgets, metrics)]));
    },
    onEnd: (outcome) => {
      drawn.remove();
      if (outcome === "cancelled") selection.set(before);
      else choose(outcome === "clicked" ? before : selection.get());
    },
  });
};
