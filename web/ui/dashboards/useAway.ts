/**
 * Whether this dashboard is on the server alone, and that doesn't answer: it is on the list, nothing of it is on this
 * device, and nobody has said yet that there is nothing. What a page begins with would look like a loss.
 */
import { useEffect, useState } from "react";
import { CURRENT_USER } from "../../client/index.ts";
import { keeper, useKeeper } from "../keeper.ts";
import { FIRST_ID } from "./address.ts";
import { wasMadeEmpty } from "./madeEmpty.ts";

export const useAway = (isListed: boolean): boolean => {
  const isUnknown = useKeeper(
    ({ layout, version, status }) => layout !== null && version === null && status.kind === "untouched",
  );
  // The address that everybody opens begins with something.
  const { layoutId } = keeper;
  const isOpen = isListed && isUnknown && layoutId !== FIRST_ID && !wasMadeEmpty(layoutId);
  const [isAnswered, setAnswered] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    const listening = new AbortController();
    const { signal } = listening;
    const ask = async (): Promise<void> => {
      const { source } = await keeper.loadLayout(CURRENT_USER);
      if (!signal.aborted && source === "remote") setAnswered(true);
    };
    void ask();
    addEventListener("online", () => void ask(), { signal });
    return () => listening.abort();
  }, [isOpen]);
  return isOpen && !isAnswered;
};
