/** Takes the page over to another user's document, and what was done before it was known whose it is along. */
import { same } from "../../worker/layout/same.ts";
import type { Session } from "../../worker/layout/wire.ts";
import { type Document, EMPTY_DOCUMENT, edited, NO_REV } from "../offline/document.ts";
import { adopted, broughtIn, pulled } from "../offline/rebase.ts";
import type { LoadOutcome } from "../offline/remote.ts";
import { wary } from "../offline/seal.ts";
import { type DocId, docIdOf } from "../offline/store.ts";
import type { Keeper } from "./keeper.ts";
import { type LeftBehind, leftBehind, type Rescued, takeBack } from "./rescue.ts";

export type Move = {
  readonly session: Session;
  /** Whether the work of this page goes along. */
  readonly adopting: boolean;
  /** What the server has for that user. */
  readonly found?: LoadOutcome;
};

type Moving = {
  /** Whether it went: not where the device can't store what would be taken along. */
  readonly moveTo: (move: Move) => Promise<boolean>;
  /** Adopts what another document of this device holds, and leaves nothing there. */
  readonly takeAlong: (before: DocId) => Promise<void>;
};

export const createMoving = (keeper: Keeper): Moving => {
  const { layoutId, desk, saving, known, know, order, absorbed, backed } = keeper;
  const store = keeper.store();
  const rescued = (left: readonly Rescued[], doc: Document): Document =>
    left.reduce((next, one) => broughtIn(next, one, order()), doc);

  /** What was left behind is older than what this page has stored since: that wins where they touch the same thing. */
  const olderThan = (doc: Document, one: Rescued): Document => {
    const { draft } = doc;
    if (draft === null) return edited(doc, one, order().merge);
    const over = { layout: draft.layout, basis: { ...one.basis, rev: NO_REV } };
    return edited({ ...doc, draft: { ...draft, layout: one.layout } }, over, order().merge);
  };

  const moveTo: Moving["moveTo"] = async ({ session, adopting, found }) => {
    const before = desk.docId;
    const knownBefore = known().session;
    know({ session });
    const docId = docIdOf(session.user.id, layoutId);
    const [leftHere, leftThere] = [leftBehind(docId), leftBehind(before)];
    let taken = EMPTY_DOCUMENT;
    const ground = backed()?.heldOn(before);
    const hasMoved = await desk.moveTo(
      docId,
      (doc, left) => {
        taken = left;
        const mine = leftThere.reduce(olderThan, left);
        const whole = rescued(leftHere, doc);
        // Before the news, so that these meet all there is here as edits that did not know them.
        const own = adopting && hasOwnWork(mine) ? adopted(whole, mine, order()) : whole;
        if (found?.kind === "refused") return wary(own, found.met);
        return found?.kind === "found" ? pulled(own, found.value, order()) : own;
      },
      { keepShowing: adopting },
    );
    if (!hasMoved) {
      know({ session: knownBefore });
      return false;
    }
    absorbed(docId, leftHere);
    // Where it is the same there is nothing to empty.
    if (adopting && docId !== before) {
      const unreadAt = desk.isBroken ? keeper.ports.clock.now() : null;
      if (unreadAt !== null) {
        const there = ground?.layout ?? taken.draft?.layout;
        if (there !== undefined) backed()?.adopted(docId, there);
      }
      await whenStored(async () => {
        await store.writeSession(session).catch(() => undefined); // Asked for again at the next start.
        forget(before, leftThere);
        await leaveEmpty(before, taken, unreadAt);
      });
      saving.saveSoon();
    }
    saving.takeUp();
    return true;
  };

  /** At once, or as soon as the device has what is here: until then the only copy there is what was left. */
  const whenStored = async (work: () => Promise<void>): Promise<void> => {
    if (!desk.isBroken) return work();
    const stop = keeper.subscribe(() => {
      if (desk.isBroken) return;
      stop();
      void work();
    });
  };

  /**
   * What was adopted is part of the new document now; left where it was, it would come back with the next guest. What
   * another tab has put there since is taken along, too. What could not be read at `unreadAt` was written before what is
   * here; but not what was saved after that.
   */
  const leaveEmpty = async (
    before: DocId,
    adoptedAs: Document,
    unreadAt: number | null = null,
  ): Promise<void> => {
    try {
      let taken = adoptedAs;
      while (!(await store.remove(before, (doc) => revOf(doc) === revOf(taken)))) {
        const more = await store.read(before);
        const isNewer = more.rows.some(({ queuedAt }) => Date.parse(queuedAt) > (unreadAt ?? 0));
        await adopt(more, { isOlder: unreadAt !== null && !isNewer });
        if (desk.isBroken) return;
        taken = more;
      }
    } catch {
      // The device can't be written now: it stays, and comes back as an edit that was made already.
    }
  };

  const adopt = (orphan: Document, options: { readonly isOlder?: boolean } = {}): Promise<void> =>
    desk.persist((doc) => (hasOwnWork(orphan) ? adopted(doc, orphan, order(), options) : doc));

  const takeAlong: Moving["takeAlong"] = async (before) => {
    let taken: Document | null = EMPTY_DOCUMENT;
    const left = leftBehind(before);
    if (left.length > 0) {
      taken = await store.read(before).catch(() => null);
      if (taken === null) return;
      await adopt(rescued(left, taken));
      if (desk.isBroken) return;
      forget(before, left);
    }
    await leaveEmpty(before, taken);
    saving.takeUp();
  };
  return { moveTo, takeAlong };
};

/** These, and none that was left since. */
const forget = (docId: DocId, left: readonly LeftBehind[]): void => {
  for (const { tab } of left) takeBack(docId, tab);
};

const revOf = ({ draft }: Document): number | null => draft?.rev ?? null;

/** A starter that nobody touched is nobody's work. */
const hasOwnWork = ({ draft, head }: Document): boolean =>
  draft !== null && (head !== null || !same(draft.layout, draft.seed));
