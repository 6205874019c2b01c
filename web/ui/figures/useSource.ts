/** A widget's view of an address: one source for all widgets that ask the same, kept while the page is open. */
import { useCallback, useSyncExternalStore } from "react";
import { fetchJson } from "./fetchJson.ts";
import { createSource, type Source, type SourceState, type Surroundings } from "./source.ts";

const REFRESH_MS: Readonly<Record<string, number>> = {
  never: Number.POSITIVE_INFINITY,
  "15s": 15_000,
  "1m": 60_000,
  "5m": 300_000,
  "15m": 900_000,
  "1h": 3_600_000,
};

/** A word that a newer page may have brought means: only when opened. */
export const refreshMs = (every: string): number =>
  (Object.hasOwn(REFRESH_MS, every) ? REFRESH_MS[every] : undefined) ?? Number.POSITIVE_INFINITY;

const NOTHING: SourceState = { isAsking: false, read: null, failure: null };

/** `url` undefined asks nobody. */
export const useSource = (
  url: URL | undefined,
  everyMs: number,
): SourceState & { readonly refresh: () => void } => {
  const address = url?.href;
  const source = address === undefined ? undefined : sourceOf(address);
  const subscribe = useCallback(
    (listener: () => void) => {
      // A function of its own, as two widgets may bring the same one.
      const watcher = (): void => listener();
      return source?.watch(watcher, everyMs) ?? (() => undefined);
    },
    [source, everyMs],
  );
  const state = useSyncExternalStore(subscribe, () => source?.state() ?? NOTHING);
  return { ...state, refresh: () => source?.refresh() };
};

const sources = new Map<string, Source>();

/** Beyond that the oldest is forgotten: addresses come and go while someone looks for the right one. */
const MOST_SOURCES = 600;

const sourceOf = (address: string): Source => {
  const known = sources.get(address);
  if (known !== undefined) return known;
  const ask = () =>
    fetchJson(new URL(address), {
      fetch: (at, init) => window.fetch(at, init),
      isOnline: () => navigator.onLine,
    });
  const source = createSource(ask, page);
  sources.set(address, source);
  const [oldest] = sources.keys();
  if (sources.size > MOST_SOURCES && oldest !== undefined) sources.delete(oldest);
  return source;
};

const page: Surroundings = {
  now: Date.now,
  later: (run, waitMs) => {
    const timer = setTimeout(run, waitMs);
    return () => clearTimeout(timer);
  },
  isHidden: () => document.hidden,
  isOnline: () => navigator.onLine,
  onChange: (listener) => {
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener("visibilitychange", listener, { signal });
    window.addEventListener("online", listener, { signal });
    window.addEventListener("offline", listener, { signal });
    return () => listening.abort();
  },
};
