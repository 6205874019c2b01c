/** What a room does by itself, when its alarm rings: publish, then thin what has grown; and it purges what was deleted. */

import { DeadlineError, withDeadline } from "../deadline.ts";
import type { Archive } from "../history/archive.ts";
import { NOT_TO_BUILD_ON } from "../history/codec.ts";
import { type Tidied, tidy } from "../history/tidy.ts";
import { log } from "../log.ts";
import { hasUnpublished, publishBatch, unpublishedOf, WRITE_LIMIT_MS } from "./publish.ts";
import type { LayoutId } from "./results.ts";
import type { LayoutRow, Store } from "./store.ts";

/** Saves of one burst travel together: a save waits this long for company. It is durable meanwhile. */
export const PUBLISH_AFTER_MS = 5_000;
/** Thinning writes rows again, so it waits until the person rests: many versions then go for the price of one. */
export const TIDY_AFTER_MS = 30_000;
/** Or until so many are over. */
const MOST_OVER = 32;
const LONGEST_WAIT_MS = 5 * 60_000;
export const RESTORABLE_MS = 30 * 24 * 60 * 60_000;

const TIDY_LIMIT_MS = 60_000;
/** D1 asks for bounded deletes. */
export const PURGE_ROWS = 1_000;

export type UpkeepPorts = {
  readonly store: Store;
  readonly archive: () => Archive;
  readonly transaction: <T>(write: () => T) => T;
  /** ISO 8601. */
  readonly now: () => string;
  /** Versions of each layout that are kept. */
  readonly keep: number;
};

/** Milliseconds until the next time; null where nothing is left to do. @throws whatever the archive does. */
export const upkeep = async (ports: UpkeepPorts): Promise<number | null> => {
  const { keep } = ports;
  purge(ports);
  let published = false;
  await eachLayout(ports, async ({ id }) => {
    published = (await flush(ports, id)) || published;
  });
  await eachLayout(ports, async (layout) => {
    if (layout.archived > keep + (published ? MOST_OVER : 0)) await thinTo(ports, layout, keep);
  });
  await eachLayout(ports, (layout) => tellDeletion(ports, layout));
  return nextDue(ports, published);
};

/** One layout that the archive refuses keeps no other one waiting. @throws what went wrong first. */
const eachLayout = async (
  { store }: UpkeepPorts,
  work: (layout: LayoutRow) => Promise<void>,
): Promise<void> => {
  const failures: unknown[] = [];
  for (const { id } of store.layouts()) {
    const layout = store.layout(id);
    if (layout === null) continue;
    try {
      await work(layout);
    } catch (error) {
      // Who does not answer is not asked again for each.
      if (error instanceof DeadlineError) throw error;
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
};

/** Publishes all of a layout that is unpublished; true where there was something. */
export const flush = async (ports: UpkeepPorts, id: LayoutId): Promise<boolean> => {
  const { store, archive, transaction } = ports;
  await purgeArchive(ports, id);
  for (let published = false; ; published = true) {
    const layout = store.layout(id);
    if (layout === null || unpublishedOf(layout).length === 0) return published;
    await publishBatch(store, archive(), layout, transaction);
  }
};

/** Everything must be published. */
export const thinTo = async (
  { store, archive, transaction }: UpkeepPorts,
  { id, published, archived, depth, versions }: LayoutRow,
  keep: number,
): Promise<Tidied> => {
  const head = versions.find(({ entry }) => entry.version === published)?.entry;
  if (head === undefined) throw new Error("The newest version in the archive stays in the room, too.");
  // Should the answer be lost, nobody knows how the newest row is held: then the next must not build on it.
  transaction(() => store.tidied(id, { archived, depth: NOT_TO_BUILD_ON }));
  const tidied = await withDeadline(() => tidy(archive(), id, { keep, head }), TIDY_LIMIT_MS);
  const { kept, damaged } = tidied;
  if (damaged !== null) log("history-damaged", { version: damaged });
  transaction(() => store.tidied(id, { archived: kept, depth: tidied.depth ?? depth }));
  return tidied;
};

/**
 * What can no longer be restored is gone at once, with one transaction in the room. The archive is told after that: while
 * it is, the layout may be created anew already.
 */
const purge = ({ store, transaction, now }: UpkeepPorts): void => {
  const due = store.layouts().filter((layout) => isPurgeable(layout, Date.parse(now())));
  if (due.length > 0) transaction(() => due.map(({ id }) => store.purge(id)));
};

const purgeArchive = async ({ store, archive, transaction }: UpkeepPorts, id: LayoutId): Promise<void> => {
  const upTo = store.layout(id)?.purging ?? 0;
  if (upTo === 0) return;
  const part = { upTo, most: PURGE_ROWS };
  while (!(await withDeadline(() => archive().purge(id, part), TIDY_LIMIT_MS)));
  transaction(() => store.purged(id));
};

/** Where this room's alarm should be lost, the daily clean-up finds what is overdue in the archive. */
const tellDeletion = async (
  { store, archive, transaction }: UpkeepPorts,
  layout: LayoutRow,
): Promise<void> => {
  const deletedAt = deletionOf(layout);
  if (layout.told === deletedAt) return;
  const time = deletedAt === null ? null : Date.parse(deletedAt);
  await withDeadline(() => archive().noteDeletion(layout.id, time), WRITE_LIMIT_MS);
  transaction(() => store.told(layout.id, deletedAt));
};

/** When the layout was deleted, as long as it can be restored. */
const deletionOf = ({ deletedAt, tombstone }: LayoutRow): string | null =>
  tombstone === null ? deletedAt : null;

/** Whether what the archive says of the layout's deletion is this room's to take back. */
export const isDeletionKnown = (layout: LayoutRow): boolean =>
  layout.told !== null || deletionOf(layout) !== null;

const isPurgeable = ({ deletedAt, tombstone }: LayoutRow, now: number): boolean =>
  deletedAt !== null && tombstone === null && Date.parse(deletedAt) + RESTORABLE_MS <= now;

const nextDue = ({ store, now, keep }: UpkeepPorts, published: boolean): number | null => {
  const layouts = store.layouts();
  if (hasUnpublished(store)) return 0;
  if (published && layouts.some(({ archived }) => archived > keep)) return TIDY_AFTER_MS;
  const purges = layouts.flatMap(({ deletedAt, tombstone }) =>
    deletedAt === null || tombstone !== null
      ? []
      : [Date.parse(deletedAt) + RESTORABLE_MS - Date.parse(now())],
  );
  return purges.length === 0 ? null : Math.max(0, Math.min(...purges));
};

/** Whether a room that wakes up without an alarm should have one. */
export const isWorkLeft = (store: Store, keep: number): boolean =>
  hasUnpublished(store) ||
  store.layouts().some((layout) => layout.archived > keep || layout.purging > 0 || isDeletionKnown(layout));

/** Milliseconds to wait after `failures` failures in a row: 2 s doubling to 5 minutes, for as long as it takes. */
export const retryAfterMs = (failures: number): number =>
  Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** Math.min(failures, 20));
