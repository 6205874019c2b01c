/** The cloud side of a layout: all that needs the server or the rules of merging. Loaded when the layout is shown. */

import type { Choices } from "../../worker/layout/resolve.ts";
import { same } from "../../worker/layout/same.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import type {
  DescribeRequest,
  Only,
  OpenVersion,
  Pruned,
  Version,
  VersionPage,
} from "../../worker/layout/wire.ts";
import { resolved } from "../offline/conflict.ts";
import { asking, hastened } from "../offline/delivery.ts";
import { EMPTY_DOCUMENT } from "../offline/document.ts";
import { createFallbackStore } from "../offline/fallback-store.ts";
import { discarded, keptAgain } from "../offline/parked.ts";
import type { Remote } from "../offline/remote.ts";
import { type Rules, rules } from "../offline/rules.ts";
import { docIdOf } from "../offline/store.ts";
import { toAnswer } from "./answers.ts";
import { createCalls, createMeet, viewOf } from "./calls.ts";
import { checkConfig } from "./check-config.ts";
import { type Config, type ConfigChange, DEFAULT_CONFIG } from "./config.ts";
import { createCopying } from "./copying.ts";
import { createExchange } from "./exchange.ts";
import { STORAGE } from "./failure.ts";
import { createHistory } from "./history.ts";
import { createIdentity } from "./identity.ts";
import { inTime } from "./in-time.ts";
import type { Keeper } from "./keeper.ts";
import type { Keyholder, SealMode } from "./keyholder.ts";
import { type Metadata, metadataOf } from "./metadata.ts";
import { createPruning } from "./pruning.ts";
import { createRemoval } from "./removal.ts";
import { createSavePromises } from "./save-promises.ts";
import { createSealing, followKeys, LOCKED } from "./sealing.ts";
import type {
  Answer,
  ConflictChoice,
  Copy,
  LoadResult,
  SaveOptions,
  SaveResult,
  SaveStatus,
  SyncResult,
  WaitingSave,
} from "./state.ts";
import type { Step } from "./undo.ts";
import { createUndoKeeping } from "./undo-keeping.ts";
import type { StepStore } from "./undo-store.ts";
import { waitingSaves } from "./waiting.ts";
import { isDirty } from "./working-copy.ts";

export type Cloud = {
  /** The first connection was made, or is tried again later. */
  readonly connected: Promise<void>;
  readonly send: () => void;
  /** Of a row, if one is named: a refused one is put back as an edit. */
  readonly retry: (id?: string) => Promise<void>;
  /** What is new on the server comes in, what waits is sent. */
  readonly meet: () => Promise<unknown>;
  readonly sync: (userId: string) => Promise<SyncResult>;
  readonly load: (userId: string) => Promise<LoadResult>;
  readonly save: (userId: string, layout: Layout, options: SaveOptions) => Promise<SaveResult>;
  /** Something may have changed. */
  readonly look: () => void;
  /** The page may be gone in a moment. */
  readonly leave: () => void;
  /** `before`: the settings as whoever changes them knew them. */
  readonly configure: (change: ConfigChange, before: Config) => Promise<Answer<Config>>;
  readonly encrypt: (mode: SealMode | null) => Promise<Answer<void>>;
  /** Null where there are none. */
  readonly keys: Keyholder | null;
  /** What this device has of the sealed document is not to be shown; null until its keys were read. */
  readonly isCovered: () => boolean | null;
  /** Why it is not saved, where that is for want of keys, or because what the server has can't be used or is gone. */
  readonly fault: () => SaveStatus | null;
  /** Another tab found out whose browser this is. */
  readonly join: () => void;
  readonly continueAsGuest: () => Promise<Answer<void>>;
  readonly versions: (page: { limit: number; before?: number }) => Promise<Answer<VersionPage>>;
  readonly version: (version: number) => Promise<Answer<OpenVersion>>;
  readonly describe: (version: number, change: DescribeRequest) => Promise<Answer<Version>>;
  /** The edit that restored the version, or parts of it; null where they are shown already. */
  readonly rollback: (version: number, only?: Only) => Promise<Answer<Step | null>>;
  readonly prune: (keep: number) => Promise<Answer<Pruned>>;
  readonly resolve: (choice: ConflictChoice | Choices) => Promise<Step | null>;
  readonly metadata: (userId: string) => Promise<Metadata>;
  readonly waiting: () => Promise<readonly WaitingSave[]>;
  readonly saveAsCopy: (id: string, layoutId: string) => Promise<Answer<Copy>>;
  /** What a save that waits would save. */
  readonly layoutOf: (id: string) => Layout | null;
  readonly keepParked: (id: string) => Promise<Answer<void>>;
  readonly discardParked: (id: string) => Promise<Answer<void>>;
};

export type CloudPorts = {
  readonly remote: Remote;
  readonly deviceName: () => string;
  /** Those that `remote` seals and opens with; left out, it has none. */
  readonly keys?: Keyholder;
  /** Without it undo ends with the page. */
  readonly steps?: StepStore;
};

export type CloudPart = {
  readonly rules: Rules;
  readonly backed: typeof createFallbackStore;
  /** Connects at once. */
  readonly open: (keeper: Keeper) => Cloud;
};

