/**
 * The service worker: opens the app without a network, and sends what waits when no page is left to do it. It
 * intercepts no call to the API; pages write their saves into IndexedDB themselves. It takes no
 * layout from the server, and so needs no keys and no rules of merging: whatever takes more than to hear that a save
 * arrived it leaves to the next page, since nobody can be asked here.
 */
import { createCall } from "./call.ts";
import { announceOn, createChannel } from "./channel.ts";
import { createIdbStore } from "./idb-store.ts";
import { keyless } from "./keyless.ts";
import { drainLocked } from "./lock.ts";
import { takingNothing } from "./merging.ts";
import { createSaves } from "./saves.ts";
import { createShell, type ShellFile } from "./shell.ts";

type SyncEvent = ExtendableEvent & { readonly tag: string };

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly ShellFile[];
};

const shell = createShell(self.__WB_MANIFEST);
const announce = announceOn(createChannel());

self.addEventListener("install", (event) => event.waitUntil(shell.install()));
self.addEventListener("activate", (event) => event.waitUntil(shell.tidy()));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return;
  const key = shell.keyOf(mode === "navigate" ? "/index.html" : pathname);
  if (key !== undefined) event.respondWith(answer(event.request, key));
});

/** Where the copy was thrown away for want of room, by us or by the browser, the network is what remains. */
const answer = async (request: Request, key: string): Promise<Response> =>
  (await shell.copy(key).catch(() => null)) ?? fetch(request);

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
  // The only messages there are, and each may come from any page of ours.
  if (event.data?.type === "SKIP_WAITING") event.waitUntil(self.skipWaiting());
  if (event.data?.type === "DRAIN") event.waitUntil(send());
  if (event.data?.type === "FILL") event.waitUntil(shell.install());
});
