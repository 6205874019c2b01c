/**
 * Whether what is open was deleted on the server: a load finds nothing where this device knows a version, or a save is
 * told so. Nothing is taken off this device for it, and a newer version, brought back by whomever, ends it.
 */
import type { Document } from "../offline/document.ts";
import type { LoadOutcome } from "../offline/remote.ts";
import type { Cloud } from "./cloud.ts";
import type { Keeper } from "./keeper.ts";
import type { SaveStatus } from "./state.ts";

export type Removal = Pick<Cloud, "fault"> & {
  /** Takes in what a load found, that was asked while `known` was the newest version known. */
  readonly note: (outcome: LoadOutcome, known: number | null) => void;
};

export const createRemoval = ({ desk, know }: Keeper): Removal => {
  /** The version after which nothing was there; a save that was on its way meanwhile has made another. */
  let last: { readonly docId: string; readonly version: number } | null = null;
  const isGone = (): boolean =>
    (last?.docId === desk.docId && last.version === desk.copy.doc.head?.version) ||
    isRefusedAsGone(desk.copy.doc);
  return {
    note: ({ kind }, known) => {
      if (kind === "no-answer" || kind === "signed-out") return;
      const before = last;
      last = kind === "none" && known !== null ? { docId: desk.docId, version: known } : null;
      if (before !== last) know({});
    },
    fault: () => (isGone() ? DELETED : null),
  };
};

/** Of the newest refusal since the head: a later one of another kind was met by something that is there. */
const isRefusedAsGone = ({ head, parked }: Document): boolean =>
  head !== null &&
  parked.findLast(({ headVersion }) => headVersion === head.version)?.code === "layout-not-found";

const DELETED: SaveStatus = {
  kind: "not-saved",
  reason: "deleted",
  detail: "It was deleted on the server. What is on this device was kept.",
};
