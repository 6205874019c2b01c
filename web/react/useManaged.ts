/** A part of a manager's state in React. Never torn, and only what `select` picks makes a component render again. */
import { useCallback, useSyncExternalStore } from "react";
import type { KeeperState, WidgetPersistenceManager } from "../client/index.ts";

export type Managed = Pick<WidgetPersistenceManager, "state" | "subscribe" | "start">;

/**
 * Starts the manager, if nobody has. `select` must return a part of the state itself: a value made anew on each call
 * would render without end. `onServer` gives what a server renders, and a browser until it has taken over from there.
 */
export const useManaged = <T>(manager: Managed, select: (state: KeeperState) => T, onServer?: () => T): T => {
  const subscribe = useCallback(
    (listener: () => void): (() => void) => {
      const stop = manager.subscribe(listener);
      void manager.start();
      return stop;
    },
    [manager],
  );
  return useSyncExternalStore(subscribe, () => select(manager.state), onServer);
};
