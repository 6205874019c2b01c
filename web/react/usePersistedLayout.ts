/** A layout that is kept: in the place of a `useState` that forgot it with the page. */
import { useCallback, useEffect, useRef } from "react";
import {
  type KeeperState,
  type Layout,
  type WidgetPersistenceManager,
  widgetPersistenceManager,
} from "../client/index.ts";
import { type Managed, useManaged } from "./useManaged.ts";

/** A layout, or what makes the next one of the one there is. The same layout again is no change. */
export type SetLayout = (next: Layout | ((layout: Layout) => Layout)) => void;

type Editable = Managed & Pick<WidgetPersistenceManager, "edit" | "seed">;

/**
 * Null only until the first of device and server has answered: whoever took a starter for the layout meanwhile would
 * save it over the real one. What is set by then is applied in its order once there is a layout.
 *
 * `initial` is what a first visit starts from: it is shown where nothing was ever edited or saved, and saved with the
 * first edit. Only what the first render gives counts.
 */
export const usePersistedLayout = (
  initial?: Layout | (() => Layout),
  manager: Editable = widgetPersistenceManager,
): readonly [layout: Layout | null, setLayout: SetLayout] => {
  const first = useRef(initial);
  // Before the subscription, which starts the manager: effects of a component run in their order.
  useEffect(() => {
    const seed = typeof first.current === "function" ? first.current() : first.current;
    if (seed !== undefined) manager.seed(seed);
  }, [manager]);
  const layout = useManaged(manager, layoutOf, nothing);
  const setLayout = useCallback<SetLayout>(
    (next) => whenShown(manager, () => void manager.edit(typeof next === "function" ? next : () => next)),
    [manager],
  );
  return [layout, setLayout];
};

const nothing = (): null => null;
const layoutOf = ({ layout }: KeeperState): Layout | null => layout;

const whenShown = (manager: Managed, edit: () => void): void => {
  let stop = (): void => {};
  const tryIt = (): void => {
    if (manager.state.layout === null) return;
    stop();
    edit();
  };
  if (manager.state.layout === null) stop = manager.subscribe(tryIt);
  else edit();
};
