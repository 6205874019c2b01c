/**
 * What crosses the wire between Worker and room: plain data, layouts as JSON text. Text is stored as it comes and
 * sent as it is stored, so that a layout is parsed only where a rule has to look inside.
 */
import type { ChangeCounts } from "../layout/diff.ts";
import type { Issue } from "../layout/issues.ts";
import type { Checksum } from "../layout/schema.ts";
import type {
  ChangeType,
  Device,
  LayoutPage,
  Only,
  Pruned,
  SaveReply,
  TokenInfo,
  Verification,
  Version,
} from "../layout/wire.ts";

/** Who calls, as the Worker found out. */
export type Caller = {
  readonly deviceId: string;
  readonly deviceName: string;
  /** Whether the device is one of the user's list, which those are that have a session of their own. */
  readonly isListed: boolean;
  /** An API token, by its id and the SHA-256 of what was sent; null where the Worker knows all that it has to. */
  readonly token: { readonly id: string; readonly hash: string } | null;
  /** Milliseconds since 1970: when it was last proved who this is. 0 where only the room could say. */
  readonly provedAt: number;
  readonly wants: "read" | "write";
};

/** `forbidden`: a token that may only read. `rate-limited`: this user has written as often as one may. */
export type NotAdmitted =
  | { readonly kind: "unauthenticated" }
  | { readonly kind: "forbidden" }
  | { readonly kind: "rate-limited" };
export type Admitted<T> = T | NotAdmitted;

/** Names of one user's layouts: parsed by the routes. */
export type LayoutId = string;

/** A layout that the rules found valid, with what was found out on the way. */
export type JudgedLayout = {
  readonly layoutText: string;
  readonly checksum: Checksum;
  /** Of its canonical text, in UTF-8. */
  readonly bytes: number;
};

/**
 * A save as it comes. The room parses it, once and for all: it knows the layout before, and what did not change since
 * needs no second judgement.
 */
export type PutCommand = Pick<
  SaveCommand,
  "layoutId" | "base" | "onConflict" | "operationId" | "deviceId"
> & {
  readonly body: Uint8Array;
};

export type PutResult =
  | SaveResult
  | { readonly kind: "malformed-json" | "layout-too-large" }
  /** The body has another form than `SaveRequest`. */
  | { readonly kind: "invalid-body"; readonly issues: readonly { path: string; code: string }[] }
  /** A layout in the body breaks a rule. */
  | { readonly kind: "refused"; readonly issues: readonly Issue[] };

/** What every call says that makes a version. */
export type SaveCommand = {
  readonly layoutId: LayoutId;
  /** The version that it builds on; null where it creates the layout. */
  readonly base: number | null;
  readonly onConflict: "merge" | "reject";
  readonly operationId: string | null;
  /** SHA-256 of all that the operation id stands for. */
  readonly fingerprint: string;
  readonly changeType: ChangeType;
  readonly deviceId: string;
  readonly description: string | null;
};

/** Restores a version: all of it, or what `only` names. */
export type RollbackCommand = Omit<SaveCommand, "onConflict" | "changeType"> & {
  readonly version: number;
  readonly only: Only | null;
};

export type RemoveCommand = Pick<SaveCommand, "layoutId" | "operationId" | "fingerprint" | "deviceId"> & {
  readonly base: number;
};

/** What an import says beside its layouts. Versions come one by one, oldest first; see `LayoutRoom.import`. */
export type ImportCommand = Pick<SaveCommand, "layoutId" | "base" | "operationId" | "deviceId">;

/** A version to be imported: judged already, its number and chain still to be given. */
export type ImportedVersion = {
  readonly layoutText: string;
  readonly checksum: Checksum;
  readonly bytes: number;
  readonly changeType: ChangeType;
  readonly deviceId: string;
  readonly createdAt: string | null;
  readonly description: string | null;
  readonly pinned: boolean;
  readonly setAside: boolean;
};

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

type NoLayout = { readonly kind: "layout-not-found" };
type NoVersion = { readonly kind: "version-not-found" };
/** The archive can't be reached, and the call needs it. */
type Unavailable = { readonly kind: "unavailable" };
type Damaged = { readonly kind: "history-damaged"; readonly version: number };

