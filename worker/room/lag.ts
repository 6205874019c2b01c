/** How far the archive is behind the room. */
import { unpublishedOf } from "./publish.ts";
import type { Lag } from "./results.ts";
import type { Store } from "./store.ts";

export const lagOf = (store: Store): Lag => {
  const waiting = store
    .layouts()
    .flatMap((layout) => unpublishedOf(layout).map(({ entry }) => entry.createdAt));
  return { versions: waiting.length, oldest: waiting.toSorted()[0] ?? null };
};