export const createCloudPart = (ports: CloudPorts): CloudPart => ({
  ...{ rules, backed: createFallbackStore },
  open: (keeper) => openCloud(keeper, ports),
});

const openCloud = (keeper: Keeper, ports: CloudPorts): Cloud => {
  const { desk, saving, known, order, config } = keeper;
  const { clock } = keeper.ports;
  const store = keeper.store();
  const sealing = createSealing(keeper, ports.keys);
  const removal = createRemoval(keeper);
  const promises = createSavePromises(clock, () => viewOf(keeper, sealing));
  const prune = (keep: number) => ports.remote.prune(desk.docId, keep);
  const pruning = createPruning(clock, { keep: () => keptVersions(config()), prune });
  const exchange = createExchange(keeper, {
    ...{ remote: ports.remote, sealing, removal },
    onAcked: (docId, opId, { version, outcome }) => {
      promises.heard(opId, { version, ...(outcome && { outcome }) });
      if (docId === desk.docId) pruning.saved(version);
    },
  });
  const identity = createIdentity(keeper, ports, { exchange, sealing });
  const { send, pull } = exchange;
  const { connect } = identity;
  const { forget, ...history } = createHistory(keeper, ports.remote);
  const undoKeeping = ports.steps && createUndoKeeping(keeper, ports.steps);
  const meet = createMeet(keeper, { sealing, pull, send, connect });
  const keepParked: Cloud["keepParked"] = async (id) => {
    if (await sealing.isHidden()) return { ok: false, failure: LOCKED };
    await desk.persistUndoably((doc) => keptAgain(doc, id));
    await saving.queue();
    return DONE;
  };
  const retry = async (id?: string) => {
    if (desk.copy.doc.parked.some(({ opId }) => opId === id)) await keepParked(id ?? "");
    await desk.persist((doc) => (known().isSignedOut ? doc : hastened(doc, clock.now())));
    await connect();
  };
  followKeys(keeper, ports.keys, { forget, meet });
  sealing.look();
  return {
    ...history,
    ...createCalls(keeper, { promises, sealing, meet, version: history.version }),
    ...{ send, meet, retry, continueAsGuest: identity.continueAsGuest },
    connected: identity.start(),
    join: () => void identity.join(),
    look: () => {
      sealing.look();
      undoKeeping?.look();
      promises.look();
    },
    leave: () => undoKeeping?.leave(),
    ...{ keys: ports.keys ?? null, encrypt: sealing.encrypt },
    ...{ isCovered: sealing.isCovered, fault: () => sealing.fault() ?? removal.fault() },
    prune: async (keep) => toAnswer(await prune(keep)),
    configure: async (change, known) => {
      const before = config();
      const answer = checkConfig(change, before);
      if (!answer.ok) return answer;
      const now = answer.value;
      keeper.configure(now);
      if (now.autoSave && !before.autoSave) saving.saveSoon();
      if (now.enableConflictResolution !== before.enableConflictResolution)
        void desk.persist((doc) => asking(doc, order()));
      if (keptVersions(now) !== keptVersions(before)) pruning.changed();
      if (!same(now.retry, before.retry)) void retry();
      promises.look();
      const { enableEncryption = known.enableEncryption } = change;
      if (enableEncryption === known.enableEncryption) return answer;
      const turned = await sealing.turn(enableEncryption ? "on" : "off");
      return turned.ok ? answer : turned;
    },
    resolve: async (choice) => {
      if (keeper.state().layout === null) return null;
      const own = order();
      const step = await desk.persistUndoably((doc) => resolved(doc, choice, own));
      send();
      return step;
    },
    metadata: async (userId) => {
      const isShown = keeper.isShown(userId);
      const asked = isShown ? desk.docId : docIdOf(userId, keeper.layoutId);
      const read = keeper.ports.store.read(asked).catch(() => null);
      const doc = (await inTime(clock, read)) ?? (isShown ? desk.copy.doc : null);
      if (doc === null) return { ...metadataOf(EMPTY_DOCUMENT), error: STORAGE };
      return metadataOf(doc, { isDirty: isShown && isDirty(desk.copy) });
    },
    waiting: async () => {
      const read = store.read(desk.docId).catch(() => null);
      return waitingSaves((await inTime(clock, read)) ?? desk.copy.doc);
    },
    saveAsCopy: createCopying(keeper, ports.remote, { send, sealing }),
    layoutOf: (id) => {
      if (keeper.state().layout === null) return null;
      const { rows, parked } = desk.copy.doc;
      return [...rows, ...parked].find(({ opId }) => opId === id)?.layout ?? null;
    },
    keepParked,
    discardParked: async (id) => {
      if (await sealing.isHidden()) return { ok: false, failure: LOCKED };
      await desk.persistUndoably((doc) => discarded(doc, id));
      return DONE;
    },
  };
};

const DONE: Answer<void> = { ok: true, value: undefined };

/** Left as it is, the number is the server's own to keep. */
const keptVersions = ({ enableVersioning, maxVersions }: Config): number | null =>
  enableVersioning && maxVersions !== DEFAULT_CONFIG.maxVersions ? maxVersions : null;
