/**
 * One arranging gesture, by pointer, finger or keys, before it is a command: which widgets are held, how the layout
 * was when it began, and how far they were taken. Pure; it ends in the one command that makes what was shown true.
 */

import { sameBox } from "../../../worker/layout/edit.ts";
import { boxOf, NO_SHIFT, type Shift, shifted } from "../../../worker/layout/group.ts";
import type { Box } from "../../../worker/layout/placement.ts";
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import { applied, type Command } from "./command.ts";
import type { GestureKind } from "./useArrange.ts";

export type Gesture = {
  readonly kind: GestureKind;
  /** The one under the pointer or with the focus. */
  readonly lead: string;
  readonly ids: ReadonlySet<string>;
  readonly start: Layout;
  readonly by: Shift;
  /** `start`, with the held widgets in their new place and their neighbours making room. */
  readonly preview: Layout;
};

/** Null where there is nothing to hold: the widget is gone, or locked. Who holds one of the chosen holds them all. */
export const begin = ({
  kind,
  lead,
  chosen,
  layout,
}: {
  readonly kind: GestureKind;
  readonly lead: string;
  readonly chosen: ReadonlySet<string>;
  readonly layout: Layout;
}): Gesture | null => {
  const widget = widgetIn(layout, lead);
  if (widget === undefined || widget.locked) return null;
  const together = kind !== "size" && chosen.has(lead) ? chosen : new Set([lead]);
  const ids = new Set(
    layout.desktop.filter((one) => together.has(one.id) && !one.locked).map(({ id }) => id),
  );
  return { kind, lead, ids, start: layout, by: NO_SHIFT, preview: layout };
};

/** Taken so far from the start. Where a locked widget is in the way, the last good place stays: the same gesture. */
export const taken = (gesture: Gesture, by: Shift): Gesture => {
  if (sameBox(by, gesture.by)) return gesture;
  const boxById = shifted(gesture.start, gesture.ids, by);
  const preview = applied(gesture.start, { kind: "place", boxById });
  const moves = gesture.start.desktop.some((one) => {
    const box = boxById.get(one.id);
    return box !== undefined && !sameBox(box, one);
  });
  return preview === gesture.start && moves ? gesture : { ...gesture, by, preview };
};

/**
 * One key press further. Counted from where the widgets lie, so that no press is lost behind a wall or a limit; past
 * a locked widget it goes on to the next free place.
 */
export const nudged = (gesture: Gesture, step: Shift): Gesture => {
  const from = reached(gesture);
  for (let times = 1; times <= FARTHEST; times += 1) {
    const next = taken(gesture, added(from, step, times));
    if (next !== gesture) return next;
  }
  return gesture;
};

/** Units; farther than any grid is wide, and as far as a locked widget is likely to be high. */
const FARTHEST = 48;

/** What a key means. On a right-to-left page the arrow to the right leads back. */
export const stepOf = (key: string, resize: boolean, towardsEnd: 1 | -1): Shift => {
  const dx = key === "ArrowRight" ? towardsEnd : key === "ArrowLeft" ? -towardsEnd : 0;
  const dy = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  return resize ? { x: 0, y: 0, w: dx, h: dy } : { x: dx, y: dy, w: 0, h: 0 };
};

/** Absolute, not by how far: another device may have moved them meanwhile, and what was shown is what was meant. */
export const commandOf = ({ ids, preview }: Gesture): Command => ({
  kind: "place",
  boxById: new Map(preview.desktop.filter(({ id }) => ids.has(id)).map((one) => [one.id, boxOf(one)])),
});

export const leadBox = (gesture: Gesture): Box => widgetIn(gesture.preview, gesture.lead) ?? NO_SHIFT;

export const widgetIn = (layout: Layout | null, id: string): Widget | undefined =>
  layout?.desktop.find((widget) => widget.id === id);

/** How far the lead came in truth: walls and limits may have kept it from going where it was taken. */
const reached = (gesture: Gesture): Shift => {
  const from = widgetIn(gesture.start, gesture.lead) ?? NO_SHIFT;
  const to = leadBox(gesture);
  return { x: to.x - from.x, y: to.y - from.y, w: to.w - from.w, h: to.h - from.h };
};

const added = (a: Shift, b: Shift, times: number): Shift => ({
  x: a.x + b.x * times,
  y: a.y + b.y * times,
  w: a.w + b.w * times,
  h: a.h + b.h * times,
});
