import { dueAt } from "./delivery.ts";
import { type DrainPorts, drain, mayGo } from "./drain.ts";
import type { DocId } from "./store.ts";

/** One sender per origin, across tabs and service worker. */
const LOCK = "gridkeep-drain";

/**
 * Drains as the only sender, after whoever is at it: they may die over it, or leave a row that they have no rules for.
 * Returns when the next row will be due (milliseconds since 1970), or null.
 */
export const drainLocked = async (ports: DrainPorts, userId: string): Promise<number | null> => {
  await navigator.locks.request(LOCK, () => drain(ports, userId));
  return nextDue(ports, userId);
};

const nextDue = async (ports: DrainPorts, userId: string): Promise<number | null> => {
  const { store } = ports;
  const dueOf = async (docId: DocId): Promise<number | null> => {
    const doc = await store.read(docId);
    return mayGo(ports, docId, doc) ? dueAt(doc) : null;
  };
  const due = (await Promise.all((await store.waiting(userId)).map(dueOf))).filter((at) => at !== null);
  return due.length === 0 ? null : Math.min(...due);
};

/** One tab at a time asks who this browser is: two at once would become two guests. */
export const asOnlyNewcomer = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks.request("gridkeep-session", work);
