/** A manager as far as edits go, and the layouts that the services are tried on. */
import type { Layout, Widget } from "../../../worker/layout/schema.ts";
import { merge } from "../../offline/rules.ts";
import { SESSION } from "../manager.testing.ts";
import type { KeeperState } from "../state.ts";
import { without } from "../undo.ts";
import type { EditingKeeper } from "./ports.ts";

export const widgetOf = (id: string, fields: Partial<Widget> = {}): Widget => ({
  ...{ id, type: "notes", title: id, x: 0, y: 0, w: 2, h: 2 },
  config: { text: `${id} text`, tint: "plain" },
  ...fields,
});

export const board = (...ids: readonly string[]): Layout => ({
  desktop: ids.map((id, index) => widgetOf(id, { y: index * 2 })),
  mobile: [],
});

export const widgetIn = (layout: Layout | null, id: string): Widget | undefined =>
  layout?.desktop.find((widget) => widget.id === id);

/** Edits in memory alone; `foreign` is what comes from anywhere else. */
export const createEditor = (layout: Layout | null) => {
  let state: KeeperState = {
    ...{ layout, session: SESSION, version: null, status: { kind: "untouched" }, conflict: null },
    ...{ canUndo: false, canRedo: false, notice: null, seal: "open", presence: [] },
  };
  const listeners = new Set<() => void>();
  const put = (next: Partial<KeeperState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const keeper: EditingKeeper = {
    get state() {
      return state;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit: (change) => {
      const before = state.layout;
      const after = before && change(before);
      if (before === null || after === null || after === before) return null;
      put({ layout: after });
      return async () => keeper.edit((now) => without({ before, after }, now, merge)) !== null;
    },
  };
  return {
    keeper,
    layout: () => state.layout,
    /** How many wait for a change. */
    listening: () => listeners.size,
    foreign: (change: (before: Layout) => Layout) => put({ layout: state.layout && change(state.layout) }),
    become: (user: string, shown: Layout | null) =>
      put({ layout: shown, session: { ...SESSION, user: { id: user } } }),
  };
};

/** An operation whose end is up to the test. */
export const pendingOperation = () => {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  // Whoever waits for it handles it, once that is somebody.
  promise.catch(() => undefined);
  return { run: () => promise, succeed: () => resolve("done"), fail: () => reject(new Error("no")) };
};
