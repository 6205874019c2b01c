/**
 * The names of the person's dashboards and their order, in a layout of their own: they show on every tab and device by
 * themselves, and can be changed offline. Nothing is asked of the server for who has never had a second dashboard but,
 * now and then, whether that is still so.
 */
import { createPersistenceManager, type WidgetPersistenceManager } from "../../client/index.ts";
import { useManaged } from "../../react/useManaged.ts";
import { keeper } from "../keeper.ts";
import { listLayouts } from "./layoutsApi.ts";
import { type Dashboard, dashboardsIn, withDashboards } from "./list.ts";

const NAMES_ID = "gridkeep.dashboards";

/** Set in a browser that has met the names: from then on they are opened at once, and other tabs hear of it. */
const MARK = "gridkeep.dashboards";

const ARRIVES_WITHIN_MS = 1_500;

const names: WidgetPersistenceManager = createPersistenceManager({ layoutId: NAMES_ID });
const listeners = new Set<() => void>();
let isOpen = false;
let isLooking = false;

const FIRST_ALONE: readonly Dashboard[] = dashboardsIn({ desktop: [], mobile: [] });
let read: { readonly layout: unknown; readonly list: readonly Dashboard[] } | null = null;

/** Null while they are read from this device, and while they are locked. */
export const dashboards = (): readonly Dashboard[] | null => {
  if (!isOpen) return FIRST_ALONE;
  const { layout } = names.state;
  if (layout === null || isUnread()) return null;
  if (read?.layout !== layout) read = { layout, list: dashboardsIn(layout) };
  return read.list;
};

/** Locked before any of them was ever read here: what the layout began with says nothing of them. */
const isUnread = (): boolean => {
  const { status, version } = names.state;
  return status.kind === "locked" && status.waiting === 0 && version === null;
};

export const areNamesLocked = (): boolean => isOpen && names.status.kind === "locked";

/** Whether they wait on this device for the server. */
export const doNamesWait = (): boolean => isOpen && ["local", "sign-in"].includes(names.status.kind);

const source = {
  get state() {
    return names.state;
  },
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  start: () => Promise.resolve(),
};

/** The list, and whatever else `select` reads of this module. */
export const useNames = <T>(select: () => T): T => useManaged(source, select);

const tell = (): void => {
  for (const listener of listeners) listener();
};

export const openNames = (): void => {
  if (isOpen) return;
  isOpen = true;
  names.subscribe(() => {
    settle();
    tell();
  });
  keeper.subscribe(seal);
  void names.start();
  mark();
  tell();
};

/** Two devices that gave one dashboard two names are no reason to ask anybody: this one's stays. */
const settle = (): void => {
  if (names.state.conflict !== null) void names.resolveConflict("merged");
};

/** Who has sealed a dashboard has its name sealed too: whole, since widget by widget a title stays readable. */
const seal = (): Promise<unknown> | undefined =>
  keeper.state.seal !== "open" && names.state.seal === "open" && names.state.version !== null
    ? names.encrypt("whole")
    : undefined;

/** Takes effect at once, here and on this device; the server hears of it when it can. */
export const changeDashboards = async (
  change: (list: readonly Dashboard[]) => readonly Dashboard[],
): Promise<boolean> => {
  openNames();
  await opened();
  if (names.state.layout === null || isUnread()) return false;
  if (keeper.state.seal !== "open" && names.state.seal === "open") await names.encrypt("whole");
  names.edit((layout) => withDashboards(layout, change(dashboardsIn(layout))), { immediate: true });
  return true;
};

/** Once something is shown, or never will be without a passphrase. */
const opened = (): Promise<void> =>
  new Promise((done) => {
    const look = (): void => {
      if (names.state.layout === null && names.status.kind !== "locked") return;
      stop();
      done();
    };
    const stop = names.subscribe(look);
    queueMicrotask(look);
  });

/**
 * The page may be left. A save that is cut off in the middle would be tried again only after a while, so it gets a
 * moment; what has not arrived by then is on this device.
 */
export const leaveNames = async (): Promise<void> => {
  names.leave();
  await Promise.race([names.sync(), new Promise((done) => setTimeout(done, ARRIVES_WITHIN_MS))]);
};

/** Opens the names if there are any. Again and again: another device may have made them meanwhile. */
export const lookForNames = async (): Promise<void> => {
  if (isOpen || isLooking) return;
  if (isMarked()) return openNames();
  isLooking = true;
  await keeper.start();
  const found = keeper.state.session === null ? null : await listLayouts();
  isLooking = false;
  if (found?.ok === true && found.value.some(({ id }) => id === NAMES_ID)) openNames();
};

/** From the page's start, for as long as it is there. */
export const followNames = (): void => {
  void lookForNames();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void lookForNames();
  });
  addEventListener("storage", ({ key }) => {
    if (key === MARK) openNames();
  });
};

const isMarked = (): boolean => {
  try {
    return localStorage.getItem(MARK) !== null;
  } catch {
    return false; // Storage may be forbidden: then it is asked for.
  }
};

const mark = (): void => {
  try {
    localStorage.setItem(MARK, "yes");
  } catch {
    // Asked for at the next start.
  }
};
