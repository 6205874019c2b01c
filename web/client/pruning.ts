/** Keeps the history as short as is wanted: asks the server after saves, at most once a minute. */
import type { Clock } from "./autosave.ts";

const LEAST_BETWEEN_MS = 60_000;

type Pruning = {
  /** The head is this version now. */
  readonly saved: (version: number) => void;
  /** Another number of versions is wanted. */
  readonly changed: () => void;
};

export const createPruning = (
  clock: Clock,
  {
    keep,
    prune,
  }: {
    /** How many versions are to stay; null for all. */
    readonly keep: () => number | null;
    readonly prune: (keep: number) => Promise<unknown>;
  },
): Pruning => {
  let newest = 0;
  let isPlanned = false;
  let isOpen = true;
  const run = (): void => {
    const most = keep();
    // Numbers go up by one: an early version is proof of a short history.
    if (most === null || newest <= most) return;
    isOpen = isPlanned = false;
    clock.after(LEAST_BETWEEN_MS, () => {
      isOpen = true;
      if (isPlanned) run();
    });
    // What failed is made good after the next save.
    void prune(most);
  };
  const changed = (): void => {
    if (isOpen) run();
    else isPlanned = true;
  };
  return {
    changed,
    saved: (version) => {
      newest = Math.max(newest, version);
      changed();
    },
  };
};
