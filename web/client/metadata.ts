/** What this device knows of a layout, in a few words. Pure. */
import type { Document } from "../offline/document.ts";
import type { Failure } from "./state.ts";

export type Metadata = {
  /** The newest on the server that was seen here; null where none was, and then the next three are null, too. */
  readonly version: number | null;
  readonly checksum: string | null;
  /** Of the device that saved it. */
  readonly deviceId: string | null;
  /** ISO 8601. */
  readonly updatedAt: string | null;
  /** Saves that are on this device only: those on their way, those refused, and an edit that is no save yet. */
  readonly pending: number;
  /** Why the device could not be asked; then the rest says nothing. */
  readonly error?: Failure;
};

/** `isDirty`: there are edits that the document does not hold yet. */
export const metadataOf = (
  { head, rows, parked, draft }: Document,
  { isDirty = false }: { readonly isDirty?: boolean } = {},
): Metadata => ({
  version: head?.version ?? null,
  checksum: head?.checksum ?? null,
  deviceId: head?.deviceId ?? null,
  updatedAt: head?.updatedAt ?? null,
  pending: rows.length + parked.length + (isDirty || (draft !== null && draft.rev > draft.queuedRev) ? 1 : 0),
});
