/** Between grid units and pixels. Columns share the width; rows have one height, so a picture of a layout is stable. */
import type { Box } from "../../../worker/layout/placement.ts";

/** One row is as high as a finger needs a target to be. */
const ROW_PX = 44;
const GAP_PX = 12;
/** On very fine grids a wide gap would leave no room for the columns. */
const FINE_GAP_PX = 8;
const FINE_COLUMNS = 24;

export type Metrics = {
  readonly columnPitch: number;
  readonly rowPitch: number;
  readonly gap: number;
};

/** Inline start, top, width and height. */
export type PixelBox = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export const metricsOf = (width: number, columns: number): Metrics => {
  const gap = columns >= FINE_COLUMNS ? FINE_GAP_PX : GAP_PX;
  return { columnPitch: (width + gap) / columns, rowPitch: ROW_PX + GAP_PX, gap };
};

export const toPixels = ({ x, y, w, h }: Box, { columnPitch, rowPitch, gap }: Metrics): PixelBox => ({
  left: Math.round(x * columnPitch),
  top: y * rowPitch,
  width: Math.round((x + w) * columnPitch) - Math.round(x * columnPitch) - gap,
  height: h * rowPitch - gap,
});

/** The nearest place on the grid; not yet held to its bounds. */
export const toUnits = (
  { left, top, width, height }: PixelBox,
  { columnPitch, rowPitch, gap }: Metrics,
): Box => ({
  x: Math.max(0, Math.round(left / columnPitch)),
  y: Math.max(0, Math.round(top / rowPitch)),
  w: Math.max(1, Math.round((width + gap) / columnPitch)),
  h: Math.max(1, Math.round((height + gap) / rowPitch)),
});

/** Height of a phone card of `h` rows. */
export const rowsToPixels = (h: number): number => h * (ROW_PX + GAP_PX) - GAP_PX;

/** Room to drag into below the last widget. */
const ROWS_TO_SPARE = 6;

/** Of the whole grid. */
export const boardHeight = (boxes: readonly Box[], { rowPitch }: Metrics, editing: boolean): number =>
  boxes.reduce((rows, { y, h }) => Math.max(rows, y + h), 0) * rowPitch +
  (editing ? ROWS_TO_SPARE * rowPitch : 0);

/** The one way a frame gets its place, by React and by a finger alike. */
export const frameStyle = ({ left, top, width, height }: PixelBox, towardsEnd: 1 | -1) => ({
  transform: `translate(${left * towardsEnd}px, ${top}px)`,
  width: `${width}px`,
  height: `${height}px`,
});
