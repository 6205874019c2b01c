/**
 * The device side of a layout: shows what is stored, takes edits and stores them, by itself. What talks to the server
 * or merges is loaded after that, and what can't do without waits for it here.
 */
import type { Layout } from "../../worker/layout/schema.ts";
import { reseeded, sealOf } from "../offline/document.ts";
import type { FallbackStore } from "../offline/fallback-store.ts";
import { type Merger, RulesMissing, withoutRules } from "../offline/merging.ts";
import type { QueueOrder } from "../offline/queue.ts";
import type { Rules } from "../offline/rules.ts";
import {
  CURRENT_USER,
  type DocId,
  type DocumentStore,
  docIdOf,
  type StoredSession,
} from "../offline/store.ts";
import type { Cloud } from "./cloud.ts";
import { type Cover, compose, type Known, NOTHING_KNOWN } from "./compose.ts";
import { type Config, DEFAULT_CONFIG } from "./config.ts";
import { createDesk, type Desk } from "./desk.ts";
import { createLazy, type Lazy } from "./lazy.ts";
import type { ManagerPorts } from "./manager.ts";
import { type LeftBehind, leaveBehind, leftBehind, takeBack } from "./rescue.ts";
import { createSaving, type Saving } from "./saving.ts";
import type { KeeperState, SaveOptions } from "./state.ts";

/** How long a first visit waits for the server before it starts without. */
const FIRST_ANSWER_MS = 1_500;
/** How long a page that finds something left behind waits for what may be needed to take that in. */
const RULES_WITHIN_MS = 5_000;

export type Keeper = {
  readonly ports: ManagerPorts;
  readonly layoutId: string;
  readonly desk: Desk;
  readonly saving: Saving;
  readonly cloud: Lazy<Cloud>;
  /** The device's; once the cloud side is here, with a memory behind it for where the device can't store. */
  readonly store: () => DocumentStore;
  /** That store; null until the cloud side is here. */
  readonly backed: () => FallbackStore | null;
  /** What was left behind is in this page now, on the device or not yet. */
  readonly absorbed: (docId: DocId, left: readonly LeftBehind[]) => void;
  readonly state: () => KeeperState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly known: () => Known;
  /** Takes in what the cloud side has found out. */
  readonly know: (news: Partial<Known>) => void;
  readonly config: () => Config;
  /** Takes settings that were found good. */
  readonly configure: (next: Config) => void;
  /** Whether what is shown is that user's. */
  readonly isShown: (userId: string) => boolean;
  readonly order: () => QueueOrder;
  readonly orderOf: (options: SaveOptions) => QueueOrder;
  readonly withRules: <T>(step: () => T | Promise<T>) => Promise<T>;
  readonly seed: () => Layout;
  /** Another seed, where nobody has begun to edit what came of the one before. */
  readonly reseed: (seed: Layout) => void;
  /** Once; `onStart` is told before anything happens. */
  readonly start: (seed?: Layout, onStart?: () => void) => Promise<void>;
  readonly follow: (docId: DocId) => void;
  readonly leave: () => void;
};

