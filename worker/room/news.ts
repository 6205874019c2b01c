/** Where a layout stands, as those are told who listen to it. */
import type { LiveHead, LiveRemoved } from "../layout/wire.ts";
import { checksumOf } from "./head.ts";
import type { LayoutId } from "./results.ts";
import type { Store } from "./store.ts";

/** Null where there never was one of this name. `by` is who deleted it, where somebody knows. */
export const newsOf = (
  store: Store,
  layoutId: LayoutId,
  by: string | null,
): LiveHead | LiveRemoved | null => {
  const row = store.layout(layoutId);
  const held = row?.versions.at(-1);
  if (row === null) return null;
  // As a load does: a stale copy of an object that was moved away says nothing.
  if (held !== undefined) store.touch(held);
  if (row.deletedAt === null && held !== undefined) {
    const { version, deviceId, changes } = held.entry;
    return { kind: "head", layoutId, version, checksum: checksumOf(store, held), deviceId, changes };
  }
  const version = held?.entry.version ?? row.tombstone?.version ?? 0;
  return { kind: "removed", layoutId, version, deviceId: by };
};
