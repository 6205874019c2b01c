/**
 * Calls that change or walk what is in the archive. Each first publishes what is not there yet, so that there is one
 * history to look at; where the archive can't be reached nothing is changed, and that is the answer.
 */

import { withDeadline } from "../deadline.ts";
import type { Archive, ArchivedRow } from "../history/archive.ts";
import { verifyHistory } from "../history/restore.ts";
import type { DescribeRequest, Verification } from "../layout/wire.ts";
import { log } from "../log.ts";
import { withHistory } from "./history.ts";
import { unpublishedOf, WRITE_LIMIT_MS } from "./publish.ts";
import type { DescribeResult, LayoutId, PruneResult, VerifyResult } from "./results.ts";
import type { LayoutRow } from "./store.ts";
import { flush, thinTo, type UpkeepPorts } from "./upkeep.ts";

/** Names or pins a version, or takes its name or pin away. */
export const describeVersion = async (
  ports: UpkeepPorts,
  layoutId: LayoutId,
  version: number,
  request: DescribeRequest,
): Promise<DescribeResult> => {
  const { store, archive, transaction } = ports;
  const layout = withHistory(store, layoutId);
  if (layout === null) return { kind: "layout-not-found" };
  if (version > (layout.versions.at(-1)?.entry.version ?? 0)) return { kind: "version-not-found" };
  return reachable("describe", async () => {
    await flush(ports, layoutId);
    const entry = await withDeadline(() => archive().describe(layoutId, version, request), WRITE_LIMIT_MS);
    if (entry === null) return { kind: "version-not-found" };
    transaction(() => store.describe(layoutId, entry));
    return { kind: "found", version: entry };
  });
};

/** Leaves `keep` versions, or the pinned ones and the head if those are more. */
export const prune = async (ports: UpkeepPorts, layoutId: LayoutId, keep: number): Promise<PruneResult> => {
  if (withHistory(ports.store, layoutId) === null) return { kind: "layout-not-found" };
  return reachable("prune", async () => {
    await flush(ports, layoutId);
    const layout = withHistory(ports.store, layoutId);
    if (layout === null) return { kind: "layout-not-found" };
    const { kept, removed, damaged } = await thinTo(ports, layout, keep);
    return damaged === null
      ? { kind: "pruned", kept, removed }
      : { kind: "history-damaged", version: damaged };
  });
};

/** Proves every version: its checksum, its chain, and that it is there; and that nothing else is. */
export const verify = async ({ store, archive }: UpkeepPorts, layoutId: LayoutId): Promise<VerifyResult> => {
  const layout = withHistory(store, layoutId);
  if (layout === null) return { kind: "layout-not-found" };
  return reachable("verify", async () => {
    let versions = 0;
    const foreign: Verification["damaged"][number][] = [];
    const counted = async function* () {
      for await (const row of archivedRows(archive(), layout)) {
        if (isForeign(row, layout)) foreign.push({ version: row.version, kind: "chain" });
        if (row.version > layout.published) continue;
        versions += 1;
        yield row;
      }
      for (const slot of unpublishedOf(layout)) {
        versions += 1;
        yield { ...slot.entry, format: "json", body: store.text(slot) };
      }
    };
    const start = layout.archived === 0 ? layout.published : 0;
    const remembered = layout.versions.map(({ entry }) => entry);
    const damaged = [...(await verifyHistory(counted(), remembered, start)), ...foreign];
    return { kind: "verified", report: { ok: damaged.length === 0, versions, damaged } };
  });
};

/** All of an ordinary history; of the largest layouts, few enough to hold. */
const PAGE = { rows: 100, bytes: 4 * 1024 * 1024 };

/** Oldest first. */
async function* archivedRows(
  archive: Archive,
  { id, purging }: LayoutRow,
): AsyncGenerator<ArchivedRow, void, undefined> {
  for (let after: number | null = purging; after !== null; ) {
    const from: number = after;
    const page: readonly ArchivedRow[] = await withDeadline(
      () => archive.rowsAfter(id, from, PAGE),
      WRITE_LIMIT_MS,
    );
    yield* page;
    const bytes = page.reduce((sum, { body }) => sum + body.length, 0);
    after = page.length < PAGE.rows && bytes < PAGE.bytes ? null : (page.at(-1)?.version ?? null);
  }
}

/** What is newer than all that was published can only be on its way there, or nobody knows where it is from. */
const isForeign = ({ version, chain }: ArchivedRow, { published, versions }: LayoutRow): boolean =>
  version > published && versions.find(({ entry }) => entry.version === version)?.entry.chain !== chain;

const reachable = async <T>(doing: string, work: () => Promise<T>): Promise<T | { kind: "unavailable" }> => {
  try {
    return await work();
  } catch (error) {
    log("archive-unreachable", { doing, error });
    return { kind: "unavailable" };
  }
};
