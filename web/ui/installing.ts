/** Installing as an app, where the browser offers that (Chromium); elsewhere it has a way of its own, and we say nothing. */
import { useSyncExternalStore } from "react";
import { showToast } from "./common/toasts.tsx";
import { words } from "./words.ts";

type InstallOffer = Event & {
  readonly prompt: () => Promise<{ readonly outcome: "accepted" | "dismissed" }>;
};

let offer: InstallOffer | null = null;
const listeners = new Set<() => void>();

const set = (next: InstallOffer | null): void => {
  offer = next;
  for (const listener of listeners) listener();
};

/** Before the page is drawn: the browser offers it once. */
export const followInstallOffer = (): void => {
  addEventListener("beforeinstallprompt", (event) => {
    // In our menu, where it is looked for, and not over what the person does.
    event.preventDefault();
    set(event as InstallOffer);
  });
  addEventListener("appinstalled", () => {
    set(null);
    showToast({ text: words.installed });
  });
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether `install` would do anything. */
export const useCanInstall = (): boolean => useSyncExternalStore(subscribe, () => offer !== null);

/** The browser asks; an offer can be taken up once. */
export const install = (): void => {
  const current = offer;
  set(null);
  current?.prompt().catch(() => undefined);
};
