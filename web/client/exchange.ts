/** What goes between the open document and the server: the newest head comes in, saves go out. */
import { hastened, signedOut } from "../offline/delivery.ts";
import type { Document } from "../offline/document.ts";
import { pulled } from "../offline/rebase.ts";
import type { Remote } from "../offline/remote.ts";
import { merge } from "../offline/rules.ts";
import { wary } from "../offline/seal.ts";
import { failureOf } from "./answers.ts";
import type { Keeper } from "./keeper.ts";
import type { Removal } from "./removal.ts";
import type { Sealing } from "./sealing.ts";
import { createSender, type Sender, type SenderPorts } from "./sender.ts";
import type { Failure } from "./state.ts";

export type Exchange = {
  /** What is due, and whatever comes due, unless it is known that it would be in vain. */
  readonly send: () => void;
  /** Null, or why the server has not answered. */
  readonly pull: () => Promise<Failure | null>;
  readonly signOut: () => Promise<void>;
  /** As `Sender.at`. */
  readonly at: Sender["at"];
};

/** Told of each save that the server has. */
type OnAcked = NonNullable<SenderPorts["onAcked"]>;

export const createExchange = (
  keeper: Keeper,
  {
    remote,
    sealing,
    removal,
    onAcked,
  }: { remote: Remote; sealing: Sealing; removal: Removal; onAcked: OnAcked },
): Exchange => {
  const { desk, saving, known, know, order } = keeper;
  const store = keeper.store();
  const { clock, random, newId, announce } = keeper.ports;
  const sender = createSender(clock, {
    ...{ store, remote, random, newId, merge, onAcked, canSeal: sealing.canSeal },
    retry: () => keeper.config().retry,
    onChange: (docId) => {
      announce(docId);
      keeper.follow(docId);
    },
  });

  const signOut: Exchange["signOut"] = async () => {
    know({ isSignedOut: true });
    await desk.persist(signedOut);
  };

  const pull: Exchange["pull"] = async () => {
    const { docId } = desk;
    const version = desk.copy.doc.head?.version ?? null;
    const outcome = await remote.load(docId, version);
    // Another user's document is open by now, or will be when it is its turn: this is nothing of theirs.
    if (desk.docId !== docId) return null;
    const here = (change: (doc: Document) => Document) =>
      desk.persist((doc) => (desk.docId === docId ? change(doc) : doc));
    removal.note(outcome, version);
    const failure = failureOf(outcome);
    if (outcome.kind === "signed-out") await signOut();
    else sealing.note(outcome);
    if (outcome.kind === "refused") await here((doc) => wary(doc, outcome.met));
    if (failure !== null) return failure;
    await here((doc) => {
      // Who may read may write: a sign-in that was missed for a moment holds nothing up any longer.
      const awake = doc.rows.some(({ state }) => state === "auth") ? hastened(doc, clock.now()) : doc;
      return outcome.kind === "found" ? pulled(awake, outcome.value, order()) : awake;
    });
    saving.takeUp();
    return null;
  };

  const send: Exchange["send"] = () => {
    const { session, isSignedOut } = known();
    if (session !== null && !isSignedOut && sealing.isUsable())
      sender.send(session.user.id, session.device.id);
  };
  return { send, pull, signOut, at: sender.at };
};
