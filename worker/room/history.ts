/** One history out of two places: versions still in the room, and those in the archive. */
import type { Archive } from "../history/archive.ts";
import { withDeadline } from "../history/deadline.ts";
import { isIntact } from "../history/verify.ts";
import type { Version } from "../layout/wire.ts";
import { log } from "../log.ts";
import type { LayoutId, VersionResult, VersionsResult } from "./results.ts";
import type { Store } from "./store.ts";

const UNREACHABLE = "unreachable";

/** A person waits for these; a D1 that is slower than this is as good as down. */
const READ_LIMIT_MS = 5_000;

export type Places = { readonly store: Store; readonly archive: Archive };

/** Newest first, below `before`. Where the archive can't be reached the room's own versions are listed, and it is said. */
export const listVersions = async (
  { store, archive }: Places,
  layoutId: LayoutId,
  { limit, before }: { readonly limit: number; readonly before: number },
): Promise<VersionsResult> => {
  if (store.headVersion(layoutId) === null) return { kind: "layout-not-found" };
  // The room first, then the archive: a version on its way from one to the other is seen at least once.
  const own = store.unpublishedEntries(layoutId, before, limit + 1);
  const archived = await withDeadline(archive.list(layoutId, before, limit + 1), READ_LIMIT_MS).catch(
    (error) => unreachable("list", error),
  );
  const entries = archived === UNREACHABLE ? own : [...archived, ...own];
  const byVersion = new Map<number, Version>(entries.map((entry) => [entry.version, entry]));
  const newestFirst = [...byVersion.values()].sort((a, b) => b.version - a.version);
  const versions = newestFirst.slice(0, limit);
  const next = newestFirst.length > limit ? (versions.at(-1)?.version ?? null) : null;
  return { kind: "found", versions, next, incomplete: archived === UNREACHABLE };
};

/** One version with its layout; a row that does not verify is reported and never returned. */
export const readVersion = async (
  { store, archive }: Places,
  layoutId: LayoutId,
  version: number,
): Promise<VersionResult> => {
  const headVersion = store.headVersion(layoutId);
  if (headVersion === null) return { kind: "layout-not-found" };
  if (version > headVersion) return { kind: "version-not-found" };
  const own = store.unpublishedVersion(layoutId, version);
  const stored = own
    ? { ...own, previousChain: null }
    : await withDeadline(archive.read(layoutId, version), READ_LIMIT_MS).catch((error) =>
        unreachable("read", error),
      );
  if (stored === UNREACHABLE) return { kind: "unavailable" };
  if (stored === null) return { kind: "version-not-found" };
  if (!isIntact(stored, stored.previousChain)) {
    log("history-damaged", { version });
    return { kind: "history-damaged", version };
  }
  return { kind: "found", version: stored.entry, layoutText: stored.layoutText };
};

const unreachable = (doing: "list" | "read", error: unknown): typeof UNREACHABLE => {
  log("archive-unreachable", { doing, error });
  return UNREACHABLE;
};
