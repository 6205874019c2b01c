/**
 * Says whether two layouts conflict, what to do about it, and what comes of that. Pure, by the rules of
 * `worker/layout` alone; it saves nothing. A conflict of the kept dashboard itself is settled by the manager's
 * `resolveConflict`, which also keeps the other side in the history.
 */

import { nameOf } from "../../../worker/layout/issues.ts";
import { FORMS } from "../../../worker/layout/limits.ts";
import { type Conflict, merge } from "../../../worker/layout/merge.ts";
import { resolveWhole, type Strategy } from "../../../worker/layout/resolve.ts";
import { same } from "../../../worker/layout/same.ts";
import type { Layout } from "../../../worker/layout/schema.ts";
import { isLayout } from "../is-layout.ts";
import type { Metadata } from "../metadata.ts";

/** As `widgetStorageService.getMetadata` has it; what is left out is not known. */
export type RemoteMeta = Partial<Omit<Metadata, "error" | "pending">>;

/** `version` is the one that the local layout was made from; `pending` 0 says that nothing was changed since. */
export type LocalMeta = Partial<Omit<Metadata, "error">> & {
  /** Of this device, where its own save may be the remote's newest version. */
  readonly ownDeviceId?: string;
};

/**
 * - `equal`: the same layout, or the same checksum.
 * - `local-ahead`: nothing was saved elsewhere since the local one was made.
 * - `remote-ahead`: nothing was changed here since.
 * - `apart`: both were changed, in ways that go together.
 * - `clash`: both changed the same thing, or nobody knows what they were made from.
 */
export type Relation = "equal" | "local-ahead" | "remote-ahead" | "apart" | "clash";

export type Detection = {
  readonly conflict: boolean;
  readonly relation: Relation;
  /** What clashes; `local` is mine, `remote` is theirs. Empty where there is no conflict. */
  readonly conflicts: readonly Conflict[];
};

export type Suggestion = {
  readonly strategy: Strategy;
  /** A sentence for a person. */
  readonly reason: string;
  /** What that strategy leaves to decide; it keeps the local side of each. */
  readonly conflicts: readonly Conflict[];
};

export type Resolution = { readonly layout: Layout; readonly conflicts: readonly Conflict[] };

/**
 * Whether a person has to be asked. Decided by checksums, versions and contents, never by clocks. `base` is the
 * layout of `localMeta.version`; without it every difference between two layouts that both moved on is a conflict.
 * A side may be null where there is nothing.
 * @throws TypeError where a side is no open layout.
 */
const detectConflict = (
  local: Layout | null,
  remote: Layout | null,
  localMeta: LocalMeta = {},
  remoteMeta: RemoteMeta = {},
  base: Layout | null = null,
): Detection => {
  expectLayouts({ local, remote, base });
  const none = (relation: Relation): Detection => ({ conflict: false, relation, conflicts: [] });
  if (same(local, remote) || isSameText(localMeta.checksum, remoteMeta.checksum, localMeta.pending))
    return none("equal");
  if (remote === null || (local !== null && isKnown(localMeta, remoteMeta))) return none("local-ahead");
  if (local === null || localMeta.pending === 0 || (base !== null && same(base, local)))
    return none("remote-ahead");
  const { conflicts } = merge({ base, mine: local, theirs: remote });
  return conflicts.length === 0 ? none("apart") : { conflict: true, relation: "clash", conflicts };
};

/** A checksum is of what was saved: it says nothing of edits since. */
const isSameText = (
  one: string | null | undefined,
  other: string | null | undefined,
  pending: number | undefined,
): boolean => typeof one === "string" && one === other && !pending;

/** Whether the local layout was made with the remote one in it. */
const isKnown = (local: LocalMeta, remote: RemoteMeta): boolean => {
  if (typeof remote.version !== "number") return false;
  if (typeof local.version === "number" && remote.version <= local.version) return true;
  // The next version, and by this device: its own save, of which it missed the answer. Any later one may hold more.
  const isNext = remote.version === (local.version ?? 0) + 1;
  return isNext && local.ownDeviceId !== undefined && local.ownDeviceId === remote.deviceId;
};

