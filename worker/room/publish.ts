/** Carries versions from the room to the archive. */

import { withDeadline } from "../deadline.ts";
import type { Archive } from "../history/archive.ts";
import { type Base, encodeVersion } from "../history/codec.ts";
import type { NewRow } from "../history/rows.ts";
import type { LayoutRow, Slot, Store } from "./store.ts";

/** A batch takes milliseconds. Should a slower one have been taken after all, taking it again changes nothing. */
export const WRITE_LIMIT_MS = 10_000;

/** Well inside what D1 takes in one batch (30 s), and what a room can hold beside other work. */
const BATCH = { versions: 100, bytes: 8 * 1024 * 1024 };

export const unpublishedOf = ({ versions, published }: LayoutRow): readonly Slot[] =>
  versions.filter(({ entry }) => entry.version > published);

export const hasUnpublished = (store: Store): boolean =>
  store.layouts().some(({ versions, published }) => (versions.at(-1)?.entry.version ?? 0) > published);

/**
 * Publishes a batch of one layout: its oldest versions that the archive does not have. They are forgotten only after
 * it has taken them; a failure on the way leaves all as it was.
 */
export const publishBatch = async (
  store: Store,
  archive: Archive,
  layout: LayoutRow,
  transaction: <T>(write: () => T) => T,
): Promise<void> => {
  const batch = firstOf(unpublishedOf(layout));
  const newest = batch.at(-1)?.entry;
  if (newest === undefined) return;
  const rows = encode(store, layout, batch);
  const { version, checksum, deviceId, createdAt: updatedAt } = newest;
  const { id: layoutId, createdAt } = layout;
  const registered = { layoutId, version, checksum, deviceId, createdAt, updatedAt };
  await withDeadline(() => archive.append(registered, rows), WRITE_LIMIT_MS);
  const depth = rows.at(-1)?.encoded.depth ?? 0;
  transaction(() => store.published(layoutId, { version, depth, added: rows.length }));
};

const firstOf = (slots: readonly Slot[]): readonly Slot[] => {
  let bytes = 0;
  const end = slots.findIndex(({ entry }, index) => {
    bytes += entry.bytes;
    return index === BATCH.versions || (index > 0 && bytes > BATCH.bytes);
  });
  return end < 0 ? slots : slots.slice(0, end);
};

const encode = (store: Store, layout: LayoutRow, batch: readonly Slot[]): NewRow[] => {
  const rows: NewRow[] = [];
  let base = lastPublished(store, layout);
  let previous = layout.archived > 0 ? layout.published : null;
  for (const slot of batch) {
    const { entry, schema } = slot;
    const text = store.text(slot);
    const encoded = encodeVersion({ version: entry.version, text, base, previous });
    rows.push({ entry, schema, encoded });
    base = { version: entry.version, text, depth: encoded.depth };
    previous = entry.version;
  }
  return rows;
};

/** What the next row can build on, while its text is still here. */
const lastPublished = (store: Store, { id, published, depth, archived }: LayoutRow): Base | null => {
  const slot = archived > 0 ? store.held(id, published) : null;
  return slot && { version: published, text: store.text(slot), depth };
};
