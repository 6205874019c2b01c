/** Lines and areas as SVG path data. A point without a value interrupts both. */

export type Point = { readonly x: number; readonly y: number } | null;

export const linePath = (points: readonly Point[]): string =>
  runsOf(points)
    // A point between two gaps is a dot: a line of no length, with round ends.
    .map((run) => (run.length === 1 ? `${outline(run)}h0` : outline(run)))
    .join("");

export const areaPath = (points: readonly Point[], base: number): string =>
  runsOf(points)
    .map((run) => `${outline(run)}V${short(base)}H${short(run[0]?.x ?? 0)}Z`)
    .join("");

type Run = readonly { readonly x: number; readonly y: number }[];

const runsOf = (points: readonly Point[]): readonly Run[] => {
  const runs: { readonly x: number; readonly y: number }[][] = [];
  let run: { readonly x: number; readonly y: number }[] = [];
  for (const point of points) {
    if (point === null) {
      run = [];
      continue;
    }
    if (run.length === 0) runs.push(run);
    run.push(point);
  }
  return runs;
};

const outline = (run: Run): string =>
  run.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${short(x)} ${short(y)}`).join("");

/** A tenth of a pixel is finer than anybody sees. */
export const short = (value: number): number => Math.round(value * 10) / 10;
