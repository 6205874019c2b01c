/**
 * An address that is read again and again, by however many widgets watch it, and never more often than every 15
 * seconds. Nothing is asked while nobody looks. What was read last stays, with its time, when a later reading fails.
 */
import type { FailureKind, Reading } from "./fetchJson.ts";

export const LEAST_WAIT_MS = 15_000;

export type SourceState = {
  readonly isAsking: boolean;
  /** The last good reading. */
  readonly read: { readonly value: unknown; readonly at: number } | null;
  /** Of the latest reading, if it failed. */
  readonly failure: FailureKind | null;
};

/** The world around: time, and whether anybody looks and a network is there. */
export type Surroundings = {
  readonly now: () => number;
  /** Returns what takes it back. */
  readonly later: (run: () => void, waitMs: number) => () => void;
  readonly isHidden: () => boolean;
  readonly isOnline: () => boolean;
  /** Calls whenever one of the two changed. */
  readonly onChange: (listener: () => void) => () => void;
};

export type Source = {
  readonly state: () => SourceState;
  /** `everyMs` is how often this one wants it; the shortest of all counts. Returns what ends it. */
  readonly watch: (listener: () => void, everyMs: number) => () => void;
  /** Asks as soon as that is allowed. */
  readonly refresh: () => void;
};

type Situation = {
  readonly askedAt: number | null;
  readonly everyMs: number;
  readonly isWanted: boolean;
  readonly isHidden: boolean;
  readonly isWatched: boolean;
};

/** When to ask next, as a time; null for: not until something changes. */
export const dueAt = ({ askedAt, everyMs, isWanted, isHidden, isWatched }: Situation): number | null => {
  if (isHidden || !isWatched) return null;
  if (askedAt === null) return Number.NEGATIVE_INFINITY;
  if (isWanted) return askedAt + LEAST_WAIT_MS;
  return everyMs === Number.POSITIVE_INFINITY
    ? null
    : askedAt + (everyMs > LEAST_WAIT_MS ? everyMs : LEAST_WAIT_MS);
};

export const createSource = (ask: () => Promise<Reading>, around: Surroundings): Source => {
  const watchers = new Map<() => void, number>();
  let state: SourceState = { isAsking: false, read: null, failure: null };
  let askedAt: number | null = null;
  let isWanted = false;
  let cancel = (): void => undefined;
  let leave = (): void => undefined;

  const set = (change: Partial<SourceState>): void => {
    state = { ...state, ...change };
    for (const listener of watchers.keys()) listener();
  };

  const plan = (): void => {
    cancel();
    if (state.isAsking) return;
    const everyMs = Math.min(...watchers.values());
    const due = dueAt({
      ...{ askedAt, everyMs, isWanted },
      isHidden: around.isHidden(),
      isWatched: watchers.size > 0,
    });
    if (due === null) return;
    const waitMs = due - around.now();
    if (waitMs > 0) cancel = around.later(plan, waitMs);
    else void read();
  };

  const read = async (): Promise<void> => {
    if (!around.isOnline()) {
      // That cost nobody anything, so it does not count; coming online is what it waits for.
      isWanted = true;
      if (state.failure !== "offline") set({ failure: "offline" });
      return;
    }
    askedAt = around.now();
    isWanted = false;
    set({ isAsking: true });
    const reading = await ask();
    set(
      reading.kind === "value"
        ? { isAsking: false, failure: null, read: { value: reading.value, at: around.now() } }
        : { isAsking: false, failure: reading.why },
    );
    plan();
  };

  const changed = (): void => {
    // Back from where there was no network: the sooner the better.
    if (around.isOnline() && state.failure === "offline") isWanted = true;
    plan();
  };

  return {
    state: () => state,
    watch: (listener, everyMs) => {
      if (watchers.size === 0) leave = around.onChange(changed);
      watchers.set(listener, everyMs);
      plan();
      return () => {
        watchers.delete(listener);
        if (watchers.size === 0) leave();
        plan();
      };
    },
    refresh: () => {
      isWanted = true;
      plan();
    },
  };
};
