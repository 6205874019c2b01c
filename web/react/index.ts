/** The public door of the hooks. */
export { type Conflicts, useConflicts } from "./useConflicts.ts";
export type { Managed } from "./useManaged.ts";
export { type SetLayout, usePersistedLayout } from "./usePersistedLayout.ts";
export { useSaveStatus } from "./useSaveStatus.ts";
export { useVersionHistory, type VersionHistory } from "./useVersionHistory.ts";
export type { Historic, LoadedVersions, VersionHistoryStore } from "./version-history.ts";
