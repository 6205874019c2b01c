/**
 * How often one user may write: so many times a minute, counted where all of that user's writes come together, to the
 * last one and without asking anybody. A room that slept begins anew.
 */
const PERIOD_MS = 60_000;

/** `now` gives milliseconds since 1970. */
export const createAllowance = (perMinute: () => number, now: () => number) => {
  let startedAt = Number.NEGATIVE_INFINITY;
  let taken = 0;
  return {
    /** False where it is used up. */
    take: (): boolean => {
      // A clock that was set back begins anew, too.
      if (Math.abs(now() - startedAt) >= PERIOD_MS) [startedAt, taken] = [now(), 0];
      if (taken >= perMinute()) return false;
      taken += 1;
      return true;
    },
  };
};
