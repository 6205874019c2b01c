/** When to try again. */

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** Before the second attempt, and the most before any. */
export type Retry = { readonly firstMs: number; readonly mostMs: number };

/**
 * Milliseconds before attempt `attempts + 1`: 1 s doubling to 60 s if nothing else is wanted, with full jitter, so
 * that devices which lost the same server do not all come back at once. Never sooner than the server asked for.
 */
export const backoffMs = (
  attempts: number,
  {
    random,
    retryAfterMs = 0,
    firstMs = FIRST_MS,
    mostMs = LONGEST_MS,
  }: { readonly random: () => number; readonly retryAfterMs?: number } & Partial<Retry>,
): number => {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.min(attempts - 1, 20));
  return Math.max(retryAfterMs, Math.round(ceiling * (0.5 + random() / 2)));
};
