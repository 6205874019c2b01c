/** One voice for screen readers: a live region that is mounted before it speaks, so that nothing said is missed. */
import { type ReactNode, useSyncExternalStore } from "react";

type Said = { readonly text: string; readonly turn: number };

/** Each text is an element of its own, added to the log: one that took the last one's place would cut it short. */
const MOST = 3;
/** Long enough to be noticed by a reader; who reads the page later should not find what has long been said. */
const KEPT_MS = 4000;

let said: readonly Said[] = [];
let turns = 0;
const listeners = new Set<() => void>();

const set = (next: readonly Said[]): void => {
  said = next;
  for (const listener of listeners) listener();
};

export const announce = (text: string): void => {
  const one = { text, turn: ++turns };
  set([...said, one].slice(-MOST));
  setTimeout(() => set(said.filter((other) => other !== one)), KEPT_MS);
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** One for the page, and one in each dialog: while one is open, what is behind it is not read out. */
export const Announcer = ({ testId }: { readonly testId?: string }): ReactNode => (
  <div className="spoken" role="log" aria-live="polite" data-testid={testId}>
    {useSyncExternalStore(subscribe, () => said).map(({ text, turn }) => (
      <p key={turn}>{text}</p>
    ))}
  </div>
);
