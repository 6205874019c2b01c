/** When edits become a save: after a pause, but not later than a limit while edits keep coming. */

export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Runs `work` after `waitMs`; returns how to cancel it. */
  readonly after: (waitMs: number, work: () => void) => () => void;
};

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (waitMs, work) => {
    const timer = setTimeout(work, waitMs);
    return () => clearTimeout(timer);
  },
};

type Autosave = {
  /** Something was edited. */
  readonly touch: () => void;
  /** Runs what is due now instead of later. */
  readonly flush: () => void;
  readonly cancel: () => void;
  /** The waits have changed: what is due is due by the new ones. */
  readonly replan: () => void;
};

/**
 * Calls `save` once per pause of `waitMs`, and at least every `maxWaitMs` while `touch` is being called. Both are
 * read anew each time.
 */
export const createAutosave = (options: {
  readonly save: () => void;
  readonly clock: Clock;
  readonly waitMs: number;
  readonly maxWaitMs: number;
}): Autosave => {
  const { save, clock } = options;
  let firstTouch: number | null = null;
  let lastTouch = 0;
  let cancelTimer = () => {};
  const cancel = () => {
    cancelTimer();
    firstTouch = null;
  };
  const run = () => {
    cancel();
    save();
  };
  const replan = () => {
    if (firstTouch === null) return;
    const { waitMs, maxWaitMs } = options;
    cancelTimer();
    const due = Math.min(lastTouch + waitMs, firstTouch + maxWaitMs);
    cancelTimer = clock.after(Math.max(0, due - clock.now()), run);
  };
  return {
    touch: () => {
      lastTouch = clock.now();
      firstTouch ??= lastTouch;
      replan();
    },
    replan,
    flush: () => {
      if (firstTouch !== null) run();
    },
    cancel,
  };
};
