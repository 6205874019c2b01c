/**
 * Whether the dashboard of this page's address is still there. Where the list has it, it is; where the list does not,
 * the server is asked, since a program may have made one that is on no list. Nobody is told that something is gone by
 * anything but an answer.
 */
import { useEffect, useRef, useState } from "react";
import { keeper, useKeeper } from "../keeper.ts";
import { addressOf, FIRST_ID } from "./address.ts";
import { listLayouts } from "./layoutsApi.ts";
import { isLeaving } from "./leaving.ts";
import type { Dashboard } from "./list.ts";
import { dashboards, useNames } from "./names.ts";
import { useAway } from "./useAway.ts";

/**
 * `deleted`: it was there. `none`: nobody here has ever seen it. `away`: it is on the list, and on the server alone,
 * which takes a network.
 */
export type Fate = "here" | "deleted" | "none" | "away";

export const useFate = (): Fate => {
  const list = useNames(dashboards);
  const wasListed = useRef(false);
  const [fate, setFate] = useState<Fate>("here");
  const isListed = list === null || list.some(({ id }) => id === keeper.layoutId);

  useEffect(() => {
    if (list === null || isLeaving()) return;
    if (isListed) {
      // Of the list that everybody begins with nobody was ever taken.
      if (list.length > 1) wasListed.current = true;
      return setFate("here");
    }
    let isStale = false;
    void isOnServer().then((is) => {
      if (isStale || is === null || isLeaving()) return;
      if (is) return setFate("here");
      if (!wasListed.current && keeper.layoutId === FIRST_ID) return goToFirst(list);
      setFate(wasListed.current || keeper.state.version !== null ? "deleted" : "none");
    });
    return () => {
      isStale = true;
    };
  }, [list, isListed]);
  const isAway = useAway(list !== null && isListed);
  // Told so by a load or a save, whatever any list says.
  const isGone = useKeeper(({ status }) => status.kind === "not-saved" && status.reason === "deleted");
  if (isGone && !isLeaving()) return "deleted";
  return isAway && fate === "here" ? "away" : fate;
};

/** Null where nobody answers. */
const isOnServer = async (): Promise<boolean | null> => {
  await keeper.start();
  if (keeper.state.session === null) return null;
  const listed = await listLayouts();
  return listed.ok ? listed.value.some(({ id }) => id === keeper.layoutId) : null;
};

/** The address that everybody opens leads somewhere, also once the dashboard that began there is gone. */
const goToFirst = ([first]: readonly Dashboard[]): void => {
  if (first !== undefined && first.id !== FIRST_ID) location.replace(addressOf(first.id));
};
