import { renderToString } from "react-dom/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createLocks, createPage } from "../client/manager.testing.ts";
import type { WidgetPersistenceManager } from "../client/manager.ts";
import { useConflicts } from "./useConflicts.ts";
import { usePersistedLayout } from "./usePersistedLayout.ts";
import { useSaveStatus } from "./useSaveStatus.ts";
import { useVersionHistory } from "./useVersionHistory.ts";

beforeEach(() => vi.stubGlobal("navigator", { locks: createLocks() }));

const Page = ({ manager }: { readonly manager: WidgetPersistenceManager }) => {
  const [layout] = usePersistedLayout(undefined, manager);
  const status = useSaveStatus(manager);
  const { conflict } = useConflicts(manager);
  const { versions, loading, error } = useVersionHistory(20, manager);
  return JSON.stringify({ layout, kind: status.kind, conflict, versions, loading, error });
};

// What effects do is seen in a real browser: web/e2e/package.spec.ts.
describe("the hooks on a server", () => {
  it("render a page that is still loading, start nothing, and ask nobody", async () => {
    const { manager, clock, network } = createPage();
    const start = vi.spyOn(manager, "start");
    const shown = renderToString(<Page manager={manager} />).replaceAll("&quot;", '"');
    expect(JSON.parse(shown)).toEqual({
      ...{ layout: null, kind: "untouched", conflict: null, versions: [], loading: true, error: null },
    });
    await clock.advance(5_000);
    expect(start).not.toHaveBeenCalled();
    expect(network.session).toBeNull();
  });
});
