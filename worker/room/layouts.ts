/** The list of a user's layouts. */
import { SCHEMA_VERSION } from "../layout/migrate.ts";
import type { AnyLayout } from "../layout/schema.ts";
import { isSealed } from "../layout/sealed.ts";
import type { LayoutPage, LayoutSummary } from "../layout/wire.ts";
import { checksumOf } from "./head.ts";
import type { LayoutRow, Store } from "./store.ts";
import { RESTORABLE_MS } from "./upkeep.ts";

export type ListRequest = {
  /** Whether those are asked for that were deleted and can still be restored, or those that are there. */
  readonly deleted: boolean;
  readonly limit: number;
  readonly after: string | null;
};

/** By name, in the order of UTF-16 code units. */
export const listLayouts = (store: Store, { deleted, limit, after }: ListRequest): LayoutPage => {
  const rows = store
    .layouts()
    .filter(({ tombstone, deletedAt }) => tombstone === null && (deletedAt !== null) === deleted)
    .filter(({ id }) => after === null || id > after)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const page = rows.slice(0, limit);
  return {
    layouts: page.flatMap((row) => summaryOf(store, row)),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
};

const summaryOf = (store: Store, { id, createdAt, deletedAt, versions }: LayoutRow): LayoutSummary[] => {
  const held = versions.at(-1);
  if (held === undefined) return [];
  const { version, deviceId, createdAt: updatedAt, bytes } = held.entry;
  const checksum = checksumOf(store, held);
  const widgets = held.schema === SCHEMA_VERSION ? store.countWidgets(held) : count(store.lookInto(held));
  const summary = { id, version, checksum, deviceId, createdAt, updatedAt, bytes, widgets };
  return [
    deletedAt === null ? summary : { ...summary, deletedAt, restorableUntil: restorableUntil(deletedAt) },
  ];
};

const count = (layout: AnyLayout): LayoutSummary["widgets"] =>
  isSealed(layout) ? null : { desktop: layout.desktop.length, mobile: layout.mobile.length };

export const restorableUntil = (deletedAt: string): string =>
  new Date(Date.parse(deletedAt) + RESTORABLE_MS).toISOString();
