/** After a deploy a page may ask for parts that are gone: it reloads, once, with everything typed handed on. */
import { flushPending } from "./pendingText.ts";

const KEY = "gridkeep.reloadedAt";
const PAUSE_MS = 60_000;

export const reloadOnMissingChunk = (): void => {
  addEventListener("vite:preloadError", () => {
    // A part that stays out of reach must not make the page reload for ever; the widget says so itself then.
    if (Date.now() - Number(sessionStorage.getItem(KEY)) < PAUSE_MS || !navigator.onLine) return;
    sessionStorage.setItem(KEY, String(Date.now()));
    flushPending();
    location.reload();
  });
};
