/** The versions of the dashboard that is shown, newest first. */
// biome-ignore lint/style/noRestrictedImports: it is given the manager here, for all who need versions.
import { useVersionHistory, type VersionHistory } from "../../react/useVersionHistory.ts";
import { keeper } from "../keeper.ts";

export const useHistory = (): VersionHistory => useVersionHistory(20, keeper);
