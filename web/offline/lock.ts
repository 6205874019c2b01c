import { dueAt } from "./delivery.ts";
import { type DrainPorts, drain } from "./drain.ts";

/** One sender per origin, across tabs and service worker. */
const LOCK = "gridkeep-drain";

/**
 * Drains as the only sender. A page does not queue up behind another sender (`wait: false`): that one sends its rows
 * too. The service worker waits its turn, since it may be all that is left.
 * Returns when the next row will be due (milliseconds since 1970), or null.
 */
export const drainLocked = async (
  ports: DrainPorts,
  userId: string,
  { wait }: { readonly wait: boolean },
): Promise<number | null> => {
  for (;;) {
    const wasSender = await navigator.locks.request(LOCK, { ifAvailable: !wait }, async (lock) => {
      if (lock !== null) await drain(ports, userId);
      return lock !== null;
    });
    if (!wasSender) return null;
    // A row that came between the last look and the release of the lock found its sender busy: look once more.
    const due = await nextDue(ports, userId);
    if (due === null || due > ports.now()) return due;
  }
};

const nextDue = async ({ store }: DrainPorts, userId: string): Promise<number | null> => {
  const documents = await Promise.all((await store.waiting(userId)).map(store.read));
  const due = documents.map(dueAt).filter((at) => at !== null);
  return due.length === 0 ? null : Math.min(...due);
};

/** One tab at a time asks who this browser is: two at once would become two guests. */
export const asOnlyNewcomer = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks.request("gridkeep-session", work);
