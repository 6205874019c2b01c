/** For which widgets the form with their place is open; null for none. */
import { useSyncExternalStore } from "react";

let ids: ReadonlySet<string> | null = null;
const listeners = new Set<() => void>();

const set = (next: ReadonlySet<string> | null): void => {
  ids = next;
  for (const listener of listeners) listener();
};

export const placing = {
  open: (next: ReadonlySet<string>): void => set(next),
  close: (): void => set(null),
} as const;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePlacing = (): ReadonlySet<string> | null => useSyncExternalStore(subscribe, () => ids);
