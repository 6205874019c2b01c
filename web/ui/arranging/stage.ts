/**
 * The frames on the page, as a gesture moves them: only what goes elsewhere is written, and React renders nothing
 * until the gesture ends. `show` the layout that then holds before React does, or what it never knew of stays.
 */
import type { Box } from "../../../worker/layout/placement.ts";
import type { Layout } from "../../../worker/layout/schema.ts";
import { boardHeight, frameStyle, type Metrics, type PixelBox, toPixels } from "../board/gridMetrics.ts";

export type Stage = {
  readonly show: (layout: Layout) => void;
  /** Under the pointer: not where it would land, but where it is held. */
  readonly hold: (id: string, box: PixelBox) => void;
  /** The pointer has let go: `show` places these again. */
  readonly letGo: () => void;
};

export const createStage = ({
  board,
  start,
  metricsNow,
  towardsEnd,
}: {
  readonly board: HTMLElement;
  /** What React has put on the page. */
  readonly start: Layout;
  readonly metricsNow: () => Metrics;
  readonly towardsEnd: 1 | -1;
}): Stage => {
  const frames = elementsById(board, "widgetId");
  const landings = elementsById(board, "landing");
  const written = new Map<string, Box>(start.desktop.map((widget) => [widget.id, widget]));
  const held = new Set<string>();
  let height = 0;

  const write = (element: HTMLElement | undefined, box: PixelBox): void => {
    if (element !== undefined) Object.assign(element.style, frameStyle(box, towardsEnd));
  };

  return {
    show: (layout) => {
      const metrics = metricsNow();
      for (const widget of layout.desktop) {
        const last = written.get(widget.id);
        if (last !== undefined && sameNumbers(last, widget)) continue;
        written.set(widget.id, widget);
        const pixels = toPixels(widget, metrics);
        write(landings.get(widget.id), pixels);
        if (!held.has(widget.id)) write(frames.get(widget.id), pixels);
      }
      const visible = layout.desktop.filter(({ hidden }) => !hidden);
      // Shrinking under a pointer at the end of the page would scroll it away.
      height = Math.max(held.size > 0 ? height : 0, boardHeight(visible, metrics, true));
      board.style.height = `${height}px`;
    },
    hold: (id, box) => {
      held.add(id);
      write(frames.get(id), box);
    },
    letGo: () => {
      for (const id of held) written.set(id, NOWHERE);
      held.clear();
    },
  };
};

const NOWHERE: Box = { x: -1, y: -1, w: 0, h: 0 };

const elementsById = (board: HTMLElement, name: "widgetId" | "landing"): ReadonlyMap<string, HTMLElement> =>
  new Map(
    [...board.children].flatMap((child): [string, HTMLElement][] => {
      const id = child instanceof HTMLElement ? child.dataset[name] : undefined;
      return child instanceof HTMLElement && id !== undefined ? [[id, child]] : [];
    }),
  );

const sameNumbers = (a: Box, b: Box): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
