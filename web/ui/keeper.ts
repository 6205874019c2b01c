/** Keeps the dashboard that the page's address names. Every part of the page shows and edits this one. */
import {
  createPersistenceManager,
  type KeeperState,
  type WidgetPersistenceManager,
} from "../client/index.ts";
import { useManaged } from "../react/useManaged.ts";
import { layoutIdAt } from "./dashboards/address.ts";

/** Without a page, as in a test of words, there is no address. */
const path = typeof location === "undefined" ? "/" : location.pathname;

export const keeper: WidgetPersistenceManager = createPersistenceManager({ layoutId: layoutIdAt(path) });

/** `select` must return a part of the state itself: see `useManaged`. */
export const useKeeper = <T>(select: (state: KeeperState) => T): T => useManaged(keeper, select);
