/** Carries versions from the room to the archive, and knows when to try again. */
import type { Archive } from "../history/archive.ts";
import { withDeadline } from "../history/deadline.ts";
import type { Store } from "./store.ts";

/** Saves of one burst travel together: a save waits this long for company. */
export const PUBLISH_AFTER_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** A batch takes milliseconds. Should a slower one have been taken after all, taking it again changes nothing. */
const APPEND_LIMIT_MS = 10_000;

/** Well inside what D1 takes in one batch (30 s, 100 kB of SQL, 2 MB a row). */
const BATCH = { rows: 50, bytes: 4 * 1024 * 1024 };

/**
 * Publishes one batch. Rows are forgotten only after the archive has taken them; a failure on the way leaves all
 * as it was, and the inserts can run twice.
 */
export const publishBatch = async (store: Store, archive: Archive): Promise<void> => {
  const batch = store.oldestUnpublished(BATCH);
  if (batch.length === 0) return;
  await withDeadline(archive.append(batch), APPEND_LIMIT_MS);
  store.forget(batch);
};

/** Milliseconds to wait after `failures` failures in a row: 2 s doubling to 5 minutes, for as long as it takes. */
export const retryAfterMs = (failures: number): number =>
  Math.min(LONGEST_WAIT_MS, PUBLISH_AFTER_MS * 2 ** Math.min(failures, 20));
