/** Makes a dashboard of a layout. It is on this device when its address is given, and on the server when that can be. */
import type { Layout } from "../../../worker/layout/schema.ts";
import { CURRENT_USER, createPersistenceManager } from "../../client/index.ts";
import { keeper } from "../keeper.ts";
import { newId } from "../widgetKinds.ts";
import { replaced, tidyName } from "./list.ts";
import { rememberMadeEmpty } from "./madeEmpty.ts";
import { changeDashboards, dashboards } from "./names.ts";

/** How long its first save is waited for: it goes on by itself. */
const SAVED_WITHIN_MS = 5_000;

export type Making = {
  readonly name: string;
  readonly layout: Layout;
  /** The one that is gone, whose place in the list it takes. */
  readonly replaces?: string;
  /** What its first version is called. */
  readonly description?: string;
};

/** Its id; null where this device can't keep it. The name comes last: who sees it finds the dashboard. */
export const makeDashboard = async ({
  name,
  layout,
  replaces = "",
  description,
}: Making): Promise<string | null> => {
  const id = newId().slice(2);
  if (!(await isKept(id, layout, description))) return null;
  const here = (dashboards() ?? []).findIndex((one) => one.id === keeper.layoutId);
  const dashboard = { id, name: tidyName(name) };
  const place = { dashboard, ...(here < 0 ? {} : { at: here + 1 }) };
  return (await changeDashboards((list) => replaced(list, replaces, place))) ? id : null;
};

const isKept = async (id: string, layout: Layout, description?: string): Promise<boolean> => {
  const made = createPersistenceManager({ layoutId: id });
  const { seal } = keeper.state;
  // Before anything of it is sent in the open.
  if (seal !== "open" && !(await made.encrypt(seal)).ok) return false;
  if (layout.desktop.length + layout.mobile.length === 0) {
    rememberMadeEmpty(id);
    return true;
  }
  const saved = made.saveLayout(CURRENT_USER, layout, {
    immediate: true,
    ...(description === undefined ? {} : { description: description.slice(0, 500) }),
  });
  const late = new Promise<null>((done) => setTimeout(() => done(null), SAVED_WITHIN_MS));
  const result = await Promise.race([saved, late]);
  made.leave();
  return result?.success ?? made.state.layout !== null;
};

/** The layout of one of the person's dashboards, from the server or from this device; null where neither has it. */
export const layoutOf = async (id: string): Promise<Layout | null> => {
  if (id === keeper.layoutId) return keeper.state.layout;
  const { layout, version, error } = await createPersistenceManager({ layoutId: id }).loadLayout(
    CURRENT_USER,
  );
  return error !== undefined && version === null ? null : layout;
};
