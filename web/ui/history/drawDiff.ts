/** Where the parts of a drawn comparison lie, in pixels from the start and the top. Pure. */
import type { Box } from "../../../worker/layout/placement.ts";
import type { Comparison, Difference } from "./comparison.ts";

export type PixelBox = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export type Arrow = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };

export type Shape = {
  readonly difference: Difference;
  /** Where it is, or was last. */
  readonly box: PixelBox;
  /** Where it was, if that was elsewhere or of another size. */
  readonly ghost: PixelBox | null;
  /** From the middle of where it was to the middle of where it is. */
  readonly arrow: Arrow | null;
};

export type DiffPicture = {
  readonly height: number;
  readonly shapes: readonly Shape[];
  readonly calm: readonly { readonly id: string; readonly name: string; readonly box: PixelBox }[];
};

const GAP_PX = 6;
/** A row of the picture; the real one is about twice as high. */
export const ROW_PX = 28;
/** What moved less than this is not worth an arrow: it would be all head. */
const SHORTEST_ARROW_PX = 18;

export const drawDiff = (
  { columns, rows, differences, unchanged }: Comparison,
  widthPx: number,
): DiffPicture => {
  const toPixels = ({ x, y, w, h }: Box): PixelBox => {
    const column = (widthPx + GAP_PX) / columns;
    return {
      left: x * column,
      top: y * ROW_PX,
      width: Math.max(1, w * column - GAP_PX),
      height: Math.max(1, h * ROW_PX - GAP_PX),
    };
  };
  const shapes = differences.flatMap((difference): readonly Shape[] => {
    const { before, after, kinds } = difference;
    const last = after ?? before;
    if (last === null) return [];
    const box = toPixels(last);
    const isPlaced = kinds.includes("moved") || kinds.includes("resized");
    const isMoved = kinds.includes("moved");
    // What only grew is drawn over itself, however far others pushed it on the phone.
    const was =
      isMoved || before === null || after === null ? before : { ...after, w: before.w, h: before.h };
    const ghost = isPlaced && was !== null && after !== null ? toPixels(was) : null;
    const arrow = ghost && isMoved ? arrowOf(ghost, box) : null;
    return [{ difference, box, ghost, arrow }];
  });
  return {
    height: rows * ROW_PX,
    shapes,
    calm: unchanged.map(({ id, name, at }) => ({ id, name, box: toPixels(at) })),
  };
};

const arrowOf = (from: PixelBox, to: PixelBox): Arrow | null => {
  const [x1, y1] = middleOf(from);
  const [x2, y2] = middleOf(to);
  return Math.hypot(x2 - x1, y2 - y1) < SHORTEST_ARROW_PX ? null : { x1, y1, x2, y2 };
};

const middleOf = ({ left, top, width, height }: PixelBox): readonly [number, number] => [
  left + width / 2,
  top + height / 2,
];
