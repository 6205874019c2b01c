/** Deleting a layout. Its history stays for 30 days, and any version in it brings the layout back. */

import { restorableUntil } from "./layouts.ts";
import type { RemoveCommand, RemoveResult } from "./results.ts";
import { conflictDetails, remember, type SavePorts } from "./save.ts";

export const remove = (
  { store, transaction, now, announce }: SavePorts,
  command: RemoveCommand,
): RemoveResult =>
  transaction(() => {
    const { layoutId, operationId, fingerprint, base } = command;
    const past = operationId === null ? null : store.operation(operationId);
    if (past !== null && past.fingerprint !== fingerprint) return { kind: "idempotency-mismatch" };
    const row = store.layout(layoutId);
    const head = row?.versions.at(-1)?.entry;
    if (past !== null && row?.deletedAt) return removed(past.version, row.deletedAt);
    if (row === null || row.deletedAt !== null || head === undefined) return { kind: "layout-not-found" };
    if (past !== null) return removed(past.version, now());
    if (head.version !== base) {
      const details = conflictDetails(store, command, { before: row, baseLayout: null }, []);
      return { kind: "version-conflict", version: head.version, details };
    }
    const deletedAt = now();
    announce(command);
    store.remove(layoutId, deletedAt);
    remember(store, command, head);
    return removed(head.version, deletedAt);
  });

const removed = (version: number, deletedAt: string): RemoveResult => ({
  kind: "removed",
  version,
  restorableUntil: restorableUntil(deletedAt),
});
