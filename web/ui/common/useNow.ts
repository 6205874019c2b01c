/** The time, in steps of a second or a minute. One timer for all clocks, and none while nobody looks. */
import { useSyncExternalStore } from "react";

const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

const tick = (): void => {
  // On the second, so that all clocks change together.
  timer = setTimeout(tick, SECOND_MS - (Date.now() % SECOND_MS));
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  if (timer === undefined) timer = setTimeout(tick, SECOND_MS - (Date.now() % SECOND_MS));
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
};

/** Milliseconds since 1970, rounded down to the step: a component renders only when its step is over. */
export const useNow = (stepMs: number = SECOND_MS): number =>
  useSyncExternalStore(subscribe, () => Math.floor(Date.now() / stepMs) * stepMs);
