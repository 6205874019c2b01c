/** The versions of the dashboard that is shown, newest first; as they were last seen where the server is out of reach. */
import { useEffect, useMemo } from "react";
// biome-ignore lint/style/noRestrictedImports: it is given the manager here, for all who need versions.
import { useVersionHistory, type VersionHistory } from "../../react/useVersionHistory.ts";
import { keeper, useKeeper } from "../keeper.ts";
import { keepVersions, withKeptVersions } from "./keptVersions.ts";

export const useHistory = (): VersionHistory => {
  const history = useVersionHistory(20, keeper);
  const owner = useKeeper((state) => state.session?.user.id ?? null);
  const { versions, hasMore, incomplete } = history;
  useEffect(
    () => keepVersions(owner, { versions, hasMore, incomplete }),
    [owner, versions, hasMore, incomplete],
  );
  return useMemo(() => withKeptVersions(owner, history), [owner, history]);
};
