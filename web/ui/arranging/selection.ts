/** Which widgets of the board are chosen, by id. One board, one selection; ids that are gone do not count. */
import { useSyncExternalStore } from "react";

type Ids = ReadonlySet<string>;

const NOTHING: Ids = new Set();

/** Chosen if it was not, and the other way round. */
export const toggled = (chosen: Ids, id: string): Ids => {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
};

/** Those that are still there; the same reference if all are. */
export const present = (chosen: Ids, widgets: readonly { readonly id: string }[]): Ids => {
  const there = widgets.filter(({ id }) => chosen.has(id));
  return there.length === chosen.size ? chosen : new Set(there.map(({ id }) => id));
};

/** What a command is for: all that is chosen, if this one is among them; else this one alone. */
export const actedOn = (chosen: Ids, id: string): Ids => (chosen.has(id) ? chosen : new Set([id]));

let chosen: Ids = NOTHING;
const listeners = new Set<() => void>();

export const selection = {
  get: (): Ids => chosen,
  set: (next: Ids): void => {
    if (next.size === chosen.size && [...next].every((id) => chosen.has(id))) return;
    chosen = next.size === 0 ? NOTHING : next;
    for (const listener of listeners) listener();
  },
  clear: (): void => selection.set(NOTHING),
} as const;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSelection = (): Ids => useSyncExternalStore(subscribe, selection.get);
