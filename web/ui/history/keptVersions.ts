/**
 * The list of versions as it was last seen, for as long as the page is open. Versions that were looked at open without
 * the server, so without the server they have to be found. Nobody finds another's.
 */
import type { VersionHistory } from "../../react/useVersionHistory.ts";

type List = Pick<VersionHistory, "versions" | "hasMore" | "incomplete">;
type Kept = List & { readonly owner: string };

let kept: Kept | null = null;

export const keepVersions = (owner: string | null, { versions, hasMore, incomplete }: List): void => {
  if (owner !== null && versions.length > 0) kept = { owner, versions, hasMore, incomplete };
};

/** What there is, or what there was where the server can't be reached. */
export const withKeptVersions = (owner: string | null, history: VersionHistory): VersionHistory => {
  const isOut = history.error?.code === "unreachable" && history.versions.length === 0;
  if (!isOut || kept === null || kept.owner !== owner) return history;
  const { versions, hasMore, incomplete } = kept;
  // The next page of a list that was not loaded is its first.
  return { ...history, versions, hasMore, incomplete, more: history.refresh };
};
