/** The keeper's state in React. Never torn, and only what `select` picks makes a component render again. */
import { useSyncExternalStore } from "react";
import { type KeeperState, widgetPersistenceManager } from "../client/index.ts";

const subscribe = (listener: () => void): (() => void) => widgetPersistenceManager.subscribe(listener);

/** `select` must return a part of the state itself: a value made anew on each call would render without end. */
export const useKeeper = <T>(select: (state: KeeperState) => T): T =>
  useSyncExternalStore(subscribe, () => select(widgetPersistenceManager.state));