export const createKeeper = (ports: ManagerPorts, layoutId: string): Keeper => {
  const { clock, random, newId, announce, requestSync } = ports;
  const listeners = new Set<() => void>();
  let { seed } = ports;
  let rules: Rules | null = null;
  let known = NOTHING_KNOWN;
  let config = DEFAULT_CONFIG;
  /** Tells this tab from others of the same browser. */
  let tab = "";
  /** Tabs that are gone, whose last edits are in this one's memory and not on the device yet. */
  let carried: readonly string[] = [];
  let backed: FallbackStore | null = null;
  /** The document that listeners were last given to show. */
  let shown: DocId | null = null;
  /** The page seemed to go, and what it left behind then is not on the device yet. */
  let hasLeft = false;
  /** There is something left behind that is not in this page yet. */
  let isBehind = false;
  const store = (): DocumentStore => backed ?? ports.store;

  const ruled = (): Rules => {
    if (rules === null) throw new RulesMissing();
    return rules;
  };
  const merge: Merger = (sides, choose) => (rules?.merge ?? withoutRules)(sides, choose);
  const order = (): QueueOrder => ({
    ...{ opId: newId(), now: clock.now(), merge },
    askedAgain: (doc, whole) => ruled().askedAgain(doc, whole),
    ...(config.enableConflictResolution ? {} : { asks: known.session?.device.id ?? "" }),
  });
  const orderOf: Keeper["orderOf"] = ({ description, changeType }) => ({
    ...order(),
    ...(config.enableVersioning && description !== undefined ? { description } : {}),
    ...(description === undefined ? {} : { changeType: "manual" }),
    ...(changeType === undefined ? {} : { changeType }),
  });
  const withRules: Keeper["withRules"] = async (step) => {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof RulesMissing) || (await cloud.get()) === null) throw error;
      return step();
    }
  };

  const letGo = (docId: DocId): void => {
    for (const one of carried) takeBack(docId, one);
    carried = [];
  };
  const absorbed: Keeper["absorbed"] = (docId, left) => {
    carried = left.map((one) => one.tab);
    if (!desk.isBroken) letGo(docId);
  };

  /** Until its keys were read what is shown is not taken away, and nothing else is shown. */
  const cover = (): Cover => {
    const [it, isSealed] = [cloud.now(), sealOf(desk.copy.doc) !== "open"];
    return {
      isCovered: isSealed && (it?.isCovered() ?? shown !== desk.docId),
      fault: it?.fault() ?? null,
    };
  };
  const composed = (): KeeperState => {
    const next = compose(desk, known, rules, cover());
    shown = next.layout && desk.docId;
    return next;
  };
  /** Whether saves are sealed is said by the document alone, so that no setting of another page can undo it. */
  const settle = (next: Config): void => {
    const enableEncryption = state.seal !== "open";
    config = next.enableEncryption === enableEncryption ? next : { ...next, enableEncryption };
  };
  const leaveWhatIs = (): void => {
    const { docId, unstored } = desk;
    // Sealed, it would lie there in the open. It holds what was carried, and is newer.
    if (state.seal === "open" && unstored !== null && leaveBehind(docId, tab, unstored)) letGo(docId);
  };
  const publish = (): void => {
    state = composed();
    settle(config);
    // What was left is not to come in over what was edited after it.
    if (hasLeft) leaveWhatIs();
    cloud.now()?.look();
    for (const listener of listeners) listener();
  };
  const know: Keeper["know"] = (news) => {
    known = { ...known, ...news };
    publish();
  };

  const desk = createDesk(
    {
      ...{ store, announce, order, merge, rules: ruled, withRules, onChange: publish },
      seed: () => seed,
      // A page that only seemed to go edits on: what is stored must not come in over that at the next start.
      onStored: (docId) => {
        takeBack(docId, tab);
        letGo(docId);
        hasLeft = false;
      },
      heldOn: (docId) => backed?.heldOn(docId) ?? null,
    },
    docIdOf(CURRENT_USER, layoutId),
  );
  const saving = createSaving({
    ...{ clock, desk, orderOf },
    config: () => config,
    onQueued: () => {
      if (desk.copy.doc.rows.length > 0) requestSync();
      cloud.now()?.send();
    },
  });

  // What is being opened at the moment may have begun with the seed before; what is not, begins with this one.
  const plant = (): void => void desk.persist((doc) => reseeded(doc, seed));
  /** Where nobody has begun, a seed that was given is not held up by one of an earlier visit. */
  const plantGiven = (): void => {
    const { doc } = desk.copy;
    if (seed !== ports.seed && reseeded(doc, seed) !== doc) plant();
  };
  const reseed: Keeper["reseed"] = (next) => {
    seed = next;
    plant();
  };

  const cloud = createLazy<Cloud>({
    ...{ clock, random },
    load: async () => {
      const part = await ports.loadCloud();
      rules = part.rules;
      backed ??= part.backed({
        ...{ device: ports.store, newOrder: order, seen: desk.seen },
      });
      know({ isAlone: false });
      plantGiven();
      if (isBehind) void takeIn().then(saving.takeUp);
      return part.open(keeper);
    },
    onFailure: () => know({ isAlone: true }),
  });
  let state = composed();

  /** Whose document is left over from before it was known whose it is; it is taken along by the cloud side. */
  const leftOver = async ({ succeeds, user }: StoredSession): Promise<string | null> => {
    for (const owner of [CURRENT_USER, succeeds ?? user.id]) {
      const docId = docIdOf(owner, layoutId);
      if (owner !== user.id && ((await store().read(docId)).draft !== null || leftBehind(docId).length > 0))
        return owner;
    }
    return null;
  };

  /** Takes in what an earlier page left behind; later where that takes what is not here yet. */
  const takeIn = async (): Promise<void> => {
    const left = await desk.absorb(leftBehind);
    isBehind = left === null;
    if (left !== null) absorbed(desk.docId, left);
  };

  /** Edited without what an earlier page left behind, that would be taken over by what is newer. */
  const open = async (docId: DocId): Promise<void> => {
    const left = leftBehind(docId);
    if (left.length > 0) await within(RULES_WITHIN_MS, cloud.get());
    await desk.open(docId, cloud.now() === null ? [] : left);
  };
  const within = (waitMs: number, work: Promise<unknown>): Promise<unknown> =>
    Promise.race([work, new Promise((done) => void clock.after(waitMs, () => done(null)))]);

  let started: Promise<void> | undefined;
  const begin = async (): Promise<void> => {
    tab = newId();
    const session = await store()
      .session()
      .catch(() => null);
    // What is left over is gone on from: edited beside it, it would come in over what was written later.
    const owner = session === null ? CURRENT_USER : await leftOver(session).catch(() => null);
    if (session !== null && owner === null) {
      known = { ...known, session };
      const docId = docIdOf(session.user.id, layoutId);
      await open(docId);
      // Who can't see what they have edits as somebody new: that meets it once it can be read.
      if (desk.docId !== docId) know({ session: null });
    }
    const connected = cloud.get().then((one) => one?.connected);
    if (owner !== null) {
      // A first visit may be a return with an emptied browser: the server is asked before a starter is shown.
      await within(FIRST_ANSWER_MS, connected);
      await open(docIdOf(owner, layoutId));
    }
    plantGiven();
    await takeIn();
    saving.takeUp();
    return connected;
  };

  const keeper: Keeper = {
    ...{ ports, layoutId, desk, saving, cloud, know, order, orderOf, withRules, store, absorbed, reseed },
    backed: () => backed,
    start: (firstSeed, onStart = () => {}) => {
      if (firstSeed !== undefined) reseed(firstSeed);
      if (started === undefined) {
        onStart();
        started = begin();
      }
      return started;
    },
    config: () => config,
    configure: (next) => {
      settle(next);
      saving.replan();
    },
    isShown: (userId) =>
      desk.copy.layout !== null && (userId === CURRENT_USER || docIdOf(userId, layoutId) === desk.docId),
    state: () => state,
    known: () => known,
    seed: () => seed,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow: (docId) => {
      if (docId === desk.docId) void desk.refresh();
      else if (known.session === null) cloud.now()?.join();
    },
    leave: () => {
      hasLeft = true;
      leaveWhatIs();
      void saving.autosave();
    },
  };
  return keeper;
};
