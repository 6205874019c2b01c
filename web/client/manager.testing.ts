/** A manager on a stopped clock, with a memory for a device and the real `commit` for a server. */
import type { DescribeRequest, Session } from "../../worker/layout/wire.ts";
import { createTestServer, SEED, type TestServer } from "../offline/document.testing.ts";
import type { OutboxRow } from "../offline/document.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import type { Remote, SaveOutcome } from "../offline/remote.ts";
import type { DocumentStore } from "../offline/store.ts";
import type { Clock } from "./autosave.ts";
import { type CloudPart, createCloudPart } from "./cloud.ts";
import { WidgetPersistenceManager } from "./manager.ts";
import { createStepDevice, type StepDevice } from "./undo-memory.testing.ts";

export type TestClock = Clock & { readonly advance: (ms: number) => Promise<void> };

/** Time passes only when told, and all that it sets off is done before it goes on. */
export const createTestClock = (): TestClock => {
  let now = 0;
  const timers = new Set<{ readonly at: number; readonly work: () => void }>();
  return {
    now: () => now,
    after: (waitMs, work) => {
      const timer = { at: now + waitMs, work };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: async (ms) => {
      const end = now + ms;
      await settled();
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.work();
        await settled();
      }
      now = end;
    },
  };
};

/** Everything that waits for nothing but other promises, and the lock, has happened. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((done) => setImmediate(done));
};

export type Network = {
  state: "up" | "down";
  /** Whose cookie the browser has. */
  session: Session | null;
  readonly puts: string[];
  guests?: number;
  /** What the server keeps for users other than the first. */
  readonly others?: Map<string, TestServer>;
};

export const SESSION: Session = {
  user: { id: "guest-1" },
  device: { id: "device-1", name: "Test" },
  devices: [],
  authenticatedBy: "session",
};

const NO_ANSWER = { kind: "no-answer", error: "offline" } as const;

export const sessionOf = (user: string): Session => ({ ...SESSION, user: { id: user } });

/** What is kept for a user: each has a layout of their own. */
export const serverOf = (server: TestServer, network: Network, user: string): TestServer => {
  if (user === SESSION.user.id) return server;
  const others = network.others ?? new Map<string, TestServer>();
  Object.assign(network, { others });
  const own = others.get(user) ?? createTestServer();
  others.set(user, own);
  return own;
};

/** The server as one browser reaches it: with a cookie or without, with a network or without. */
export const remoteOf = (server: TestServer, network: Network): Remote => {
  const guarded =
    <T extends unknown[], R>(call: (own: Remote, ...args: T) => Promise<R>) =>
    async (...args: T): Promise<R | typeof NO_ANSWER | { readonly kind: "signed-out" }> => {
      if (network.state === "down") return NO_ANSWER;
      const { session } = network;
      if (session === null) return { kind: "signed-out" };
      return call(serverOf(server, network, session.user.id).remote(session.device.id), ...args);
    };
  /** As the worker does: a page may say whom it means, and is refused where the cookie is another user's. */
  const forDoc =
    <T extends unknown[], R>(call: (own: Remote, docId: string, ...args: T) => Promise<R>) =>
    async (docId: string, ...args: T) =>
      docId.startsWith(`${network.session?.user.id}/`) || network.state === "down"
        ? guarded(call)(docId, ...args)
        : ({ kind: "signed-out" } as const);
  return {
    startSession: async () => {
      if (network.state === "down") return NO_ANSWER;
      const isNew = network.session === null;
      if (isNew) network.guests = (network.guests ?? 0) + 1;
      network.session ??= sessionOf(`guest-${network.guests}`);
      return { kind: "found", value: { ...network.session, isNew } };
    },
    session: guarded(
      async () => ({ kind: "found", value: { ...(network.session ?? SESSION), isNew: false } }) as const,
    ),
    load: forDoc((own, docId: string, known: number | null) => own.load(docId, known)),
    save: forDoc(async (own, docId: string, row: OutboxRow): Promise<SaveOutcome> => {
      network.puts.push(row.opId);
      return own.save(docId, row);
    }),
    versions: forDoc((own, docId: string, page: { limit: number; before?: number }) =>
      own.versions(docId, page),
    ),
    version: forDoc((own, docId: string, version: number) => own.version(docId, version)),
    describe: forDoc((own, docId: string, version: number, change: DescribeRequest) =>
      own.describe(docId, version, change),
    ),
    prune: forDoc((own, docId: string, keep: number) => own.prune(docId, keep)),
  };
};

/** Tells their operations apart. */
let pages = 0;

/** Beside each store, where the steps of its pages are kept. */
const stepsOf = new WeakMap<DocumentStore, StepDevice>();

export const createPage = ({
  server = createTestServer(),
  store = createMemoryStore(),
  network = { state: "up", session: null, puts: [] } as Network,
  clock = createTestClock(),
  loading = async (part) => part,
}: {
  readonly server?: TestServer;
  readonly store?: DocumentStore;
  readonly network?: Network;
  readonly clock?: TestClock;
  /** How the cloud side comes, if it does. */
  readonly loading?: (part: CloudPart) => Promise<CloudPart>;
} = {}) => {
  let ids = 0;
  const announced: string[] = [];
  pages += 1;
  const prefix = pages;
  const device = stepsOf.get(store) ?? createStepDevice();
  stepsOf.set(store, device);
  const { steps, close } = device.open();
  const remote: { -readonly [K in keyof Remote]: Remote[K] } = remoteOf(server, network);
  const manager = new WidgetPersistenceManager({
    ...{ store, clock, seed: SEED, random: () => 0.5 },
    loadCloud: () => loading(createCloudPart({ remote, steps, deviceName: () => "Test" })),
    newId: () => `op-${prefix}-${ids++}`,
    announce: (docId) => announced.push(docId),
    requestSync: () => {},
  });
  /** The page is closed, and no page any more that steps belong to. */
  const leave = () => {
    manager.leave();
    close();
  };
  return { manager, remote, server, store, network, clock, announced, leave, steps: device.records };
};

/** Web Locks of one origin, where every request waits its turn. */
export const createLocks = (): Pick<LockManager, "request"> => {
  const held = new Map<string, Promise<unknown>>();
  return {
    request: async (name: string, ...rest: readonly unknown[]) => {
      const work = rest.at(-1) as (lock: object) => Promise<unknown>;
      const run = (held.get(name) ?? Promise.resolve()).then(() => work({}));
      held.set(
        name,
        run.catch(() => undefined),
      );
      return run;
    },
  } as Pick<LockManager, "request">;
};
