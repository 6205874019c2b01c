/** A part that is loaded when it is first wanted. Where it can't be had it is tried again, later and whenever asked. */
import { backoffMs } from "../offline/backoff.ts";
import type { Clock } from "./autosave.ts";

export type Lazy<T> = {
  /** Null while it is not there. */
  readonly now: () => T | null;
  /** Null where it can't be had for the moment. */
  readonly get: () => Promise<T | null>;
};

export const createLazy = <T>({
  load,
  onFailure,
  clock,
  random,
}: {
  readonly load: () => Promise<T>;
  readonly onFailure: () => void;
  readonly clock: Clock;
  readonly random: () => number;
}): Lazy<T> => {
  let value: T | null = null;
  let loading: Promise<T | null> | null = null;
  let failures = 0;
  let cancelPlan = () => {};

  const attempt = async (): Promise<T | null> => {
    cancelPlan();
    try {
      value = await load();
    } catch {
      loading = null;
      failures += 1;
      cancelPlan = clock.after(backoffMs(failures, { random }), get);
      onFailure();
    }
    return value;
  };
  const get = (): Promise<T | null> => {
    loading ??= attempt();
    return loading;
  };
  return { now: () => value, get };
};
