/** One device: a browser with tabs and a service worker, wired as `browser.ts` and `sw.ts` wire them. */
import type { Layout } from "../../../worker/layout/schema.ts";
import { createCloudPart } from "../../client/cloud.ts";
import { WidgetPersistenceManager } from "../../client/manager.ts";
import { guarded } from "../guarded.ts";
import { keyless } from "../keyless.ts";
import { drainLocked } from "../lock.ts";
import { takingNothing } from "../merging.ts";
import { createRemote } from "../remote.ts";
import type { DocumentStore } from "../store.ts";
import { createDisk, type Disk } from "./disk.testing.ts";
import type { Ledger } from "./ledger.testing.ts";
import { createLife, type Life } from "./life.testing.ts";
import { createFetch, type Network, type Reply, type Request } from "./network.testing.ts";
import { createLocalStorage, createLocks } from "./origin.testing.ts";
import { alteredBy, credulous, type Plant } from "./planted.testing.ts";
import { createRandom, type Random } from "./random.testing.ts";
import { START } from "./room.testing.ts";
import type { Timeline } from "./timeline.testing.ts";

const ASK_EVERY_MS = 30_000;

export type Tab = { readonly life: Life; readonly manager: WidgetPersistenceManager; readonly place: string };

export type Device = {
  readonly name: string;
  readonly disk: Disk;
  readonly network: Network;
  /** Null while it is closed. */
  readonly tabs: (Tab | null)[];
  /** Makes sure that there is a tab in this slot. */
  readonly open: (slot: number) => Tab;
  readonly drainInWorker: () => void;
  readonly promised: (tab: Tab, what: string, ask: () => Promise<unknown>) => void;
  readonly worker: () => Life | null;
  /** The network is there, or said to be. */
  readonly online: () => void;
  readonly heldLocks: () => readonly string[];
  isSignedOut: boolean;
  /** How far its clock is off. */
  skewMs: number;
};

export type DevicePorts = {
  readonly seed: number;
  readonly name: string;
  readonly slots: number;
  readonly starter: Layout;
  readonly timeline: Timeline;
  readonly ledger: Ledger;
  readonly plant: Plant | null;
  readonly serve: (request: Request) => Promise<Reply>;
  readonly note: (actor: string, what: string, result?: string) => void;
  readonly fault: (what: string) => void;
};

