/** The manager of this page, wired to the browser: IndexedDB, network, tabs, service worker, and the page's life. */
import type { Session } from "../../worker/layout/wire.ts";
import { announce, onAnnounced } from "../offline/channel.ts";
import { createIdbStore } from "../offline/idb-store.ts";
import { createMemoryStore } from "../offline/memory-store.ts";
import { createRemote } from "../offline/remote.ts";
import { browserClock } from "./autosave.ts";
import { deviceName } from "./device-name.ts";
import { type Audience, createLive, type Live } from "./live.ts";
import { WidgetPersistenceManager } from "./manager.ts";
import { starterLayout } from "./starter.ts";

/** How often a visible page asks whether another device has saved, where no socket tells it. */
const ASK_EVERY_MS = 30_000;

export const createBrowserManager = (layoutId = "main"): WidgetPersistenceManager => {
  const manager = new WidgetPersistenceManager(
    {
      store: globalThis.indexedDB === undefined ? createMemoryStore() : createIdbStore(),
      remote: createRemote(fetch.bind(globalThis)),
      clock: browserClock,
      random: Math.random,
      newId: () => crypto.randomUUID(),
      deviceName: () => deviceName(navigator.userAgent),
      seed: starterLayout,
      announce,
      requestSync,
    },
    layoutId,
  );
  follow(manager);
  return manager;
};

const follow = (manager: WidgetPersistenceManager): void => {
  onAnnounced((docId) => manager.follow(docId));
  addEventListener("online", () => void manager.retry());
  addEventListener("pageshow", (event) => {
    if (event.persisted) void manager.retry();
  });
  addEventListener("pagehide", () => {
    manager.leave();
    navigator.serviceWorker?.controller?.postMessage({ type: "DRAIN" });
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") manager.leave();
    else void manager.sync();
  });
  const live = createBrowserLive(manager);
  setInterval(() => {
    if (document.visibilityState === "visible" && !live.isOpen()) void manager.sync();
  }, ASK_EVERY_MS);
};

/** Only a page that is looked at listens; it asks when it comes back. */
const createBrowserLive = (manager: WidgetPersistenceManager): Live => {
  const live = createLive({
    ...{ clock: browserClock, random: Math.random, version: () => manager.state.version },
    open: (path) => new WebSocket(path),
    onNews: () => void manager.sync(),
    onPresence: () => {},
  });
  const listen = (): void => {
    const { session, status } = manager.state;
    const isWatched = document.visibilityState === "visible" && status.kind !== "sign-in";
    live.listen(isWatched && session !== null ? audienceOf(session, manager.layoutId) : null);
  };
  manager.subscribe(listen);
  document.addEventListener("visibilitychange", listen);
  return live;
};

const audienceOf = ({ user, device }: Session, layoutId: string): Audience => ({
  ...{ userId: user.id, layoutId, deviceId: device.id, deviceName: device.name },
});

/** Background Sync, where there is any (Chromium). A fresh tag each time: a tag that failed before waits minutes. */
const requestSync = (): void => {
  const ready: Promise<SyncRegistration> | undefined = navigator.serviceWorker?.controller
    ? navigator.serviceWorker.ready
    : undefined;
  // Refused permission, or a browser without it: the page sends by itself anyway.
  ready
    ?.then((registration) => registration.sync?.register(`drain-${crypto.randomUUID()}`))
    .catch(() => undefined);
};

type SyncRegistration = ServiceWorkerRegistration & {
  readonly sync?: { register(tag: string): Promise<void> };
};
