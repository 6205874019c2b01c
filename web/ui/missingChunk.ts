/** After a deploy a page may ask for parts that are gone: it reloads, once, with everything typed handed on. */
import { flushPending } from "./saving/pendingText.ts";

const KEY = "gridkeep.reloadedAt";
const PAUSE_MS = 60_000;
/** Asked for as by a window that opens it: anything else is told of an address without a file that nothing is there. */
const AS_PAGE: RequestInit = { method: "HEAD", cache: "no-store", headers: { Accept: "text/html" } };

export const reloadOnMissingChunk = (): void => {
  addEventListener("vite:preloadError", async () => {
    // A part that stays out of reach must not make the page reload for ever; the widget says so itself then.
    if (Date.now() - Number(sessionStorage.getItem(KEY)) < PAUSE_MS || !navigator.onLine) return;
    // Out of reach is not gone: the page that there is does more than one that can't be had again.
    const page = await fetch(location.href, AS_PAGE).catch(() => null);
    if (page?.ok !== true) return;
    sessionStorage.setItem(KEY, String(Date.now()));
    flushPending();
    location.reload();
  });
};
