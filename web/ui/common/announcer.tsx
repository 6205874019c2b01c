/** One voice for screen readers: a live region that is always mounted, so that nothing said is missed. */
import { type ReactNode, useSyncExternalStore } from "react";

type Said = { readonly text: string; readonly turn: number };

let said: Said = { text: "", turn: 0 };
const listeners = new Set<() => void>();

export const announce = (text: string): void => {
  said = { text, turn: said.turn + 1 };
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const Announcer = (): ReactNode => {
  const { text, turn } = useSyncExternalStore(subscribe, () => said);
  return (
    <div className="spoken" role="status" aria-live="polite" data-testid="announcer">
      {/* The same sentence twice has to be a change, or it is said once. */}
      {text}
      {turn % 2 === 0 ? "" : "\u00a0"}
    </div>
  );
};
