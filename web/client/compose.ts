/** What the page shows, composed from what the manager knows. Pure. */
import type { Session } from "../../worker/layout/wire.ts";
import { conflictOf, type Document } from "../offline/document.ts";
import { statusOf } from "../offline/status.ts";
import type { KeeperState, Notice, OpenConflict, SaveStatus, WaitingSave } from "./state.ts";
import type { UndoHistory } from "./undo.ts";
import { isDirty, type WorkingCopy } from "./working-copy.ts";

export type Known = {
  readonly copy: WorkingCopy;
  readonly session: Session | null;
  readonly isSignedOut: boolean;
  readonly storageFailed: boolean;
  readonly undo: UndoHistory;
  readonly notice: Notice | null;
};

export const compose = (known: Known): KeeperState => ({
  layout: known.copy.layout,
  session: known.session,
  version: known.copy.doc.head?.version ?? null,
  status: saveStatus(known),
  conflict: openConflict(known.copy.doc),
  canUndo: known.undo.past.length > 0,
  canRedo: known.undo.future.length > 0,
  notice: known.notice,
});

const saveStatus = ({ copy, isSignedOut, storageFailed }: Known): SaveStatus => {
  if (storageFailed) {
    return {
      kind: "not-saved",
      reason: "storage",
      detail: "This browser can't store anything at the moment.",
    };
  }
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
