/**
 * One gesture at a time, by pointer, finger or keys. While it lasts the stage shows it; React hears of its beginning
 * and its end, and the layout changes once, by one command, when it ends.
 */

import type { KeyboardEvent, PointerEvent as ReactPointerEvent } from "react";
import { flushSync } from "react-dom";
import type { Shift } from "../../../worker/layout/group.ts";
import type { Layout } from "../../../worker/layout/schema.ts";
import { type Metrics, type PixelBox, toPixels } from "../board/gridMetrics.ts";
import { announce } from "../common/announcer.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { nameOf } from "../widgetKinds.ts";
import { pressKey } from "./boardKeys.ts";
import { begin, commandOf, type Gesture, leadBox, nudged, stepOf, taken, widgetIn } from "./gesture.ts";
import { perform } from "./perform.ts";
import { selection } from "./selection.ts";
import { createStage, type Stage } from "./stage.ts";
import { type Travel, trackPointer } from "./trackPointer.ts";
import type { Arrange, GestureKind, Held } from "./useArrange.ts";

export const createArranging = ({
  board,
  now,
  onHeld,
}: {
  readonly board: () => HTMLElement | null;
  /** What is shown, and how large: a pointer is followed over many renders. */
  readonly now: () => { readonly layout: Layout; readonly metrics: Metrics };
  readonly onHeld: (held: Held | null) => void;
}): Arrange => {
  let gesture: Gesture | null = null;
  let stage: Stage | null = null;

  const hold = (next: Gesture): void => {
    if (next === gesture) return;
    gesture = next;
    stage?.show(next.preview);
  };

  const start = (next: Gesture): void => {
    gesture = next;
    const { kind, lead, ids } = next;
    flushSync(() => onHeld({ kind, lead, ids, start: next.start }));
    // Once the landing places stand on the page.
    const on = board();
    if (on === null) return;
    stage = createStage({
      board: on,
      start: next.start,
      metricsNow: () => now().metrics,
      towardsEnd: towardsEndOf(on),
    });
  };

  /** The layout that holds from now on is shown at once: React does not know what was written on the stage. */
  const end = (holds: Layout | null): void => {
    gesture = null;
    stage?.letGo();
    if (holds !== null) stage?.show(holds);
    stage = null;
    onHeld(null);
  };

  const drop = (): void => {
    const ended = gesture;
    if (ended === null) return;
    gesture = null;
    // On the layout of now: another device may have changed it meanwhile.
    perform(commandOf(ended));
    end(keeper.state.layout);
    announce(saidOf(ended, keeper.state.layout ?? ended.start, words.dropped, words.droppedMany));
  };

  const cancel = (): void => {
    const ended = gesture;
    if (ended === null) return;
    end(keeper.state.layout ?? ended.start);
    announce(saidOf(ended, ended.start, words.cancelled, words.cancelledMany));
  };

  const lift = (id: string): void => {
    const { layout: from } = now();
    const widget = widgetIn(from, id);
    if (widget === undefined || gesture !== null) return;
    const lifted = begin({ kind: "lift", lead: id, chosen: selection.get(), layout: from });
    if (lifted === null) {
      announce(words.isLocked(nameOf(widget)));
      return;
    }
    start(lifted);
    announce(saidOf(lifted, from, words.lifted, words.liftedMany));
  };

  const nudge = (key: string, resize: boolean): void => {
    const ended = gesture;
    if (ended === null) return;
    hold(nudged(ended, stepOf(key, resize, towardsEndOf(document.documentElement))));
    if (gesture !== null) announce(words.place(leadBox(gesture)));
  };

  const press = (event: ReactPointerEvent<HTMLElement>, id: string, kind: "drag" | "size"): void => {
    const { layout: from, metrics: grid } = now();
    const pressed = event.target instanceof Element ? event.target : null;
    // A captured pointer would take the click away from the menu's button.
    if (event.button !== 0 || gesture !== null || pressed?.closest("button") !== null) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    // A finger on anything but a handle scrolls.
    if (event.pointerType === "touch" && pressed?.closest(".grip, .frame-corner") === null) return;
    const begun = begin({ kind, lead: id, chosen: selection.get(), layout: from });
    if (begun === null) return;
    const towardsEnd = towardsEndOf(event.currentTarget);
    trackPointer(event.nativeEvent, event.currentTarget, {
      onStart: () => {
        if (!begun.ids.has(id) || begun.ids.size === 1) selection.clear();
        start(begun);
      },
      onMove: ({ dx, dy }) => {
        if (gesture === null || stage === null) return;
        const travel = { dx: dx * towardsEnd, dy };
        for (const one of gesture.start.desktop)
          if (begun.ids.has(one.id)) stage.hold(one.id, heldAt(toPixels(one, grid), kind, travel));
        hold(taken(gesture, unitsOf(kind, travel, grid)));
      },
      onEnd: (outcome) => {
        if (outcome === "dropped") drop();
        else if (outcome === "cancelled") cancel();
        else if (!selection.get().has(id)) selection.clear();
      },
    });
  };

  const heldKind = (): GestureKind | null => gesture?.kind ?? null;
  const key = (event: KeyboardEvent<HTMLElement>, id: string): void =>
    pressKey(event, id, { lift, nudge, drop, cancel, heldKind });

  return { press, key, drop, cancel, heldKind };
};

const towardsEndOf = (element: HTMLElement): 1 | -1 =>
  getComputedStyle(element).direction === "rtl" ? -1 : 1;

/** One is called by its name, several by their number. */
const saidOf = (
  { lead, ids }: Gesture,
  layout: Layout,
  one: (name: string, place: string) => string,
  many: (n: number, place: string) => string,
): string => {
  const widget = widgetIn(layout, lead);
  if (widget === undefined) return "";
  const place = words.place(widget);
  return ids.size === 1 ? one(nameOf(widget), place) : many(ids.size, place);
};

const unitsOf = (kind: "drag" | "size", { dx, dy }: Travel, { columnPitch, rowPitch }: Metrics): Shift => {
  const [columns, rows] = [Math.round(dx / columnPitch) + 0, Math.round(dy / rowPitch) + 0];
  return kind === "drag" ? { x: columns, y: rows, w: 0, h: 0 } : { x: 0, y: 0, w: columns, h: rows };
};

const LEAST_PX = 32;

const heldAt = (from: PixelBox, kind: "drag" | "size", { dx, dy }: Travel): PixelBox =>
  kind === "drag"
    ? { ...from, left: from.left + dx, top: from.top + dy }
    : {
        ...from,
        width: Math.max(LEAST_PX, from.width + dx),
        height: Math.max(LEAST_PX, from.height + dy),
      };
