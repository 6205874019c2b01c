/**
 * The median milliseconds of some work that is done again and again, once it is warm. A median, as others share the
 * machine: one slow round says nothing about the code.
 */
export const medianMs = (
  work: () => unknown,
  { warmUpMs = 150, measureMs = 400 }: { readonly warmUpMs?: number; readonly measureMs?: number } = {},
): number => {
  repeat(work, warmUpMs, 1);
  const times = repeat(work, measureMs, 3).toSorted((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? 0;
};

const repeat = (work: () => unknown, forMs: number, fewest: number): number[] => {
  const times: number[] = [];
  const end = performance.now() + forMs;
  while (times.length < fewest || performance.now() < end) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  return times;
};

/** Of few values: between the two in the middle where there is no middle one. NaN of none. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = Number.NaN, high = Number.NaN] = [(sorted.length - 1) / 2, sorted.length / 2].map(
    (at) => sorted[Math.floor(at)],
  );
  return (low + high) / 2;
};
