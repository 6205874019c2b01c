/** The documents of users who are not shown: read and written on this device, and sent when their owner is back. */
import type { Layout } from "../../worker/layout/schema.ts";
import { type Document, edited, opened } from "../offline/document.ts";
import { type QueueOrder, queued } from "../offline/queue.ts";
import { merge } from "../offline/rules.ts";
import { waitingIn } from "../offline/status.ts";
import type { DocId, DocumentStore } from "../offline/store.ts";
import { STORAGE } from "./failure.ts";
import { LOCKED } from "./sealing.ts";
import { notSaved, onDevice } from "./settling.ts";
import type { Failure, LoadResult, SaveResult, SyncResult } from "./state.ts";

const NOT_HERE: Failure = {
  code: "unauthenticated",
  message: "This user is not signed in here: what is on this device is all there is to go by.",
};

/** Puts the layout in place of that user's, as an edit; `order` is null where it is to stay a draft. */
export const saveElsewhere = (
  store: DocumentStore,
  docId: DocId,
  { layout, seed, order }: { layout: Layout; seed: Layout; order: QueueOrder | null },
): Promise<SaveResult> =>
  store
    .update(docId, (before) => {
      const doc = opened(before, seed);
      const next = doc.draft === null ? doc : edited(doc, { layout, basis: doc.draft }, merge);
      return [order === null ? next : queued(next, order), undefined];
    })
    .then(
      () => onDevice(NOT_HERE),
      () => notSaved(STORAGE),
    );

export const loadElsewhere = async (
  store: DocumentStore,
  docId: DocId,
  isLockedAway: (doc: Document) => Promise<boolean>,
): Promise<LoadResult & SyncResult> => {
  const doc = await store.read(docId).catch(() => null);
  const isShut = doc !== null && (await isLockedAway(doc));
  return {
    ...{ success: false, source: "local", error: doc === null ? STORAGE : isShut ? LOCKED : NOT_HERE },
    layout: isShut ? null : (doc?.draft?.layout ?? doc?.head?.layout ?? null),
    version: doc?.head?.version ?? null,
    pending: doc === null ? 0 : waitingIn(doc),
  };
};
