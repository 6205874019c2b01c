/**
 * Keeps the page openable offline, and updates it by consent only: a waiting version is offered, and once accepted
 * every tab reloads, once, after what waited was sent.
 */

import { bringBackCopies, giveUpCopies } from "./appCopies.ts";
import { showToast } from "./common/toasts.tsx";
import { keeper } from "./keeper.ts";
import { flushPending } from "./saving/pendingText.ts";
import { words } from "./words.ts";

/** How long an accepted version waits for a save that is under way. */
const DRAIN_MS = 5_000;

export const registerServiceWorker = (): void => {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  giveUpCopies();
  // The first worker to take over a page that had none changes nothing on it.
  const hadController = navigator.serviceWorker.controller !== null;
  let reloading = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!hadController || reloading) return;
    reloading = true;
    flushPending();
    location.reload();
  });
  // After the page has drawn itself: the shell's files would compete with it for the network.
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
};

const register = (): void => {
  navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).then(watch, () => {
    // Forbidden or out of reach: everything works but opening the page offline.
  });
};

const watch = (registration: ServiceWorkerRegistration): void => {
  offer(registration);
  bringBackCopies(registration).catch(() => undefined);
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", () => offer(registration));
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => undefined);
  });
};

const offer = ({ waiting }: ServiceWorkerRegistration): void => {
  if (waiting === null || navigator.serviceWorker.controller === null) return;
  showToast({
    text: words.updateReady,
    sticky: true,
    action: {
      label: words.reload,
      run: () => void drained().then(() => waiting.postMessage({ type: "SKIP_WAITING" })),
    },
  });
};

/** All is on the server, or on this device at least, if the server doesn't answer soon. */
const drained = async (): Promise<void> => {
  flushPending();
  keeper.saveNow();
  let stop = (): void => {};
  const isSettled = new Promise<void>((done) => {
    const look = (): void => {
      if (keeper.status.kind !== "saving") done();
    };
    stop = keeper.subscribe(look);
    look();
  });
  await Promise.race([isSettled, new Promise((done) => setTimeout(done, DRAIN_MS))]);
  stop();
};
