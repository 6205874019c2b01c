/**
 * What crosses the wire between Worker and room: plain data, layouts as JSON text. Text is stored as it comes and
 * sent as it is stored, so that a layout is parsed only where a rule has to look inside.
 */
import type { ChangeCounts } from "../layout/diff.ts";
import type { Issue } from "../layout/issues.ts";
import type { Checksum } from "../layout/schema.ts";
import type { ChangeType, SaveReply, Version } from "../layout/wire.ts";

/** Names of one user's layouts: parsed by the routes. */
export type LayoutId = string;

export type SaveCommand = {
  readonly layoutId: LayoutId;
  readonly layoutText: string;
  /** Of the layout in `layoutText`. */
  readonly checksum: Checksum;
  readonly setAsideText: string | null;
  /** The version that the save builds on; null where it creates the layout. */
  readonly base: number | null;
  readonly onConflict: "merge" | "reject";
  readonly operationId: string | null;
  readonly fingerprint: string;
  readonly changeType: ChangeType;
  readonly deviceId: string;
  readonly description: string | null;
};

export type RollbackCommand = Pick<
  SaveCommand,
  "layoutId" | "base" | "operationId" | "fingerprint" | "deviceId" | "description"
> & { readonly version: number };

export type HeadText = {
  readonly id: LayoutId;
  readonly version: number;
  readonly checksum: Checksum;
  readonly deviceId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly layoutText: string;
};

/** `layoutText` is null where the layout is what was sent. */
export type Saved = {
  readonly kind: "done";
  readonly outcome: SaveReply["outcome"];
  readonly version: number;
  readonly checksum: Checksum;
  readonly changes: ChangeCounts;
  readonly layoutText: string | null;
};

export type SaveResult =
  | Saved
  | { readonly kind: "idempotency-mismatch" | "layout-not-found" | "unavailable" }
  | { readonly kind: "layout-exists"; readonly version: number }
  /** Merged with the head, at `version`, the layout would break a rule; nothing was changed. */
  | { readonly kind: "layout-invalid"; readonly version: number; readonly issues: readonly Issue[] }
  /** `details` is the JSON text of the head, the base and the clashes: the shape `VersionConflict`. */
  | { readonly kind: "version-conflict"; readonly version: number; readonly details: string };

export type VersionResult =
  | { readonly kind: "found"; readonly version: Version; readonly layoutText: string }
  | { readonly kind: "layout-not-found" | "version-not-found" | "unavailable" }
  | { readonly kind: "history-damaged"; readonly version: number };

export type RollbackResult = SaveResult | Exclude<VersionResult, { kind: "found" }>;

export type VersionsResult =
  | {
      readonly kind: "found";
      readonly versions: readonly Version[];
      readonly next: number | null;
      readonly incomplete: boolean;
    }
  | { readonly kind: "layout-not-found" };

/** Versions that the archive does not have yet. */
export type Lag = { readonly versions: number; readonly oldest: string | null };
