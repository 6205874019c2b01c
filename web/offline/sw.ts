/**
 * The service worker: opens the app without a network, and sends what waits when no page is left to do it. It
 * intercepts no call to the API; pages write their saves into IndexedDB themselves.
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { announce } from "./channel.ts";
import { createIdbStore } from "./idb-store.ts";
import { drainLocked } from "./lock.ts";
import { createRemote } from "./remote.ts";

type SyncEvent = ExtendableEvent & { readonly tag: string };

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (string | { url: string; revision: string | null })[];
};

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("/index.html"), { denylist: [/^\/api\//] }));

const send = async (): Promise<void> => {
  const store = createIdbStore();
  const session = await store.session();
  if (session === null) return;
  const ports = {
    store,
    remote: createRemote(fetch.bind(self)),
    now: Date.now,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    deviceId: session.device.id,
    onChange: announce,
  };
  await drainLocked(ports, session.user.id, { wait: true });
};

self.addEventListener("sync", (event) => (event as SyncEvent).waitUntil(send()));

self.addEventListener("message", (event) => {
  // The only two messages there are, and both may come from any page of ours.
  if (event.data?.type === "SKIP_WAITING") event.waitUntil(self.skipWaiting());
  if (event.data?.type === "DRAIN") event.waitUntil(send());
});
