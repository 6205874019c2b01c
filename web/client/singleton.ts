/** The manager of this page: one for all that a page imports. */
import { createPersistenceManager } from "./browser.ts";
import type { WidgetPersistenceManager } from "./manager.ts";

export const widgetPersistenceManager: WidgetPersistenceManager = /* @__PURE__ */ createPersistenceManager();
