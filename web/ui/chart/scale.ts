/** From values to pixels, and the values worth a line and a label. */

export type Extent = readonly [least: number, most: number];
export type Scale = (value: number) => number;

export const linear =
  ([least, most]: Extent, [from, to]: Extent): Scale =>
  (value) =>
    most === least ? (from + to) / 2 : from + ((value - least) / (most - least)) * (to - from);

/** Of all that is a finite number; undefined where nothing is. */
export const extentOf = (values: Iterable<number | null>): Extent | undefined => {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least > most ? undefined : [least, most];
};

/** Round numbers around the values: steps of 1, 2 or 5 and a power of ten, about as many as asked for. */
export const niceTicks = ([least, most]: Extent, count: number): readonly number[] => {
  const [from, to] = isFlat([least, most]) ? around(least) : [least, most];
  const step = niceStep((to - from) / Math.max(1, count));
  const [first, last] = [Math.floor(from / step + EPSILON), Math.ceil(to / step - EPSILON)];
  // Counted, not added up: sums of 0.1 drift.
  return Array.from({ length: last - first + 1 }, (_, at) => round((first + at) * step, step));
};

const EPSILON = 1e-9;

/** Values that differ by less than a number can tell are one. */
const isFlat = ([least, most]: Extent): boolean =>
  most - least <= Math.max(Math.abs(least), Math.abs(most)) * 1e-12 || most - least < SMALLEST;

/** One value alone stands in the middle. */
const around = (value: number): Extent => {
  const reach = Math.abs(value) * 0.1 < SMALLEST ? 1 : Math.abs(value) * 0.1;
  return [value - reach, value + reach];
};

/** Below this a step has too few digits left to count with. */
const SMALLEST = 1e-200;

const niceStep = (rough: number): number => {
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
};

const round = (value: number, step: number): number => {
  const digits = Math.max(0, Math.min(15, 1 - Math.floor(Math.log10(step))));
  const rounded = Number(value.toFixed(digits));
  return rounded === 0 ? 0 : rounded;
};

/** Decimals that a step of the scale can differ in. */
export const decimalsOf = (step: number): number => {
  for (let digits = 0; digits < 10; digits += 1) {
    if (Math.abs(Number(step.toFixed(digits)) - step) < Math.abs(step) * EPSILON) return digits;
  }
  return 10;
};
