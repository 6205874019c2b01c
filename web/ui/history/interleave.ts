/**
 * Two states of one list as a single one, in which nothing lies over anything: what is there now, and, each behind
 * what it stood behind, what went and where the moved ones were. Pure.
 */
import type { Box } from "../../../worker/layout/placement.ts";

type Listed = Box & { readonly id: string };
type Slot = { readonly id: string; readonly isNow: boolean; readonly box: Box };

export type Interleaved = {
  /** Where those that are there now are, by id. */
  readonly now: ReadonlyMap<string, Box>;
  /** Where those that have gone or moved were. */
  readonly then: ReadonlyMap<string, Box>;
  readonly rows: number;
};

/** `stayed`: ids that kept their order, see `stayers`. */
export const interleave = (
  was: readonly Listed[],
  is: readonly Listed[],
  stayed: ReadonlySet<string>,
): Interleaved => {
  const slots: Slot[] = is.map((widget) => ({ id: widget.id, isNow: true, box: widget }));
  let previous = -1;
  for (const widget of was) {
    if (stayed.has(widget.id)) {
      previous = slots.findIndex(({ id, isNow }) => isNow && id === widget.id);
    } else {
      previous += 1;
      slots.splice(previous, 0, { id: widget.id, isNow: false, box: widget });
    }
  }
  const [now, then] = [new Map<string, Box>(), new Map<string, Box>()];
  let bottom = 0;
  for (const { id, isNow, box } of slots) {
    (isNow ? now : then).set(id, { x: box.x, y: bottom, w: box.w, h: box.h });
    bottom += box.h;
  }
  return { now, then, rows: bottom };
};
