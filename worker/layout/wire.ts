/** What travels: request bodies, replies and failures. A reader on either side may rely on these and no more. */
import * as z from "zod/mini";
import type { ChangeCounts } from "./diff.ts";
import { LIMITS } from "./limits.ts";
import type { Conflict } from "./merge.ts";
import { type AnyLayout, type Checksum, Id, type Layout } from "./schema.ts";

/** Raised by any change that an older reader could misread. */
export const WIRE_VERSION = 1;

export const CHANGE_TYPES = ["manual", "auto", "migration", "conflict_resolution"] as const;
export const ChangeType = z.enum(CHANGE_TYPES);
export type ChangeType = z.infer<typeof ChangeType>;

const wellFormed = z.refine<string>((text) => text.isWellFormed());
const Description = z.string().check(z.maxLength(LIMITS.descriptionLength), wellFormed);
const VersionNumber = z.int().check(z.gte(1));

/** Body of `PUT /api/layouts/{id}`; the layouts in it are judged by `validateLayout`. */
export const SaveRequest = z.strictObject({
  layout: z.unknown(),
  description: z.exactOptional(Description),
  changeType: z.exactOptional(ChangeType),
  deviceId: z.exactOptional(Id),
  setAside: z.exactOptional(z.unknown()),
});
export type SaveRequest = {
  readonly layout: AnyLayout;
  readonly description?: string;
  readonly changeType?: ChangeType;
  readonly deviceId?: string;
  /** The other side of a resolved conflict; becomes the version just before the new head. */
  readonly setAside?: AnyLayout;
};

/** Body of `POST /api/layouts/{id}/rollback`. */
export const RollbackRequest = z.strictObject({
  version: VersionNumber,
  description: z.exactOptional(Description),
  deviceId: z.exactOptional(Id),
});
export type RollbackRequest = z.infer<typeof RollbackRequest>;

/** Body of `POST /api/session`. */
export const SessionRequest = z.strictObject({
  deviceName: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(100), wellFormed)),
});

export type Session = {
  readonly user: { readonly id: string };
  readonly device: { readonly id: string; readonly name: string };
  readonly authenticatedBy: "session";
};

/** One entry of the history. Times are ISO 8601 in UTC; `bytes` is the size of the canonical layout in UTF-8. */
export type Version = {
  readonly version: number;
  readonly checksum: Checksum;
  /** SHA-256 over the chain of the version before, version, checksum, deviceId and createdAt. */
  readonly chain: string;
  readonly description?: string;
  readonly changeType: ChangeType;
  readonly deviceId: string;
  readonly createdAt: string;
  readonly pinned: boolean;
  /** The side that lost a conflict: listed and restorable, never head. */
  readonly setAside: boolean;
  /**
   * Against the head before: what this save did to what people saw. Where a set-aside version stands between, too; that
   * one's count says what the other side would have done.
   */
  readonly changes: ChangeCounts;
  readonly bytes: number;
};

export type VersionWithLayout = Version & { readonly layout: AnyLayout };

/** A version that can be looked into without a key. */
export type OpenVersion = Version & { readonly layout: Layout };

/** `GET /api/layouts/{id}/versions`, newest first; `next` is the `before` of the next page. */
export type VersionPage = {
  readonly versions: readonly Version[];
  readonly next: number | null;
  /** Set while the archive can't be reached: what the room itself holds is listed, older versions are not. */
  readonly incomplete?: true;
};

/** `GET /api/layouts/{id}`: the head. */
export type Head = {
  readonly id: string;
  readonly version: number;
  readonly checksum: Checksum;
  readonly deviceId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly layout: AnyLayout;
};

/** Reply to a save, a rollback and an import. `layout` is there when it is not what was sent. */
export type SaveReply = {
  readonly outcome: "created" | "saved" | "merged" | "unchanged" | "replayed";
  readonly version: number;
  readonly checksum: Checksum;
  readonly changes: ChangeCounts;
  readonly layout?: AnyLayout;
};

/** What a 412 adds: where the layout stands now, where the save started, and what clashes. */
export type VersionConflict = {
  readonly head: Head;
  readonly base?: { readonly version: number; readonly layout: AnyLayout };
  readonly conflicts: readonly Conflict[];
};

export const FAILURES = [
  "malformed-json",
  "invalid-parameter",
  "unauthenticated",
  "forbidden",
  "layout-not-found",
  "version-not-found",
  "not-found",
  "method-not-allowed",
  "layout-exists",
  "history-damaged",
  "version-conflict",
  "layout-too-large",
  "unsupported-media-type",
  "layout-invalid",
  "idempotency-mismatch",
  "precondition-required",
  "rate-limited",
  "unavailable",
  "internal",
] as const;
export type FailureKind = (typeof FAILURES)[number];

/** Every failure, as `application/problem+json` (RFC 9457). */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: FailureKind;
  readonly requestId: string;
};
