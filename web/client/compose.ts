/** What the page shows, composed from what the manager knows. Pure. */
import type { Session } from "../../worker/layout/wire.ts";
import { sealOf } from "../offline/document.ts";
import type { Rules } from "../offline/rules.ts";
import { statusOf, waitingIn } from "../offline/status.ts";
import type { Desk } from "./desk.ts";
import type { KeeperState, Presence, SaveStatus } from "./state.ts";
import { isDirty, type WorkingCopy } from "./working-copy.ts";

export type Known = {
  readonly session: Session | null;
  readonly isSignedOut: boolean;
  /** The server has been asked who we are, and did not answer. */
  readonly isUnreachable: boolean;
  /** The part of this page that talks to the server could not be loaded. */
  readonly isAlone: boolean;
  readonly presence: Presence;
};

export const NOTHING_KNOWN: Known = {
  ...{ session: null, isSignedOut: false, isUnreachable: false, isAlone: false, presence: [] },
};

/** What is laid over the document by whoever has its keys. */
export type Cover = {
  /** What this device has is not to be shown. */
  readonly isCovered: boolean;
  /** Why it is not saved, where that is for want of keys, or because the server's can't be used or is gone. */
  readonly fault: SaveStatus | null;
};

/** Without the `rules` an open question is said, and not shown yet. */
export const compose = (
  { docId, copy, undoHistory, notice, isBroken }: Desk,
  known: Known,
  rules: Rules | null,
  { isCovered, fault }: Cover,
): KeeperState => {
  const layout = isCovered ? null : copy.layout;
  return {
    // While the desk moves, it still shows what is the other user's.
    session: known.session !== null && docId.startsWith(`${known.session.user.id}/`) ? known.session : null,
    ...{ notice, layout, presence: known.presence },
    seal: sealOf(copy.doc),
    version: copy.doc.head?.version ?? null,
    status: honest(saveStatus(copy, known, fault), isBroken),
    conflict: layout === null || rules === null ? null : rules.conflictOf(copy.doc),
    canUndo: layout !== null && undoHistory.past.length > 0,
    canRedo: layout !== null && undoHistory.future.length > 0,
  };
};

/** Where the device can't store, nothing but the server keeps anything. */
const honest = (status: SaveStatus, isBroken: boolean): SaveStatus =>
  !isBroken || status.kind === "saved" || status.kind === "untouched" ? status : NOT_STORED;

const NOT_STORED: SaveStatus = {
  kind: "not-saved",
  reason: "storage",
  detail: "This browser can't store anything at the moment.",
};

const saveStatus = (
  copy: WorkingCopy,
  { session, isSignedOut, isUnreachable, isAlone }: Known,
  fault: SaveStatus | null,
): SaveStatus => {
  const status = statusOf(copy.doc);
  if (isSignedOut) return { kind: "sign-in", waiting: waitingIn(copy.doc) };
  if (fault !== null) return fault;
  const isQuiet = status.kind === "saved" || status.kind === "untouched";
  const shown: SaveStatus = isQuiet && isDirty(copy) ? { kind: "saving" } : status;
  // Nothing is even tried, so no row can say why it waits.
  const isStuck = isAlone || (session === null && isUnreachable);
  if (shown.kind === "saving" && isStuck)
    return { kind: "local", waiting: Math.max(1, copy.doc.rows.length) };
  return shown;
};
