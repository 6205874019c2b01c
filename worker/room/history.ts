/** One history out of two places: versions still in the room, and those in the archive. */

import { withDeadline } from "../deadline.ts";
import type { Archive, ArchivedRow } from "../history/archive.ts";
import { type Restored, restore } from "../history/restore.ts";
import { proves } from "../history/verify.ts";
import { diff, summarize } from "../layout/diff.ts";
import { migrate, SCHEMA_VERSION } from "../layout/migrate.ts";
import { isSealed } from "../layout/sealed.ts";
import type { Version, VersionChanges } from "../layout/wire.ts";
import { log } from "../log.ts";
import type { ChangesResult, LayoutId, VersionResult, VersionsResult } from "./results.ts";
import type { LayoutRow, Store } from "./store.ts";

const UNREACHABLE = "unreachable";

/** A person waits for these; a D1 that is slower than this is as good as down. */
const READ_LIMIT_MS = 5_000;

/** The archive is asked for each time: which it is may only be known later, or not be bound. */
export type Places = { readonly store: Store; readonly archive: () => Archive };

/** The layout, also a deleted one as long as its history can be restored. */
export const withHistory = (store: Store, layoutId: LayoutId): LayoutRow | null => {
  const row = store.layout(layoutId);
  return row === null || row.tombstone !== null ? null : row;
};

/** Newest first, below `before`. Where the archive can't be reached the room's own versions are listed, and it is said. */
export const listVersions = async (
  { store, archive }: Places,
  layoutId: LayoutId,
  { limit, before }: { readonly limit: number; readonly before: number },
): Promise<VersionsResult> => {
  const row = withHistory(store, layoutId);
  if (row === null) return { kind: "layout-not-found" };
  // The room first, then the archive: a version on its way from one to the other is seen at least once.
  const own = row.versions.map(({ entry }) => entry).filter(({ version }) => version < before);
  const archived = await withDeadline(
    async () => archive().list(layoutId, publishedOf(row, before), limit + 1),
    READ_LIMIT_MS,
  ).catch((error) => unreachable("list", error));
  // What the archive says is newer: a name or a pin is given there.
  const entries = archived === UNREACHABLE ? own : [...own, ...archived];
  const byVersion = new Map<number, Version>(entries.map((entry) => [entry.version, entry]));
  const newestFirst = [...byVersion.values()].sort((a, b) => b.version - a.version);
  const versions = newestFirst.slice(0, limit);
  const next = newestFirst.length > limit ? (versions.at(-1)?.version ?? null) : null;
  return { kind: "found", versions, next, incomplete: archived === UNREACHABLE };
};

/** What the archive has beyond these bounds is no part of the history: it is to go, or nobody knows where it is from. */
const publishedOf = ({ purging, published }: LayoutRow, before: number) => ({
  after: purging,
  before: Math.min(before, published + 1),
});

/** One version with its layout; what does not prove itself is reported and never returned. */
export const readVersion = async (
  { store, archive }: Places,
  layoutId: LayoutId,
  version: number,
): Promise<VersionResult> => {
  const row = withHistory(store, layoutId);
  if (row === null) return { kind: "layout-not-found" };
  if (version > (row.versions.at(-1)?.entry.version ?? 0)) return { kind: "version-not-found" };
  const held = store.held(layoutId, version);
  if (held !== null) {
    const text = store.text(held);
    return proves(text, held.entry) ? found(held.entry, text, held.schema) : damaged(version, version);
  }
  if (version <= row.purging) return { kind: "version-not-found" };
  const rows = await withDeadline(async () => archive().rowsOf(layoutId, version), READ_LIMIT_MS).catch(
    (error) => unreachable("read", error),
  );
  if (rows === UNREACHABLE) return { kind: "unavailable" };
  const restored = await withDeadline(
    () => proved(archive(), { layoutId, version, rows }),
    READ_LIMIT_MS,
  ).catch((error) => unreachable("read", error));
  if (restored === UNREACHABLE) return { kind: "unavailable" };
  const stored = rows.at(-1);
  if (restored.kind === "not-found" || stored === undefined) return { kind: "version-not-found" };
  if (restored.kind === "damaged") return damaged(version, restored.damage.version);
  return found(stored.entry, restored.text, stored.schema);
};

/** Where a row before it is damaged, the one after it may vouch for a version. */
const proved = async (
  archive: Archive,
  { layoutId, version, rows }: { layoutId: LayoutId; version: number; rows: readonly ArchivedRow[] },
): Promise<Restored> => {
  const restored = await restore(rows, version);
  if (restored.kind !== "damaged" || restored.damage.version === version) return restored;
  return restore([...rows, ...(await archive.rowsAfter(layoutId, version, { rows: 1 }))], version);
};

/** In today's schema. */
const found = (version: Version, text: string, schema: number): VersionResult => {
  if (schema === SCHEMA_VERSION) return { kind: "found", version, layoutText: text, migratedFrom: null };
  const layoutText = JSON.stringify(migrate(JSON.parse(text), schema));
  return { kind: "found", version, layoutText, migratedFrom: schema };
};

const damaged = (version: number, culprit: number): VersionResult => {
  log("history-damaged", { version, culprit });
  return { kind: "history-damaged", version: culprit };
};

/** What changed from one version to another, whichever is newer. */
export const changesBetween = async (
  places: Places,
  layoutId: LayoutId,
  { since, version }: { readonly since: number; readonly version: number },
): Promise<ChangesResult> => {
  const [from, to] = [
    await readVersion(places, layoutId, since),
    await readVersion(places, layoutId, version),
  ];
  if (from.kind !== "found") return from;
  if (to.kind !== "found") return to;
  return { kind: "found", changesText: JSON.stringify(compare(from, to)) };
};

type Found = Extract<VersionResult, { kind: "found" }>;

const compare = (from: Found, to: Found): VersionChanges => {
  const place = { since: from.version.version, version: to.version.version };
  const [before, after] = [JSON.parse(from.layoutText), JSON.parse(to.layoutText)];
  if (from.version.checksum === to.version.checksum) return { ...place, counts: summarize([]), changes: [] };
  if (isSealed(before) || isSealed(after)) return { ...place, counts: summarize([]), changes: null };
  const changes = diff(before, after);
  return { ...place, counts: summarize(changes), changes };
};

const unreachable = (doing: "list" | "read", error: unknown): typeof UNREACHABLE => {
  log("archive-unreachable", { doing, error });
  return UNREACHABLE;
};
