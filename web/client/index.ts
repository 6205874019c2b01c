/** The public door of the client library. */
import { createBrowserManager } from "./browser.ts";
import type { WidgetPersistenceManager as Manager } from "./manager.ts";

export { WidgetPersistenceManager } from "./manager.ts";
export { starterLayout } from "./starter.ts";
export type * from "./state.ts";

/** The one of this page. */
export const widgetPersistenceManager: Manager = createBrowserManager();
