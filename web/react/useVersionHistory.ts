/** The saved versions of a layout, newest first, and the way back to each. */
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { type WidgetPersistenceManager, widgetPersistenceManager } from "../client/index.ts";
import {
  createVersionHistory,
  type Historic,
  type LoadedVersions,
  NO_VERSIONS,
  type VersionHistoryStore,
} from "./version-history.ts";

export type VersionHistory = LoadedVersions &
  Pick<VersionHistoryStore, "more" | "refresh" | "describe"> & {
    /** Makes a version the newest again, as an edit that undo takes back. Failures are values. */
    readonly restore: WidgetPersistenceManager["rollbackToVersion"];
  };

/** `pageSize` from 1 to 100. */
export const useVersionHistory = (
  pageSize = 20,
  manager: Historic & Pick<WidgetPersistenceManager, "rollbackToVersion"> = widgetPersistenceManager,
): VersionHistory => {
  const history = useMemo(() => createVersionHistory(manager, pageSize), [manager, pageSize]);
  const loaded = useSyncExternalStore(history.subscribe, history.state, () => NO_VERSIONS);
  const restore = useCallback<WidgetPersistenceManager["rollbackToVersion"]>(
    (...wanted) => manager.rollbackToVersion(...wanted),
    [manager],
  );
  const { more, refresh, describe } = history;
  return { ...loaded, more, refresh, describe, restore };
};
