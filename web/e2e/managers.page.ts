/** A page with two dashboards, and one of them shown twice: each has a manager of its own. */
import { createPersistenceManager, type WidgetPersistenceManager } from "../client/index.ts";
import { starter } from "../ui/starter.ts";

declare global {
  var managers: Readonly<Record<"main" | "twin" | "reports", WidgetPersistenceManager>>;
}

const startedFor = (layoutId: string): WidgetPersistenceManager => {
  const manager = createPersistenceManager({ layoutId, seed: starter() });
  void manager.start();
  return manager;
};

globalThis.managers = { main: startedFor("main"), twin: startedFor("main"), reports: startedFor("reports") };
