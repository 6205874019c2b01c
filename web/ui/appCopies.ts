/**
 * The copies of the app with which it opens offline. They are given up where the device has no room for what was
 * edited, and made again at the next start that finds room.
 */
import { onFull } from "../client/index.ts";

/** Several times what they take: edits are to find room beside them. */
const ROOM_BYTES = 5 * 1024 * 1024;

export const giveUpCopies = (): void => void onFull(deleteCaches);

/** Entry by entry: a cache that anybody has open keeps its room until they let go of it. */
const deleteCaches = async (): Promise<void> => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    await Promise.all((await cache.keys()).map((copy) => cache.delete(copy)));
    await caches.delete(name);
  }
};

/** The service worker fetches those alone that are missing. A browser, too, may have thrown some away. */
export const bringBackCopies = async ({ active }: ServiceWorkerRegistration): Promise<void> => {
  if (active === null) return;
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  if (quota - usage > ROOM_BYTES) active.postMessage({ type: "FILL" });
};