export type SaveResult =
  | Saved
  | NoLayout
  | Unavailable
  | { readonly kind: "idempotency-mismatch" }
  | { readonly kind: "layout-exists"; readonly version: number }
  /** Merged with the head, at `version`, the layout would break a rule; nothing was changed. */
  | { readonly kind: "layout-invalid"; readonly version: number; readonly issues: readonly Issue[] }
  /** `details` is the JSON text of the head, the base and the clashes: the shape `VersionConflict`. */
  | { readonly kind: "version-conflict"; readonly version: number; readonly details: string };

export type LayoutsResult = { readonly kind: "found"; readonly page: LayoutPage };

export type HeadResult =
  | { readonly kind: "found"; readonly head: HeadText }
  | { readonly kind: "known"; readonly version: number }
  | NoLayout;

/** `stream` is UTF-8 of JSON of the shape `Export`. */
export type ExportResult = { readonly kind: "found"; readonly stream: ReadableStream<Uint8Array> } | NoLayout;

/** `stream` is UTF-8 of JSON of the shape `AccountExport`. */
export type AccountExportResult = { readonly kind: "found"; readonly stream: ReadableStream<Uint8Array> };

/** Not complete: the archive can't be reached now, and will be emptied when it can. */
export type EraseResult = { readonly kind: "erased"; readonly isComplete: boolean };

export type VersionResult =
  /** The layout in today's schema; `migratedFrom` is null where it was saved in that. */
  | {
      readonly kind: "found";
      readonly version: Version;
      readonly layoutText: string;
      readonly migratedFrom: number | null;
    }
  | NoLayout
  | NoVersion
  | Unavailable
  | Damaged;

export type RollbackResult =
  | SaveResult
  | Exclude<VersionResult, { kind: "found" }>
  /** `only` names widgets that neither the head nor the version has, or parts of what is sealed. */
  | { readonly kind: "invalid-parameter"; readonly detail: string };

export type RemoveResult =
  | { readonly kind: "removed"; readonly version: number; readonly restorableUntil: string }
  | Extract<SaveResult, { kind: "layout-not-found" | "idempotency-mismatch" | "version-conflict" }>;

export type VersionsResult =
  | {
      readonly kind: "found";
      readonly versions: readonly Version[];
      readonly next: number | null;
      readonly incomplete: boolean;
    }
  | NoLayout;

export type ChangesResult =
  /** `changesText` is JSON of the shape `VersionChanges`: what a change holds can be any JSON, which no RPC type says. */
  { readonly kind: "found"; readonly changesText: string } | Exclude<VersionResult, { kind: "found" }>;

/** Of a version that was named or pinned: how it stands in the list now. */
export type DescribeResult =
  | { readonly kind: "found"; readonly version: Version }
  | NoLayout
  | NoVersion
  | Unavailable;

export type PruneResult = ({ readonly kind: "pruned" } & Pruned) | NoLayout | Unavailable | Damaged;

export type VerifyResult =
  | { readonly kind: "verified"; readonly report: Verification }
  | NoLayout
  | Unavailable;

/** What a room answers in place of a socket: that there are too many. */
export type LiveResult = { readonly kind: "too-many-sockets" };

/** Versions that the archive does not have yet. */
export type Lag = { readonly versions: number; readonly oldest: string | null };
export type LagResult = { readonly kind: "found"; readonly lag: Lag };

/** `token` is what is known of the API token that asks, null where none does. */
export type DevicesResult = {
  readonly kind: "found";
  readonly devices: readonly Device[];
  readonly token: TokenInfo | null;
};
export type DeviceResult =
  | { readonly kind: "found"; readonly device: Device }
  | { readonly kind: "device-not-found" };

export type TokensResult = { readonly kind: "found"; readonly tokens: readonly TokenInfo[] };
export type TokenResult =
  | { readonly kind: "found"; readonly token: TokenInfo }
  | { readonly kind: "limit-reached" };
