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