/** What to do, and why; see `detectConflict` for the arguments. @throws TypeError where a side is no open layout. */
const suggestResolution = (
  local: Layout | null,
  remote: Layout | null,
  localMeta: LocalMeta = {},
  remoteMeta: RemoteMeta = {},
  base: Layout | null = null,
): Suggestion => {
  const { relation, conflicts } = detectConflict(local, remote, localMeta, remoteMeta, base);
  switch (relation) {
    case "equal":
      return { strategy: "remote", reason: "Both are the same.", conflicts };
    case "local-ahead":
      return { strategy: "local", reason: "Nothing else was saved since this was changed here.", conflicts };
    case "remote-ahead":
      return { strategy: "remote", reason: "Nothing was changed here since the other was saved.", conflicts };
    case "apart":
      return { strategy: "merge", reason: "Both changed, but not the same things.", conflicts };
    case "clash":
      return { strategy: "merge", reason: reasonOf(conflicts, [local, remote], base !== null), conflicts };
  }
};

const reasonOf = (
  conflicts: readonly Conflict[],
  sides: readonly (Layout | null)[],
  hasBase: boolean,
): string => {
  const names = [...new Set(conflicts.map((conflict) => subject(conflict, sides)))];
  const shown = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES), "others"] : names;
  const what = new Intl.ListFormat("en", { type: "conjunction" }).format(shown);
  return hasBase
    ? `Both changed ${what}. Merging keeps everything else of both, and there what this device has.`
    : `What both started from isn't known, and they differ in ${what}. Merging keeps the widgets of both.`;
};

const MOST_NAMES = 3;

const subject = (conflict: Conflict, sides: readonly (Layout | null)[]): string => {
  if (conflict.kind === "columns") return "the number of columns";
  const { widgetId } = conflict;
  const widgets = sides.flatMap((side) => (side === null ? [] : FORMS.flatMap((form) => side[form])));
  const widget = widgets.find(({ id }) => id === widgetId);
  return widget === undefined ? widgetId : `“${nameOf(widget)}”`;
};

/**
 * One side as it is, or both together: three-way with a `base`, else the union by id. `conflicts` are those that are
 * left to decide, where the layout holds the local side.
 * @throws TypeError where a side is no open layout, or on another strategy.
 */
const resolveConflict = (
  local: Layout,
  remote: Layout,
  strategy: Strategy,
  base: Layout | null = null,
): Resolution => {
  expectLayouts({ local, remote, base });
  if (local === null || remote === null) throw new TypeError("widgetConflictResolver: it takes two layouts");
  if (!STRATEGIES.has(strategy))
    throw new TypeError(`widgetConflictResolver: ${JSON.stringify(strategy)} is not local, remote or merge`);
  const merged = merge({ base, mine: local, theirs: remote });
  return {
    layout: resolveWhole(merged, strategy),
    conflicts: strategy === "merge" ? merged.conflicts : [],
  };
};

const STRATEGIES: ReadonlySet<unknown> = new Set<Strategy>(["local", "remote", "merge"]);

const expectLayouts = (sides: Readonly<Record<string, unknown>>): void => {
  for (const [name, side] of Object.entries(sides)) {
    if (side !== null && !isLayout(side))
      throw new TypeError(`widgetConflictResolver: the ${name} layout is none, or one that is sealed`);
  }
};

export type ConflictResolver = {
  readonly detectConflict: typeof detectConflict;
  readonly suggestResolution: typeof suggestResolution;
  readonly resolveConflict: typeof resolveConflict;
};

/**
 * It has no state: one serves all, and a factory would have nothing to make.
 *
 * @example
 * const { strategy, reason } = widgetConflictResolver.suggestResolution(mine, theirs, myMeta, theirMeta, base);
 * const { layout, conflicts } = widgetConflictResolver.resolveConflict(mine, theirs, strategy, base);
 */
export const widgetConflictResolver: ConflictResolver = {
  detectConflict,
  suggestResolution,
  resolveConflict,
};
