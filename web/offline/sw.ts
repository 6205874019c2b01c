/**
 * The service worker: opens the app without a network, and sends what waits when no page is left to do it. It
 * intercepts no call to the API; pages write their saves into IndexedDB themselves. It takes no
 * layout from the server, and so needs no keys and no rules of merging: whatever takes more than to hear that a save
 * arrived it leaves to the next page, since nobody can be asked here.
 */
import { cleanupOutdatedCaches, PrecacheController } from "workbox-precaching";
import { createCall } from "./call.ts";
import { announce } from "./channel.ts";
import { createIdbStore } from "./idb-store.ts";
import { keyless } from "./keyless.ts";
import { drainLocked } from "./lock.ts";
import { takingNothing } from "./merging.ts";
import { createSaves } from "./saves.ts";

type SyncEvent = ExtendableEvent & { readonly tag: string };

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (string | { url: string; revision: string | null })[];
};

const shell = new PrecacheController();
shell.addToCacheList(self.__WB_MANIFEST);
cleanupOutdatedCaches();

self.addEventListener("install", (event) => void shell.install(event));
self.addEventListener("activate", (event) => void shell.activate(event));

/** What answers a request that the app can do without the network for; undefined for what it can't. */
const keyOf = ({ mode, url }: Request): string | undefined => {
  const { origin, pathname } = new URL(url);
  if (origin !== self.location.origin || pathname.startsWith("/api/")) return undefined;
  return shell.getCacheKeyForURL(mode === "navigate" ? "/index.html" : pathname);
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const key = request.method === "GET" ? keyOf(request) : undefined;
  if (key === undefined) return;
  // A browser may have thrown the copy away.
  event.respondWith(caches.match(key).then((copy) => copy ?? fetch(request)));
});

const send = async (): Promise<void> => {
  const store = createIdbStore();
  const session = await store.session();
  if (session === null) return;
  const ports = {
    store,
    // What is to be sealed waits for a page, and what is sealed is left alone.
    remote: keyless(createSaves(createCall(fetch.bind(self), "/api"))),
    now: Date.now,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    deviceId: session.device.id,
    merge: takingNothing,
    onChange: announce,
  };
  await drainLocked(ports, session.user.id);
};

self.addEventListener("sync", (event) => (event as SyncEvent).waitUntil(send()));

self.addEventListener("message", (event) => {
  // The only two messages there are, and both may come from any page of ours.
  if (event.data?.type === "SKIP_WAITING") event.waitUntil(self.skipWaiting());
  if (event.data?.type === "DRAIN") event.waitUntil(send());
});
