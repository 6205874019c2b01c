/** When to try again. */

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * Milliseconds before attempt `attempts + 1`: 1 s doubling to 60 s, with full jitter, so that devices which lost
 * the same server do not all come back at once. Never sooner than the server asked for.
 */
export const backoffMs = (
  attempts: number,
  { random, retryAfterMs = 0 }: { readonly random: () => number; readonly retryAfterMs?: number },
): number => {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 10));
  return Math.max(retryAfterMs, Math.round(ceiling * (0.5 + random() / 2)));
};
