/**
 * Devices of one user with encryption, over HTTP to a real room; all that they ever send is kept to be looked through.
 */
import type { AnyLayout, Layout } from "../../worker/layout/schema.ts";
import { SEED } from "../offline/document.testing.ts";
import { drain } from "../offline/drain.ts";
import { guarded } from "../offline/guarded.ts";
import { keyless } from "../offline/keyless.ts";
import { createMemoryStore } from "../offline/memory-store.testing.ts";
import { takingNothing } from "../offline/merging.ts";
import { createRemote } from "../offline/remote.ts";
import { createRandom } from "../offline/simulator/random.testing.ts";
import { createRoom } from "../offline/simulator/room.testing.ts";
import { createServer, USER } from "../offline/simulator/server.testing.ts";
import { type DocId, docIdOf } from "../offline/store.ts";
import { createCloudPart } from "./cloud.ts";
import { createTestDevice, createTestRing, FEW_ITERATIONS } from "./encryption.testing.ts";
import { createEncryptionService } from "./encryption.ts";
import { createKeyholder } from "./keyholder.ts";
import { createTestClock } from "./manager.testing.ts";
import { WidgetPersistenceManager } from "./manager.ts";
import { createWidgetEncryption } from "./widget-encryption.ts";

export const DOC: DocId = docIdOf(USER, "main");

/** A stand for the wire: what came may be changed on its way to the device. */
type Wire = { isUp: boolean; losesReplies: boolean; alters: (text: string) => string };

export const createSealedWorld = () => {
  const clock = createTestClock();
  const timeline = {
    now: clock.now,
    after: () => () => {},
    sleep: async () => {},
    pass: async () => {},
  };
  const room = createRoom({
    ...{ timeline, random: createRandom("sealed"), onVersion: () => {}, forgetsOperations: false },
  });
  const server = createServer(room);
  const ring = createTestRing();
  const sent: { readonly method: string; readonly path: string; readonly text: string }[] = [];

  /** Crypto takes real time, all else only what is told: what it holds up is done before time goes on. */
  const webCrypto = watchedCrypto();
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= STEP_MS) {
      await clock.advance(Math.min(left, STEP_MS));
      while (await webCrypto.wasBusy()) await clock.advance(0);
    }
  };

  const createDevice = (name: string) => {
    const store = createMemoryStore();
    const keys = createTestDevice();
    const wire: Wire = { isUp: true, losesReplies: false, alters: (text) => text };
    const tabs = new Set<{ readonly follow: (docId: DocId) => void }>();
    let ids = 0;
    const newId = () => `${name}-${ids++}`;

    const fetcher: typeof fetch = async (address, { method = "GET", headers = {}, body = "" } = {}) => {
      if (!wire.isUp) throw new TypeError("down");
      const path = String(address).slice("/api".length);
      sent.push({ method, path, text: JSON.stringify([path, headers, body]) });
      const request = { method, path, headers: headers as Record<string, string>, body: String(body) };
      const reply = await server.handle(request, { deviceId: name, isSignedOut: false });
      if (wire.losesReplies && method === "PUT") throw new TypeError("lost");
      const text = reply.status === 304 ? null : wire.alters(reply.text);
      return new Response(text, { status: reply.status, headers: reply.headers });
    };

    /** Another tab of the device, or the page again after a reload. */
    const open = () => {
      const tell = (docId: DocId) => {
        for (const other of tabs) if (other !== tab) other.follow(docId);
      };
      const keyholder = createKeyholder({
        create: async (docId) =>
          createEncryptionService({
            userId: docId.slice(0, docId.lastIndexOf("/")),
            ...{ layoutId: "main", storage: keys, remote: ring, iterations: FEW_ITERATIONS },
            randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
          }),
        announce: tell,
      });
      const manager = new WidgetPersistenceManager({
        ...{ store, clock, seed: SEED, random: () => 0.5, newId, announce: tell },
        loadCloud: async () =>
          createCloudPart({
            ...{ keys: keyholder, deviceName: () => name },
            remote: guarded(createRemote(fetcher), keyholder.vault),
          }),
        requestSync: () => {},
      });
      const encryption = createWidgetEncryption(manager);
      const follow = (docId: DocId) => {
        manager.follow(docId);
        keyholder.follow(docId);
      };
      const tab = { follow, manager, encryption, keyholder, close: () => tabs.delete(tab) };
      tabs.add(tab);
      void manager.start();
      return tab;
    };

    /** What the service worker does: it has no keys. */
    const drainAsWorker = () =>
      drain(
        {
          ...{ store, newId, deviceId: name, now: clock.now, random: () => 0.5, onChange: () => {} },
          remote: keyless(createRemote(fetcher)),
          merge: takingNothing,
        },
        USER,
      );

    return { open, store, keys, wire, fetcher, drainAsWorker };
  };

  const versions = async (): Promise<readonly { readonly version: number; readonly layout: AnyLayout }[]> => {
    const listed = await room.versions({ limit: 100, before: Number.MAX_SAFE_INTEGER });
    if (listed.kind !== "found") return [];
    return Promise.all(
      listed.versions.map(async ({ version }) => {
        const read = await room.version(version);
        if (read.kind !== "found") throw new Error(read.kind);
        return { version, layout: JSON.parse(read.layoutText) };
      }),
    );
  };

  return {
    ...{ pass, createDevice, ring, sent, versions },
    head: async (): Promise<AnyLayout | undefined> => (await versions())[0]?.layout,
    /** As somebody with the server's own hands would. */
    put: (layout: AnyLayout | Layout, base: number) =>
      room.put({
        ...{ layoutId: "main", deviceId: "intruder", operationId: null, base, onConflict: "reject" },
        body: new TextEncoder().encode(JSON.stringify({ layout })),
      }),
    close: () => {
      room.close();
      webCrypto.leave();
    },
  };
};

/** Knows whether anything was asked of Web Crypto since it was last looked at. */
const watchedCrypto = () => {
  const own = SubtleCrypto.prototype;
  const real = Object.getOwnPropertyDescriptors(own);
  const pending = new Set<Promise<unknown>>();
  for (const [name, { value }] of Object.entries(real)) {
    if (typeof value !== "function" || name === "constructor") continue;
    const watched = function (this: SubtleCrypto, ...args: unknown[]) {
      const work: Promise<unknown> = Promise.resolve(Reflect.apply(value, this, args));
      pending.add(work);
      return work;
    };
    Object.defineProperty(own, name, { ...real[name as keyof typeof real], value: watched });
  }
  return {
    wasBusy: async (): Promise<boolean> => {
      const works = [...pending];
      for (const work of works) pending.delete(work);
      await Promise.allSettled(works);
      return works.length > 0;
    },
    leave: () => void Object.defineProperties(own, real),
  };
};

const STEP_MS = 500;

export type SealedWorld = ReturnType<typeof createSealedWorld>;
export type SealedDevice = ReturnType<SealedWorld["createDevice"]>;
export type SealedTab = ReturnType<SealedDevice["open"]>;
