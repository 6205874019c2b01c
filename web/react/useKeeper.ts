/** The state of this page's own manager in React. */
import { type KeeperState, widgetPersistenceManager } from "../client/index.ts";
import { useManaged } from "./useManaged.ts";

/** `select` must return a part of the state itself: see `useManaged`. */
export const useKeeper = <T>(select: (state: KeeperState) => T): T =>
  useManaged(widgetPersistenceManager, select);
