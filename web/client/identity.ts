/** Whose page this is: found out once, written down, and followed when it changes. */
import { backoffMs } from "../offline/backoff.ts";
import { hastened } from "../offline/delivery.ts";
import { asOnlyNewcomer } from "../offline/lock.ts";
import type { LoadOutcome, Remote, StartedSession } from "../offline/remote.ts";
import { CURRENT_USER, docIdOf, type StoredSession } from "../offline/store.ts";
import { toAnswer } from "./answers.ts";
import type { Cloud, CloudPorts } from "./cloud.ts";
import type { Exchange } from "./exchange.ts";
import type { Keeper } from "./keeper.ts";
import { createMoving, type Move } from "./moving.ts";
import type { Sealing } from "./sealing.ts";

type Identity = Pick<Cloud, "continueAsGuest"> & {
  /** Takes up what the last page left undone, then connects. */
  readonly start: () => Promise<void>;
  /** Makes sure whose page this is, then pulls and sends. Without an answer it tries again later. */
  readonly connect: () => Promise<void>;
  /** Another tab found out whose browser this is: what is here goes along before it is edited apart. */
  readonly join: () => Promise<void>;
};

export const createIdentity = (
  keeper: Keeper,
  { remote, deviceName }: CloudPorts,
  { exchange, sealing }: { exchange: Exchange; sealing: Sealing },
): Identity => {
  const { desk, layoutId, known, know } = keeper;
  const { clock, random } = keeper.ports;
  const store = keeper.store();
  const moving = createMoving(keeper);
  let failures = 0;

  const connect: Identity["connect"] = async () => {
    const { session } = known();
    const outcome = session === null ? await introduce() : await remote.session();
    if (outcome.kind === "signed-out") return exchange.signOut();
    if (outcome.kind !== "found") return connectLater();
    const stored = await readSession();
    // Another tab may have gone on as a new guest, with the work of the one that this tab still holds.
    const succeeds = stored?.user.id === outcome.value.user.id ? stored.succeeds : undefined;
    const adopting = session === null || succeeds === session.user.id;
    return become({ ...outcome.value, ...(succeeds === undefined ? {} : { succeeds }) }, { adopting });
  };

  const readSession = (): Promise<StoredSession | null> => store.session().catch(() => null);

  const connectLater = (): void => {
    failures += 1;
    know({ isUnreachable: true });
    exchange.at(
      clock.now() + backoffMs(failures, { random, ...keeper.config().retry }),
      () => void connect(),
    );
  };

  /** Who this browser is, asked by one tab at a time and written down before the next one asks. */
  const introduce = (): ReturnType<Remote["startSession"]> =>
    asOnlyNewcomer(async () => {
      const stored = await readSession();
      const outcome = stored === null ? await remote.startSession(deviceName()) : await remote.session();
      if (outcome.kind !== "found") return outcome;
      const { isNew, ...session } = outcome.value;
      await store.writeSession(session).catch(() => undefined); // Told again by `become`.
      return outcome;
    });

  const become = async (
    { isNew, ...session }: StartedSession & StoredSession,
    { adopting }: { readonly adopting: boolean },
  ): Promise<void> => {
    failures = 0;
    know({ isUnreachable: false, isSignedOut: false });
    await store.writeSession(session).catch(() => undefined); // Asked for again at the next start.
    const isHere = () => known().session?.user.id === session.user.id;
    if (!isHere()) {
      const docId = docIdOf(session.user.id, layoutId);
      const found: LoadOutcome = isNew ? { kind: "none" } : await remote.load(docId, null);
      // Another call may have been faster: what is here already is not to be adopted, and never to be left behind.
      if (!isHere()) {
        sealing.note(found);
        await moveTo({ session, adopting, found });
        // Their saves may have waited here for them while somebody else was signed in.
        if (isHere()) await desk.persist((doc) => hastened(doc, clock.now()));
        return exchange.send();
      }
    }
    know({ session });
    await desk.persist((doc) => hastened(doc, clock.now()));
    await exchange.pull();
    exchange.send();
  };

  const moveTo = async (move: Move): Promise<void> => {
    if (!(await moving.moveTo(move))) connectLater();
  };

  return {
    connect,
    start: async () => {
      const stored = await readSession();
      if (stored !== null) {
        // The last page may have ended between writing down whose this is and taking along what was here before.
        if (known().session === null && !(await moving.moveTo({ session: stored, adopting: true })))
          return connectLater();
        await moving.takeAlong(docIdOf(CURRENT_USER, layoutId));
        const { succeeds, user } = stored;
        if (succeeds !== undefined && succeeds !== user.id)
          await moving.takeAlong(docIdOf(succeeds, layoutId));
        exchange.send();
      }
      return connect();
    },
    join: async () => {
      const session = await readSession();
      if (session === null || known().session !== null) return;
      await moveTo({ session, adopting: true });
      exchange.send();
    },
    continueAsGuest: async () => {
      const answer = toAnswer(await remote.startSession(deviceName()));
      if (!answer.ok) return answer;
      const succeeds = known().session?.user.id ?? CURRENT_USER;
      await become({ ...answer.value, succeeds }, { adopting: true });
      return { ok: true, value: undefined };
    },
  };
};
