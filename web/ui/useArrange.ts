/**
 * One gesture at a time, by pointer or keyboard. While it lasts the layout as it was at its start is shown with the
 * widget in its new place and its neighbours making room; the layout itself changes once, when the gesture ends.
 */
import { type PointerEvent as ReactPointerEvent, useMemo, useRef, useState } from "react";
import { placeWidget } from "../../worker/layout/edit.ts";
import { columnsOf } from "../../worker/layout/limits.ts";
import type { Box } from "../../worker/layout/placement.ts";
import type { Layout, Widget } from "../../worker/layout/schema.ts";
import { widgetPersistenceManager as keeper } from "../client/index.ts";
import { announce } from "./announcer.tsx";
import { type Metrics, type PixelBox, toPixels, toUnits } from "./gridMetrics.ts";
import { trackPointer } from "./trackPointer.ts";
import { nameOf } from "./widgetKinds.ts";
import { words } from "./words.ts";

export type GestureKind = "drag" | "size" | "lift";

type Gesture = { readonly kind: GestureKind; readonly id: string; readonly start: Layout; readonly box: Box };

export type Arrange = {
  /** What to draw: the layout, or its preview while something is held. */
  readonly shown: Layout;
  readonly held: { readonly kind: GestureKind; readonly id: string; readonly landing: Box } | null;
  readonly press: (event: ReactPointerEvent<HTMLElement>, id: string, kind: "drag" | "size") => void;
  readonly lift: (id: string) => void;
  readonly nudge: (key: string, resize: boolean) => void;
  readonly drop: () => void;
  readonly cancel: () => void;
};

export const useArrange = (layout: Layout, metrics: Metrics): Arrange => {
  const [gesture, setGesture] = useState<Gesture | null>(null);
  const shown = useMemo(
    () => (gesture === null ? layout : placeWidget(gesture.start, gesture.id, gesture.box)),
    [gesture, layout],
  );
  // The handlers outlive the render that made them: a pointer is followed over many.
  const now = useRef({ layout, metrics, gesture });
  now.current = { layout, metrics, gesture };

  return useMemo(() => {
    const hold = (next: Gesture | null): void => {
      now.current.gesture = next;
      setGesture(next);
    };

    const drop = (): void => {
      const held = now.current.gesture;
      if (held === null) return;
      const { id, box } = held;
      hold(null);
      // On the layout of now: another device may have changed it meanwhile.
      keeper.edit((current) => placeWidget(current, id, box));
      const widget = find(keeper.state.layout, id);
      if (widget !== undefined) announce(words.dropped(nameOf(widget), words.place(widget)));
    };

    const cancel = (): void => {
      const held = now.current.gesture;
      if (held === null) return;
      hold(null);
      const widget = find(held.start, held.id);
      if (widget !== undefined) announce(words.cancelled(nameOf(widget)));
    };

    const lift = (id: string): void => {
      const widget = find(now.current.layout, id);
      if (widget === undefined || now.current.gesture !== null) return;
      if (widget.locked) {
        announce(words.isLocked(nameOf(widget)));
        return;
      }
      hold({ kind: "lift", id, start: now.current.layout, box: boxOf(widget) });
      announce(words.lifted(nameOf(widget), words.place(widget)));
    };

    const nudge = (key: string, resize: boolean): void => {
      const held = now.current.gesture;
      if (held === null) return;
      const wanted = nudged(held.box, key, resize);
      // What the grid and the widget's limits make of it, so that no key press is lost behind a wall.
      const landed = find(placeWidget(held.start, held.id, wanted), held.id);
      if (landed === undefined) return;
      hold({ ...held, box: boxOf(landed) });
      announce(words.place(landed));
    };

    const press = (event: ReactPointerEvent<HTMLElement>, id: string, kind: "drag" | "size"): void => {
      const { layout: start, metrics: grid } = now.current;
      const widget = find(start, id);
      const frame = event.currentTarget.closest<HTMLElement>("[data-widget-id]");
      // A captured pointer would take the click away from the menu's button.
      if (event.target instanceof Element && event.target.closest("button") !== null) return;
      if (
        event.button !== 0 ||
        widget === undefined ||
        widget.locked ||
        frame === null ||
        now.current.gesture
      )
        return;
      const from = toPixels(widget, grid);
      const towardsEnd = getComputedStyle(frame).direction === "rtl" ? -1 : 1;
      trackPointer(event.nativeEvent, {
        onStart: () => hold({ kind, id, start, box: boxOf(widget) }),
        onMove: ({ dx, dy }) => {
          const at =
            kind === "drag" ? moved(from, dx * towardsEnd, dy) : stretched(from, dx * towardsEnd, dy);
          writeBox(frame, at, towardsEnd);
          const box = withinColumns(toUnits(at, grid), kind, columnsOf(start, "desktop"));
          const held = now.current.gesture;
          if (held !== null && !sameBox(held.box, box)) hold({ ...held, box });
        },
        onEnd: (outcome) => {
          if (outcome === "dropped") drop();
          else cancel();
          // React does not know that the frame was elsewhere, and would leave it there.
          const landed = find(keeper.state.layout, id) ?? widget;
          writeBox(frame, toPixels(landed, now.current.metrics), towardsEnd);
        },
      });
    };

    return {
      shown,
      held: gesture && {
        kind: gesture.kind,
        id: gesture.id,
        landing: boxOf(find(shown, gesture.id) ?? gesture.box),
      },
      press,
      lift,
      nudge,
      drop,
      cancel,
    };
  }, [shown, gesture]);
};

/** The one way a frame gets its place, by React and by a finger alike. */
export const frameStyle = ({ left, top, width, height }: PixelBox, towardsEnd: 1 | -1) => ({
  transform: `translate(${left * towardsEnd}px, ${top}px)`,
  width: `${width}px`,
  height: `${height}px`,
});

const writeBox = (frame: HTMLElement, box: PixelBox, towardsEnd: 1 | -1): void => {
  Object.assign(frame.style, frameStyle(box, towardsEnd));
};

const find = (layout: Layout | null, id: string): Widget | undefined =>
  layout?.desktop.find((widget) => widget.id === id);

const boxOf = ({ x, y, w, h }: Box): Box => ({ x, y, w, h });

const sameBox = (a: Box, b: Box): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

const moved = (from: PixelBox, dx: number, dy: number): PixelBox => ({
  ...from,
  left: from.left + dx,
  top: from.top + dy,
});

const LEAST_PX = 32;

const stretched = (from: PixelBox, dx: number, dy: number): PixelBox => ({
  ...from,
  width: Math.max(LEAST_PX, from.width + dx),
  height: Math.max(LEAST_PX, from.height + dy),
});

/** A widget dragged past the edge stays whole, and one stretched past it stops there instead of moving back. */
const withinColumns = (box: Box, kind: "drag" | "size", columns: number): Box =>
  kind === "drag"
    ? { ...box, x: Math.min(box.x, Math.max(0, columns - box.w)) }
    : { ...box, w: Math.min(box.w, columns - box.x) };

const nudged = (box: Box, key: string, resize: boolean): Box => {
  const towardsEnd = document.documentElement.dir === "rtl" ? -1 : 1;
  const dx = key === "ArrowRight" ? towardsEnd : key === "ArrowLeft" ? -towardsEnd : 0;
  const dy = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  return resize
    ? { ...box, w: Math.max(1, box.w + dx), h: Math.max(1, box.h + dy) }
    : { ...box, x: Math.max(0, box.x + dx), y: Math.max(0, box.y + dy) };
};
