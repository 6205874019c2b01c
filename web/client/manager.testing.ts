/** A manager on a stopped clock, with a memory for a device and the real `commit` for a server. */
import type { Session } from "../../worker/layout/wire.ts";
import { createTestServer, SEED, type TestServer } from "../offline/document.testing.ts";
import { createMemoryStore } from "../offline/memory-store.ts";
import type { Remote, SaveOutcome } from "../offline/remote.ts";
import type { DocumentStore } from "../offline/store.ts";
import type { Clock } from "./autosave.ts";
import { WidgetPersistenceManager } from "./manager.ts";

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

export type Network = { state: "up" | "down"; session: Session | null; readonly puts: string[] };

export const SESSION: Session = {
  user: { id: "guest-1" },
  device: { id: "device-1", name: "Test" },
  authenticatedBy: "session",
};

const NO_ANSWER = { kind: "no-answer", error: "offline" } as const;

/** The server as one browser reaches it: with a cookie or without, with a network or without. */
export const remoteOf = (server: TestServer, network: Network): Remote => {
  const inner = server.remote("device-1");
  const guarded =
    <T extends unknown[], R>(call: (...args: T) => Promise<R>) =>
    async (...args: T): Promise<R | typeof NO_ANSWER | { readonly kind: "signed-out" }> => {
      if (network.state === "down") return NO_ANSWER;
      return network.session === null ? { kind: "signed-out" } : call(...args);
    };
  return {
    startSession: async () => {
      if (network.state === "down") return NO_ANSWER;
      const isNew = network.session === null;
      network.session ??= SESSION;
      return { kind: "found", value: { ...network.session, isNew } };
    },
    session: guarded(
      async () => ({ kind: "found", value: { ...(network.session ?? SESSION), isNew: false } }) as const,
    ),
    load: guarded(inner.load),
    save: guarded(async (id: string, row): Promise<SaveOutcome> => {
      network.puts.push(row.opId);
      return inner.save(id, row);
    }),
    versions: guarded(inner.versions),
    version: guarded(inner.version),
  };
};

export const createPage = ({
  server = createTestServer(),
  store = createMemoryStore(),
  network = { state: "up", session: null, puts: [] } as Network,
  clock = createTestClock(),
}: {
  readonly server?: TestServer;
  readonly store?: DocumentStore;
  readonly network?: Network;
  readonly clock?: TestClock;
} = {}) => {
  let ids = 0;
  const announced: string[] = [];
  const prefix = Math.trunc(clock.now());
  const manager = new WidgetPersistenceManager({
    ...{ store, clock, seed: SEED, random: () => 0.5 },
    remote: remoteOf(server, network),
    newId: () => `op-${prefix}-${ids++}`,
    deviceName: () => "Test",
    announce: (docId) => announced.push(docId),
    requestSync: () => {},
  });
  return { manager, server, store, network, clock, announced };
};
