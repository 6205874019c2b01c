/** What travels: request bodies, replies and failures. A reader on either side may rely on these and no more. */
import * as z from "zod/mini";
import type { Change } from "./change.ts";
import type { ChangeCounts } from "./diff.ts";
import { FORMS, LIMITS } from "./limits.ts";
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

/** What a rollback is limited to: one form factor, some widgets, or some widgets of one form factor. */
export const OnlyRequest = z.strictObject({
  form: z.exactOptional(z.enum(FORMS)),
  widgetIds: z.exactOptional(z.array(Id).check(z.minLength(1), z.maxLength(2 * LIMITS.widgets))),
});

/** Body of `POST /api/layouts/{id}/rollback`. */
export const RollbackRequest = z.strictObject({
  version: VersionNumber,
  only: z.exactOptional(OnlyRequest),
  description: z.exactOptional(Description),
  deviceId: z.exactOptional(Id),
});
export type RollbackRequest = z.infer<typeof RollbackRequest>;
export type Only = z.infer<typeof OnlyRequest>;

/** Body of `PATCH /api/layouts/{id}/versions/{n}`. An empty description takes the name away. */
export const DescribeRequest = z.strictObject({
  description: z.exactOptional(Description),
  pinned: z.exactOptional(z.boolean()),
});
export type DescribeRequest = z.infer<typeof DescribeRequest>;

/** Body of `POST /api/layouts/{id}/versions/prune`. */
export const PruneRequest = z.strictObject({ keep: z.int().check(z.gte(1), z.lte(LIMITS.versions)) });

const Name = z.string().check(z.minLength(1), z.maxLength(100), wellFormed);

/** Body of `POST /api/session`. */
export const SessionRequest = z.strictObject({ deviceName: z.exactOptional(Name) });

/** Body of `POST /api/session/pairings/redeem`. The code is read as people write: see `readCode`. */
export const RedeemRequest = z.strictObject({
  code: z.string().check(z.maxLength(40)),
  deviceName: z.exactOptional(Name),
});

/** Body of `PATCH /api/session/devices/{id}`. */
export const DeviceRequest = z.strictObject({ name: Name });

/** Body of `POST /api/tokens`. Without a time it holds until it is revoked. */
export const TokenRequest = z.strictObject({
  name: Name,
  scope: z.enum(["read", "write"]),
  expiresAt: z.exactOptional(z.iso.datetime({ offset: true })),
});

/** What a device says on a live socket when it opens, and whenever it may have missed something. */
export const Hello = z.strictObject({
  kind: z.literal("hello"),
  deviceId: Id,
  deviceName: Name,
  /** That the device has; 0 or null where it has none. */
  version: z.nullable(z.int().check(z.gte(0))),
});
export type Hello = z.infer<typeof Hello>;

/** Bounds of a live socket. */
export const LIVE = {
  /** Of what a device sends. */
  messageBytes: 1024,
  messagesPerMinute: 60,
  /** A device says `ping` this often; `pong` comes back. */
  pingEveryMs: 30_000,
  /** Who was silent for so long is taken to be gone. */
  silentAfterMs: 150_000,
  /** That are named in `presence`. */
  devices: 50,
} as const;

/** How a live socket closes, beside what RFC 6455 has: 1003 not text, 1007 not of this form, 1008 too much, 1009 too long. */
export const LIVE_CLOSE = { signedOut: 4401, silent: 4408 } as const;

/** One of a user's devices: a browser that has a session. `lastSeen` is exact to an hour. */
export type Device = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastSeen: string;
};

/** Who is calling. `devices` starts with the one that was seen last; an API token sees none. */
export type Session = {
  readonly user: { readonly id: string };
  readonly device: { readonly id: string; readonly name: string };
  readonly devices: readonly Device[];
  readonly authenticatedBy: "session" | "token" | "jwt" | "access";
  /** Of an API token. */
  readonly scope?: "read" | "write";
};

/** Reply to `POST /api/session/pairings`. The code holds once, until `expiresAt`. */
export type Pairing = { readonly code: string; readonly expiresAt: string };

/** An API token without its secret. `lastUsed` is exact to an hour. */
export type TokenInfo = {
  readonly id: string;
  readonly name: string;
  readonly scope: "read" | "write";
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsed: string | null;
};

/** `GET /api/tokens`, the newest first. */
export type TokenList = { readonly tokens: readonly TokenInfo[] };

/** Reply to `POST /api/tokens`: the only time that the secret is told. */
export type NewToken = TokenInfo & { readonly secret: string };

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

/**
 * `migratedFrom` is the schema that the version was saved in, where that is older than today's: then `layout` was
 * brought to today's, and `checksum` is still of what was saved.
 */
export type VersionWithLayout = Version & { readonly layout: AnyLayout; readonly migratedFrom?: number };

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

