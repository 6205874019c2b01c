/** What a browser does so that what is on this device alone is not lost with a tab, or to a clean-up. */
import type { Keeper } from "./keeper.ts";

/**
 * Asks before a tab goes that is the only place where some edits are; it listens no longer than that, as a page that
 * does is not kept for going back to. From the first save on the browser is asked to keep what is stored.
 */
export const holdOn = ({ state, subscribe, desk }: Keeper): void => {
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
  let isKept = false;
  const look = (): void => {
    const { status } = state();
    const isOnlyHere = status.kind === "not-saved" && status.reason === "storage";
    if (isOnlyHere) addEventListener("beforeunload", ask);
    else removeEventListener("beforeunload", ask);
    if (isKept || desk.copy.doc.rows.length === 0) return;
    isKept = true;
    // Refused or unknown: the browser may clear the storage of a site that is not visited for long.
    navigator.storage?.persist?.().catch(() => undefined);
  };
  subscribe(look);
  look();
};
