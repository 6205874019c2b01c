/**
 * A manager wired to the browser: IndexedDB, tabs, service worker, and the page's life. Nothing happens before `start`.
 */
import type { Layout } from "../../worker/layout/schema.ts";
import { announceOn, type Channel, createChannel, onAnnounced } from "../offline/channel.ts";
import { createIdbStore } from "../offline/idb-store.ts";
import { browserClock } from "./autosave.ts";
import { WidgetPersistenceManager } from "./manager.ts";

export type PersistenceOptions = {
  /** Its name on the server: 1 to 64 of A-Z, a-z, 0-9, `_` and `-`. Default `main`. */
  readonly layoutId?: string;
  /** What a first visit shows. Default an empty layout. */
  readonly seed?: Layout;
  /** Where the API is. Default `/api`. */
  readonly root?: string;
};

export const createPersistenceManager = ({
  layoutId = "main",
  seed = { desktop: [], mobile: [] },
  root = "/api",
}: PersistenceOptions = {}): WidgetPersistenceManager => {
  const channel = createChannel();
  const loadCloud = () => import("./browser-cloud.ts");
  return new WidgetPersistenceManager(
    {
      ...{ clock: browserClock, random: Math.random, seed, requestSync },
      announce: announceOn(channel),
      store: createIdbStore(),
      newId: () => crypto.randomUUID(),
      loadCloud: async () => (await loadCloud()).createBrowserCloud(root, channel),
      onStart: (manager) => {
        // It travels while what is stored is read. Who needs it hears of it if it does not arrive.
        loadCloud().catch(() => {});
        follow(manager, channel);
      },
    },
    layoutId,
  );
};

const follow = (manager: WidgetPersistenceManager, channel: Channel): void => {
  onAnnounced(channel, (docId) => manager.follow(docId));
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
    else void manager.meet();
  });
};

/** Background Sync, where there is any (Chromium). A fresh tag each time: a tag that failed before waits minutes. */
const requestSync = (): void => {
  if (!navigator.serviceWorker?.controller) return;
  const ready: Promise<SyncRegistration> = navigator.serviceWorker.ready;
  // Refused permission, or a browser without it: the page sends by itself anyway.
  ready.then(({ sync }) => sync?.register(`drain-${crypto.randomUUID()}`)).catch(() => {});
};

type SyncRegistration = ServiceWorkerRegistration & {
  readonly sync?: { register(tag: string): Promise<void> };
};
