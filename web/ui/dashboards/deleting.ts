/**
 * Deletes a dashboard and brings it back. The server keeps what it was for 30 days, and only the server can: so it takes
 * a connection, and says so. The name goes last, and comes back last: where it is, the dashboard is.
 */

import { showToast } from "../common/toasts.tsx";
import { keeper } from "../keeper.ts";
import { flushPending } from "../saving/pendingText.ts";
import { words } from "../words.ts";
import { addressOf } from "./address.ts";
import { dashboardName } from "./dashboardName.ts";
import { bringBackLayout, listLayouts, removeLayout } from "./layoutsApi.ts";
import { rememberDeleted, startLeaving } from "./leaving.ts";
import { added, type Dashboard, removed } from "./list.ts";
import { changeDashboards, dashboards, leaveNames } from "./names.ts";

/** `version`: the last that the server had; null where it never had one. `at`: its place in the list. */
export type Deleted = Dashboard & { readonly version: number | null; readonly at: number };

/** How long what is not saved yet is waited for before it goes with the rest. */
const SAVED_WITHIN_MS = 5_000;

/** Whether it is gone. Says by itself why not, or how to have it back. */
export const deleteDashboard = async (dashboard: Dashboard): Promise<boolean> => {
  const { id } = dashboard;
  const isHere = id === keeper.layoutId;
  if (isHere) await allSaved();
  const version = await removeThere(id);
  if (version === undefined) return false;
  const at = (dashboards() ?? []).findIndex((one) => one.id === id);
  if (isHere) startLeaving();
  await changeDashboards((list) => removed(list, id));
  const deleted = { ...dashboard, version, at };
  if (isHere) await leave(deleted);
  else offerUndo(deleted);
  return true;
};

/** The version to come back to, null where there was none; undefined where it was not deleted, which is said. */
const removeThere = async (id: string): Promise<number | null | undefined> => {
  const listed = await listLayouts();
  if (!listed.ok) return refuse(listed.status);
  const found = listed.value.find((one) => one.id === id);
  if (found === undefined) return null;
  const answer = await removeLayout(id, found.version);
  return answer.ok ? answer.value.version : refuse(answer.status);
};

const refuse = (status: number): undefined => {
  showToast({ text: status === 0 ? words.dashboards.deleteOffline : words.dashboards.deleteRefused });
};

const allSaved = async (): Promise<void> => {
  flushPending();
  keeper.saveNow();
  await Promise.race([keeper.sync(), new Promise((done) => setTimeout(done, SAVED_WITHIN_MS))]);
};

/** To its neighbour, which offers the way back. */
const leave = async (deleted: Deleted): Promise<void> => {
  rememberDeleted(deleted);
  await leaveNames();
  const list = dashboards() ?? [];
  location.replace(addressOf((list[deleted.at] ?? list.at(-1))?.id ?? ""));
};

/** After a page that deleted its own dashboard: `kept` is what it remembered. */
export const offerLastUndo = (kept: unknown): void => {
  if (isDeleted(kept)) offerUndo(kept);
};

const isDeleted = (value: unknown): value is Deleted =>
  typeof value === "object" && value !== null && "id" in value && "version" in value && "at" in value;

const offerUndo = (deleted: Deleted): void => {
  const run = () => void bringBack(deleted);
  showToast({
    text: words.dashboards.deleted(dashboardName(deleted)),
    stacks: true,
    action: { label: words.undo, run },
  });
};

const bringBack = async ({ id, name, version, at }: Deleted): Promise<void> => {
  const called = dashboardName({ id, name });
  const back = version === null || (await bringBackLayout(id, version)).ok;
  const listed = back && (await changeDashboards((list) => added(list, { id, name }, Math.max(0, at))));
  if (!listed) {
    const action = { label: words.retry, run: () => void bringBack({ id, name, version, at }) };
    return void showToast({ text: words.dashboards.undoFailed(called), sticky: true, action });
  }
  const open = () => location.assign(addressOf(id));
  showToast({ text: words.dashboards.isBack(called), action: { label: words.dashboards.open, run: open } });
};
