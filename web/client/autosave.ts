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

export type Autosave = {
  /** Something was edited. */
  readonly touch: () => void;
  /** Runs what is due now instead of later. */
  readonly flush: () => void;
  readonly cancel: () => void;
};

/** Calls `save` once per pause of `waitMs`, and at least every `maxWaitMs` while `touch` is being called. */
export const createAutosave = ({
  save,
  clock,
  waitMs,
  maxWaitMs,
}: {
  readonly save: () => void;
  readonly clock: Clock;
  readonly waitMs: number;
  readonly maxWaitMs: number;
}): Autosave => {
  let firstTouch: number | null = null;
  let cancelTimer = () => {};
  const cancel = () => {
    cancelTimer();
    firstTouch = null;
  };
  const run = () => {
    cancel();
    save();
  };
  return {
    touch: () => {
      const now = clock.now();
      firstTouch ??= now;
      cancelTimer();
      cancelTimer = clock.after(Math.max(0, Math.min(waitMs, firstTouch + maxWaitMs - now)), run);
    },
    flush: () => {
      if (firstTouch !== null) run();
    },
    cancel,
  };
};
