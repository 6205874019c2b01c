/** What the page shows, as one value that changes only by being replaced. */

import type { Conflict } from "../../worker/layout/merge.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import type { Session } from "../../worker/layout/wire.ts";
import type { RefusalCode } from "../offline/remote.ts";
import type { DocumentStatus } from "../offline/status.ts";

/**
 * Derived from what is stored, never from `navigator.onLine`. `saved`: everything is on the server. `local`: durable
 * on this device, the server out of reach. `decision`: a true clash with another device. `not-saved`: refused by the
 * server but kept on the device, or not even stored there.
 */
export type SaveStatus =
  | DocumentStatus
  | { readonly kind: "not-saved"; readonly reason: "sealed" | "storage"; readonly detail: string };

/** Takes back one edit and nothing else; later edits stay. */
export type Undo = () => void;

/** Two devices changed the same thing. `merged` holds both, with mine where they clash. */
export type OpenConflict = {
  readonly conflicts: readonly Conflict[];
  readonly mine: Layout;
  readonly theirs: Layout;
  readonly merged: Layout;
  readonly theirDeviceId: string;
  /** ISO 8601. */
  readonly theirTime: string;
};

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
};

export type KeeperState = {
  /** Null until the first of IndexedDB and server has answered. */
  readonly layout: Layout | null;
  readonly session: Session | null;
  /** Of the newest version known to be on the server; null before the first save. */
  readonly version: number | null;
  readonly status: SaveStatus;
  readonly conflict: OpenConflict | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly notice: Notice | null;
};

/** Expected failures are values. `unreachable`: no answer, or none from this server. */
export type Failure = {
  readonly code: RefusalCode | "unreachable";
  /** A sentence for a person. */
  readonly message: string;
};

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };
