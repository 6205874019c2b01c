/** Whether the browser has a network at all. */
import { useSyncExternalStore } from "react";

const subscribe = (listener: () => void): (() => void) => {
  const listening = new AbortController();
  window.addEventListener("online", listener, { signal: listening.signal });
  window.addEventListener("offline", listener, { signal: listening.signal });
  return () => listening.abort();
};

export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);