export const createDevice = (ports: DevicePorts): Device => {
  const { seed, name, timeline, ledger, plant, serve, note, fault, starter } = ports;
  const locks = createLocks({ now: timeline.now, isDropped: plant === "lock-dropped" });
  const localStorage = createLocalStorage((text) => ledger.rescued(name, JSON.parse(text).layout));
  const surroundings = { locks: locks.locksOf, localStorage };
  const disk = createDisk({
    ...{ timeline, altered: alteredBy(plant) },
    onRefusal: () => ledger.filled(name),
    onCommit: (commit) => {
      const { life, docId, before, after } = commit;
      if (before !== after) note(life.name, `stores ${docId}`, outline(after));
      ledger.stored(name, commit);
    },
  });
  let lives = 0;
  let worker: ReturnType<typeof begin> | null = null;
  let isSyncWanted = false;
  const senders = new Set<Life>();

  const begin = (what: string) => {
    const lifeName = `${name}.${what}#${++lives}`;
    const life = createLife(lifeName, {
      ...{ timeline, surroundings },
      onDeath: () => note(lifeName, "dies"),
    });
    const random = createRandom(seed, lifeName);
    let ids = 0;
    const fetcher = createFetch(life, {
      ...{ timeline, random, serve, network: device.network },
      note: (asked, result) => note(lifeName, asked, result),
      onSend: ({ method }) => {
        if (method !== "PUT") return () => undefined;
        const other = [...senders].find((one) => !one.isOver());
        if (other !== undefined) fault(`${lifeName} sends while ${other.name} does.`);
        senders.add(life);
        return () => void senders.delete(life);
      },
    });
    const wire = createRemote(fetcher);
    const seeing = plant === "portal-believed" ? credulous(guarded(wire)) : guarded(wire);
    return {
      ...{ life, random, store: disk.storeOf(life, random) },
      ...{ remote: seeing, blind: plant === null ? keyless(wire) : seeing },
      newId: () => `${lifeName}-${++ids}`,
      now: () => START + timeline.now() + device.skewMs,
    };
  };

  const tell = (from: Life, docId: string) => {
    for (const tab of device.tabs)
      if (tab !== null && tab.life !== from)
        tab.life.after(createRandom(seed, from.name, timeline.now()).between(0, 60), () =>
          tab.manager.follow(docId),
        );
  };

  /** No promise of a manager may be broken, or forgotten. */
  const promised: Device["promised"] = ({ life }, what, ask) =>
    life.run(() => {
      const promise = ask();
      promise.catch((error: unknown) => fault(`${what} of ${life.name} rejects: ${String(error)}`));
      life.promised(what, promise);
    });

  const open = (slot: number): Tab => {
    const known = device.tabs[slot];
    if (known !== null && known !== undefined && !known.life.isOver()) return known;
    const { life, random, store, remote, newId, now } = begin(`tab${slot}`);
    const manager = life.run(
      () =>
        new WidgetPersistenceManager({
          ...{ store, newId, seed: starter },
          clock: { now, after: life.after },
          random: random.next,
          loadCloud: () => loadPart(life, random, () => createCloudPart({ remote, deviceName: () => name })),
          announce: (docId) => tell(life, docId),
          requestSync: () => {
            isSyncWanted = true;
            timeline.after(random.between(0, 2_000), sync);
          },
        }),
    );
    const tab: Tab = { life, manager, place: `${name}.${slot}` };
    device.tabs[slot] = tab;
    note(life.name, "opens");
    manager.subscribe(() => {
      const { status, layout } = manager.state;
      if (status.kind === "saved" && layout !== null) ledger.toldSaved(name, layout);
    });
    promised(tab, "start", () => manager.start());
    const ask = () => {
      promised(tab, "sync", () => manager.sync());
      life.after(ASK_EVERY_MS, ask);
    };
    life.after(ASK_EVERY_MS, ask);
    return tab;
  };

  /** What a page loads when it has started: later, and not at every time. */
  const loadPart = async <T>(life: Life, random: Random, part: () => T): Promise<T> => {
    const isDown = device.network.state !== "up" && random.chance(0.5);
    await life.touch(random.between(0, random.chance(0.2) ? 5_000 : 300));
    if (isDown) throw new TypeError("Failed to fetch dynamically imported module");
    return part();
  };

  const drainInWorker = () => {
    if (worker === null || worker.life.isOver()) worker = begin("worker");
    const { life, random, blind, ...rest } = worker;
    const send = async () => {
      const session = await rest.store.session();
      if (session === null) return;
      const ports = {
        ...{ ...rest, remote: blind, merge: takingNothing },
        ...{ random: random.next, deviceId: session.device.id },
        onChange: (docId: string) => tell(life, docId),
      };
      await drainLocked(ports, session.user.id);
    };
    life.promised("drain", life.run(send));
  };

  const sync = () => {
    if (!isSyncWanted || device.network.state === "down") return;
    isSyncWanted = false;
    drainInWorker();
  };

  const device: Device = {
    ...{ name, disk, open, drainInWorker, promised },
    network: { state: "up" },
    tabs: Array.from({ length: ports.slots }, () => null),
    worker: () => (worker === null || worker.life.isOver() ? null : worker.life),
    online: () => {
      sync();
      for (const tab of device.tabs)
        if (tab !== null && !tab.life.isOver()) promised(tab, "retry", () => tab.manager.retry());
    },
    heldLocks: () => locks.heldFor(65_000),
    isSignedOut: false,
    skewMs: 0,
  };
  return device;
};

type Stored = Awaited<ReturnType<DocumentStore["read"]>>;

const outline = ({ rows, head, parked, draft }: Stored): string =>
  [
    `draft ${draft?.rev}/${draft?.queuedRev}`,
    `head ${head?.version ?? "none"}`,
    ...rows.map(({ opId, state, base }) => `[${opId} ${state} on ${base.version}]`),
    ...parked.map(({ code }) => `(parked: ${code})`),
  ].join(" ");
