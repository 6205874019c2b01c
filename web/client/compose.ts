/** What the page shows, composed from what the manager knows. Pure. */
import type { Session } from "../../worker/layout/wire.ts";
import { conflictOf } from "../offline/conflict.ts";
import type { Document } from "../offline/document.ts";
import { statusOf } from "../offline/status.ts";
import type { Desk } from "./desk.ts";
import type { KeeperState, OpenConflict, SaveStatus, WaitingSave } from "./state.ts";
import { isDirty, type WorkingCopy } from "./working-copy.ts";

export type Known = {
  readonly session: Session | null;
  readonly isSignedOut: boolean;
  /** The server has been asked who we are, and did not answer. */
  readonly isUnreachable: boolean;
  /** Why the server's layout can't be shown: it is sealed. Null where it can. */
  readonly sealedDetail: string | null;
};

export const compose = ({ copy, undoHistory, notice, isBroken }: Desk, known: Known): KeeperState => ({
  ...{ session: known.session, notice },
  layout: copy.layout,
  version: copy.doc.head?.version ?? null,
  status: isBroken ? NOT_STORED : saveStatus(copy, known),
  conflict: openConflict(copy.doc),
  canUndo: undoHistory.past.length > 0,
  canRedo: undoHistory.future.length > 0,
});

const NOT_STORED: SaveStatus = {
  kind: "not-saved",
  reason: "storage",
  detail: "This browser can't store anything at the moment.",
};

const saveStatus = (
  copy: WorkingCopy,
  { session, isSignedOut, isUnreachable, sealedDetail }: Known,
): SaveStatus => {
  const status = statusOf(copy.doc);
  const waiting = "waiting" in status ? status.waiting : 0;
  if (isSignedOut) return { kind: "sign-in", waiting };
  if (sealedDetail !== null) return { kind: "not-saved", reason: "sealed", detail: sealedDetail };
  const isQuiet = status.kind === "saved" || status.kind === "untouched";
  const shown: SaveStatus = isQuiet && isDirty(copy) ? { kind: "saving" } : status;
  // Without a session nothing is even tried, so no row can say why it waits.
  if (shown.kind === "saving" && session === null && isUnreachable) return { kind: "local", waiting: 1 };
  return shown;
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
