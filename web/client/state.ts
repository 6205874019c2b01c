/** What the page shows, as one value that changes only by being replaced. */

import type { Layout } from "../../worker/layout/schema.ts";
import type { ChangeType, SaveReply, Session } from "../../worker/layout/wire.ts";
import type { OpenConflict } from "../offline/conflict.ts";
import type { RefusalCode } from "../offline/remote.ts";
import type { Seal } from "../offline/seal.ts";
import type { DocumentStatus } from "../offline/status.ts";

/**
 * Derived from what is stored, never from `navigator.onLine`. `saved`: everything is on the server. `local`: durable
 * on this device, the server out of reach. `decision`: a true clash with another device. `locked`: it is encrypted, and
 * this device needs the passphrase, or a first one; edits wait here. `not-saved`: refused by the server but kept on the
 * device, or not even stored there; or what the server has is damaged, or was deleted there.
 */
export type SaveStatus =
  | DocumentStatus
  | { readonly kind: "locked"; readonly waiting: number }
  | {
      readonly kind: "not-saved";
      readonly reason: "damaged" | "deleted" | "storage";
      readonly detail: string;
    };

/**
 * Takes back one edit and nothing else; later edits stay. It shows at once, but where others have edited since and the
 * rules of merging are still on their way. Whether it changed anything.
 */
export type Undo = () => Promise<boolean>;

export type { OpenConflict };

export type ConflictChoice = "mine" | "theirs" | "merged";

/** Something that happened without being asked for; shown once, may be undone. */
export type Notice =
  /** Another device's edits were merged with some of this page; undo takes them back. */
  | { readonly kind: "merged" }
  /** Another device's edits came in while nothing was under way here. */
  | { readonly kind: "followed" };

/** A save that is on this device and not, or not knowingly, on the server. */
export type WaitingSave = {
  readonly id: string;
  /** ISO 8601. */
  readonly queuedAt: string;
  readonly description?: string;
  readonly state: "queued" | "sending" | "auth" | "conflict" | "parked";
  /** Why the last attempt failed. */
  readonly detail?: string;
  /** The code of the server's refusal, where it is `parked`. */
  readonly code?: string;
};

/** A layout that was made of a save that waited. */
export type Copy = { readonly layoutId: string; readonly version: number };

/** Other devices that look at this layout now, the one that came first first. Nobody where no socket tells it. */
export type Presence = readonly { readonly deviceId: string; readonly deviceName: string }[];

export type KeeperState = {
  /** Null until the first of IndexedDB and server has answered, and while a person keeps this device locked. */
  readonly layout: Layout | null;
  readonly session: Session | null;
  /** Of the newest version known to be on the server; null before the first save. */
  readonly version: number | null;
  readonly status: SaveStatus;
  readonly conflict: OpenConflict | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly notice: Notice | null;
  /** How saves go out: in the open, or sealed in one of two ways. */
  readonly seal: Seal;
  readonly presence: Presence;
};

/**
 * Expected failures are values. `unreachable`: no answer, or none from this server. `storage`: this device can't
 * store. `conflict`: a person has to decide first. `unauthenticated`: signed out, or never signed in here.
 */
export type Failure = {
  readonly code: RefusalCode | "unreachable" | "storage" | "conflict" | "invalid-config" | "versioning-off";
  /** A sentence for a person. */
  readonly message: string;
};

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export type SaveOptions = {
  /** Save now instead of after a pause. */
  readonly immediate?: boolean;
  /** Names the version, and saves at once; such a save is never joined with another. 1 to 500 characters. */
  readonly description?: string;
  /** `auto` unless it is said or the save has a name; then `manual`. */
  readonly changeType?: ChangeType;
};

export type EditOptions = SaveOptions & {
  /** One step of undo with the edit right before it, if that had the very same object here. */
  readonly joins?: object;
};

/**
 * What became of a save. `remote`: the server has it, as `version` or in it. `local` with `success`: durable on this
 * device; `error` says why it is not on the server, and is missing where that was not asked for. Without `success`
 * the server refused it (it is kept aside, see `waiting()`), or it is not even stored here.
 */
export type SaveResult = {
  readonly success: boolean;
  readonly source: "remote" | "local";
  readonly version?: number;
  /** Known where this page heard the answer itself. */
  readonly outcome?: SaveReply["outcome"];
  readonly error?: Failure;
};

/** `local`: as this device has it; `error` says why the server was not asked, or did not answer. */
export type LoadResult = {
  readonly layout: Layout | null;
  /** Of the newest version known to be on the server. */
  readonly version: number | null;
  readonly source: "remote" | "local";
  readonly error?: Failure;
};

/** `pending` counts what is on this device only. `success`: the server was met, and has all that waited. */
export type SyncResult = {
  readonly success: boolean;
  readonly source: "remote" | "local";
  readonly version: number | null;
  readonly pending: number;
  readonly error?: Failure;
};
