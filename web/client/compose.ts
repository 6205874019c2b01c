/** What the page shows, composed from what the manager knows. Pure. */
import type { Session } from "../../worker/layout/wire.ts";
import { conflictOf, type Document } from "../offline/document.ts";
import { statusOf } from "../offline/status.ts";
import type { Desk } from "./desk.ts";
import type { KeeperState, OpenConflict, SaveStatus, WaitingSave } from "./state.ts";
import { isDirty, type WorkingCopy } from "./working-copy.ts";

export type Known = { readonly session: Session | null; readonly isSignedOut: boolean };

export const compose = (
  { copy, undoHistory, notice, isBroken }: Desk,
  { session, isSignedOut }: Known,
): KeeperState => ({
  ...{ session, notice },
  layout: copy.layout,
  version: copy.doc.head?.version ?? null,
  status: isBroken ? NOT_STORED : saveStatus(copy, isSignedOut),
  conflict: openConflict(copy.doc),
  canUndo: undoHistory.past.length > 0,
  canRedo: undoHistory.future.length > 0,
});

const NOT_STORED: SaveStatus = {
  kind: "not-saved",
  reason: "storage",
  detail: "This browser can't store anything at the moment.",
};

const saveStatus = (copy: WorkingCopy, isSignedOut: boolean): SaveStatus => {
  const status = statusOf(copy.doc);
  if (isSignedOut) return { kind: "sign-in", waiting: "waiting" in status ? status.waiting : 0 };
  const isQuiet = status.kind === "saved" || status.kind === "untouched";
  return isQuiet && isDirty(copy) ? { kind: "saving" } : status;
};

const openConflict = (doc: Document): OpenConflict | null => {
  const question = conflictOf(doc);
  if (question === null) return null;
  const { conflicts, mine, merged, theirs } = question;
  return {
    ...{ conflicts, mine, merged, theirs: theirs.layout },
    theirDeviceId: theirs.deviceId,
    theirTime: theirs.updatedAt,
  };
};

/** Refused saves first, then those on their way, oldest first. */
export const waitingSaves = ({ rows, parked }: Document): readonly WaitingSave[] => [
  ...parked.map(({ opId, queuedAt, detail }) => ({ id: opId, queuedAt, state: "parked" as const, detail })),
  ...rows.map(({ opId, queuedAt, state, description, lastError }) => ({
    ...{ id: opId, queuedAt, state },
    ...(description === undefined ? {} : { description }),
    ...(lastError === null ? {} : { detail: lastError }),
  })),
];
