/** The modal dialog that is over all others: whatever is to be seen or pressed meanwhile must stand in it. */
import { useSyncExternalStore } from "react";

let open: readonly HTMLDialogElement[] = [];
const listeners = new Set<() => void>();

const set = (next: readonly HTMLDialogElement[]): void => {
  open = next;
  for (const listener of listeners) listener();
};

/** Tells of a dialog that has opened; what it returns, that it has closed. */
export const hasOpened = (dialog: HTMLDialogElement): (() => void) => {
  set([...open, dialog]);
  return () => set(open.filter((one) => one !== dialog));
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useTopDialog = (): HTMLDialogElement | null =>
  useSyncExternalStore(subscribe, () => open.at(-1) ?? null);

/** What is pressed over a dialog and belongs to the dashboard: the dialog makes way first, as by Escape. */
export const behindDialogs = (run: () => void): void => {
  const dialog = open.at(-1);
  // Once whoever opened it has heard that it closed.
  dialog?.addEventListener("close", () => setTimeout(run), { once: true });
  if (dialog === undefined) run();
  else dialog.close();
};
