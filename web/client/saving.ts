/** When edits become a draft on the device, and when the draft becomes a save. */
import type { Document } from "../offline/document.ts";
import { type QueueOrder, queued } from "../offline/queue.ts";
import { type Clock, createAutosave } from "./autosave.ts";
import type { Config } from "./config.ts";
import type { Desk } from "./desk.ts";
import type { SaveOptions } from "./state.ts";

/** How long an edit may be in memory alone. */
const DRAFT_AFTER_MS = 200;

export type Saving = {
  /** Something was edited. */
  readonly touched: (options?: SaveOptions) => void;
  /** Working copy to draft to outbox, in one transaction, and off. */
  readonly queue: () => Promise<void>;
  /** As `queue`, as far as nobody wants it to stay a draft. */
  readonly autosave: () => Promise<void>;
  /** A draft that nobody has queued: its tab is gone, or the device could not be read until now. */
  readonly takeUp: () => void;
  /** What came here by other roads than an edit is saved as one. */
  readonly saveSoon: () => void;
  /** The delays have changed. */
  readonly replan: () => void;
};

export const createSaving = ({
  clock,
  desk,
  config,
  orderOf,
  onQueued,
}: {
  readonly clock: Clock;
  readonly desk: Desk;
  readonly config: () => Config;
  readonly orderOf: (options: SaveOptions) => QueueOrder;
  readonly onQueued: () => void;
}): Saving => {
  /** What is wished for the next save. */
  let wish: SaveOptions = {};

  const queue: Saving["queue"] = async () => {
    drafts.cancel();
    saves.cancel();
    const mine = wish;
    wish = {};
    const order = orderOf(mine);
    const step = (doc: Document) => queued(doc, order);
    // A name is for what was there when it was given.
    await (mine.description === undefined ? desk.persist(step) : desk.persistAsNow(step));
    if (desk.isBroken) {
      // What could not be stored is asked for still, and its name waits with it.
      wish = { ...mine, immediate: true, ...wish };
      saves.touch();
    }
    onQueued();
  };
  const autosave: Saving["autosave"] = async () => {
    if (config().autoSave || asksNow(wish)) return queue();
    await desk.persist();
    if (desk.isBroken) saves.touch();
  };
  const drafts = createAutosave({
    ...{ clock, waitMs: DRAFT_AFTER_MS, maxWaitMs: DRAFT_AFTER_MS },
    save: () => void desk.persist(),
  });
  const saves = createAutosave({
    clock,
    get waitMs() {
      return config().autoSaveDelay;
    },
    get maxWaitMs() {
      return config().autoSaveMaxDelay;
    },
    save: () => void autosave(),
  });

  return {
    ...{ queue, autosave, saveSoon: saves.touch, replan: saves.replan },
    touched: (options = {}) => {
      wish = { ...wish, ...options };
      if (asksNow(options)) return void queue();
      drafts.touch();
      saves.touch();
    },
    takeUp: () => {
      const { basis } = desk.copy;
      if (basis !== null && basis.rev > basis.queuedRev) saves.touch();
    },
  };
};

/** It is not left to the autosave. */
export const asksNow = ({ immediate = false, description }: SaveOptions): boolean =>
  immediate || description !== undefined;