/** One of a user's layouts, as `GET /api/layouts` lists it. */
export type LayoutSummary = Omit<Head, "layout"> & {
  readonly bytes: number;
  /** Widgets by form factor; null where the layout is sealed. */
  readonly widgets: { readonly desktop: number; readonly mobile: number } | null;
  /** Only with `?deleted=true`: when it was deleted, and until when its history can still be restored. */
  readonly deletedAt?: string;
  readonly restorableUntil?: string;
};

/** `GET /api/layouts`, by name; `next` is the `after` of the next page. */
export type LayoutPage = { readonly layouts: readonly LayoutSummary[]; readonly next: string | null };

/** `GET /api/layouts/{id}/versions/{n}/changes?since=m`. Null where a sealed layout can't be compared. */
export type VersionChanges = {
  readonly since: number;
  readonly version: number;
  readonly counts: ChangeCounts;
  readonly changes: readonly Change[] | null;
};

/** Reply to a prune. */
export type Pruned = { readonly kept: number; readonly removed: number };

/** `GET /api/layouts/{id}/versions/verify`. `damaged` holds the first broken version first. */
export type Verification = {
  readonly ok: boolean;
  readonly versions: number;
  readonly damaged: readonly {
    readonly version: number;
    /** `missing`: not there; `body`: unreadable; `checksum`: not the layout that was saved; `chain`: not in its place. */
    readonly kind: "missing" | "body" | "checksum" | "chain";
  }[];
};

/** To all who listen to a layout, after each version that became its head; and in answer to `hello`. */
export type LiveHead = {
  readonly kind: "head";
  readonly layoutId: string;
  readonly version: number;
  readonly checksum: Checksum;
  readonly deviceId: string;
  readonly changes: ChangeCounts;
};

/** The same, where the layout was deleted; `version` was its last. */
export type LiveRemoved = {
  readonly kind: "removed";
  readonly layoutId: string;
  readonly version: number;
  /** That deleted it; null in answer to `hello`, when nobody knows any more. */
  readonly deviceId: string | null;
};

/** Devices that said hello and are still there, the one that came first first; `more` are not named. */
export type LivePresence = {
  readonly kind: "presence";
  readonly devices: readonly { readonly deviceId: string; readonly deviceName: string }[];
  readonly more: number;
};

/** What comes on a live socket. A reader passes over kinds that it does not know. */
export type LiveMessage = LiveHead | LiveRemoved | LivePresence;

/** Reply to `DELETE /api/layouts/{id}`. */
export type Removed = { readonly version: number; readonly restorableUntil: string };

/**
 * `GET /api/layouts/{id}/export`, and what an import takes: the head, and with `history=all` every version, oldest
 * first. A version that is damaged is named, without a layout.
 */
export type Export = {
  readonly format: "gridkeep/1";
  readonly exportedAt: string;
} & Head & {
    readonly versions?: readonly (VersionWithLayout | (Version & { readonly damaged: string }))[];
    /** Set where the archive can't be reached: older versions are left out. */
    readonly incomplete?: true;
  };

/** `GET /api/account/export`. Each layout is one that an import takes; one that was deleted can still be restored. */
export type AccountExport = {
  readonly format: "gridkeep-account/1";
  readonly exportedAt: string;
  readonly user: { readonly id: string };
  readonly devices: readonly Device[];
  readonly tokens: readonly TokenInfo[];
  readonly layouts: readonly (Export & { readonly deletedAt?: string })[];
};

/**
 * Reply to `DELETE /api/account`. While the archive can't be reached it is not complete yet: nobody comes in any more,
 * and the rest follows by itself.
 */
export type Erased = { readonly complete: boolean };

/**
 * One of an export's versions, as an import reads it. What it does not know it passes over, and what only the place of
 * the export could know (chain, changes) it finds out anew.
 */
export const ExportedVersion = z.object({
  version: VersionNumber,
  checksum: z.exactOptional(z.string()),
  description: z.exactOptional(Description),
  changeType: z.exactOptional(ChangeType),
  deviceId: z.exactOptional(Id),
  createdAt: z.exactOptional(z.iso.datetime({ offset: true })),
  pinned: z.exactOptional(z.boolean()),
  setAside: z.exactOptional(z.boolean()),
  migratedFrom: z.exactOptional(z.int()),
  damaged: z.exactOptional(z.string()),
  layout: z.exactOptional(z.unknown()),
});

/** The rest of an export, as an import reads it: its versions come apart from it, one by one. */
export const ExportedLayout = z.object({
  checksum: z.exactOptional(z.string()),
  versions: z.exactOptional(z.array(z.unknown())),
  layout: z.unknown(),
});

export const FAILURES = [
  "malformed-json",
  "invalid-parameter",
  "unauthenticated",
  "forbidden",
  "layout-not-found",
  "version-not-found",
  "pairing-not-found",
  "device-not-found",
  "token-not-found",
  "not-found",
  "method-not-allowed",
  "layout-exists",
  "limit-reached",
  "history-damaged",
  "version-conflict",
  "layout-too-large",
  "too-slow",
  "unsupported-media-type",
  "layout-invalid",
  "idempotency-mismatch",
  "upgrade-required",
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
