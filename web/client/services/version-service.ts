/** Versions: describes what would become one, compares two, and goes back to or thins those that the server keeps. */
import { canonical, utf8Length } from "../../../worker/layout/canonical.ts";
import { checksum } from "../../../worker/layout/checksum.ts";
import { type Change, type ChangeCounts, diff, summarize } from "../../../worker/layout/diff.ts";
import { EMPTY_LAYOUT, LIMITS } from "../../../worker/layout/limits.ts";
import type { Checksum, Layout } from "../../../worker/layout/schema.ts";
import type { ChangeType, Only, Pruned } from "../../../worker/layout/wire.ts";
import { isLayout } from "../is-layout.ts";
import type { Failure, Undo } from "../state.ts";
import { changesInWords } from "./changes-in-words.ts";
import { type Result, refuse, type VersionKeeper } from "./ports.ts";

export type Comparison = {
  /** All that it takes to make the one of the other: `applyChanges(previous, changes)` is `current`. */
  readonly changes: readonly Change[];
  /** Widgets, by what became of them. */
  readonly counts: ChangeCounts;
  /** For a person: "Added Clock, moved Notes". */
  readonly summary: string;
};

/** As the server's history lists a version, less what only a save gives: its number, time, device and chain. */
export type VersionRecord = Comparison & {
  readonly changeType: ChangeType;
  readonly description?: string;
  readonly checksum: Checksum;
  /** Of the canonical layout, in UTF-8. */
  readonly bytes: number;
};

type Told<T> = Promise<Result<T, Failure["code"]>>;

export type VersionService = {
  /**
   * What `current` would be as a version, against the version before; null where there is none. It saves nothing:
   * that is `saveLayout(userId, layout, { description, changeType })`. Descriptions have at most 500 characters.
   * Failures: `layout-invalid`, `invalid-parameter`.
   */
  readonly createVersion: (
    current: Layout,
    previous: Layout | null,
    changeType?: ChangeType,
    description?: string,
  ) => Told<VersionRecord>;

  /** @throws TypeError where one of them is no open layout. */
  readonly compareVersions: (previous: Layout | null, current: Layout) => Comparison;

  /**
   * Restores a version as a new one, all of it or what `only` says; what comes back takes that back. `layoutId` is
   * the one that the manager keeps. Failures: `layout-not-found`, `invalid-parameter`, and those of the manager.
   */
  readonly rollbackToVersion: (
    layoutId: string,
    version: number,
    options?: { readonly only?: Only },
  ) => Told<Undo | null>;

  /**
   * Thins the history on the server to `keep` versions, 1 to 10000; pinned ones stay, if they are more. What goes
   * is gone for good. Failures: as above.
   */
  readonly cleanupOldVersions: (layoutId: string, keep: number) => Told<Pruned>;
};

/**
 * @example
 * const { summary } = widgetVersionService.compareVersions(older, newer); // "Moved Clock, edited Notes"
 * const cleaned = await widgetVersionService.cleanupOldVersions("main", 20);
 * if (!cleaned.ok) showToast(cleaned.failure.message);
 */
export const createVersionService = (manager: VersionKeeper): VersionService => ({
  createVersion,
  compareVersions,
  rollbackToVersion: async (layoutId, version, options) => {
    if (layoutId !== manager.layoutId) return notKept(layoutId);
    if (!isWhole(version, Number.MAX_SAFE_INTEGER))
      return refuse("invalid-parameter", "Versions are whole numbers from 1 on.");
    return manager.rollbackToVersion(version, options);
  },
  cleanupOldVersions: async (layoutId, keep) => {
    if (layoutId !== manager.layoutId) return notKept(layoutId);
    if (!isWhole(keep, LIMITS.versions))
      return refuse("invalid-parameter", `A history can be told to keep 1 to ${LIMITS.versions} versions.`);
    return manager.pruneVersions(keep);
  },
});

const createVersion: VersionService["createVersion"] = async (
  current,
  previous,
  changeType = "manual",
  description,
) => {
  if (!isLayout(current) || (previous !== null && !isLayout(previous)))
    return refuse("layout-invalid", "This is no layout, or one that is sealed.");
  if (!TYPES.has(changeType)) return refuse("invalid-parameter", "There is no such type of change.");
  if (description !== undefined && !isDescription(description))
    return refuse("invalid-parameter", `Descriptions have at most ${LIMITS.descriptionLength} characters.`);
  try {
    return {
      ok: true,
      value: {
        ...compareVersions(previous, current),
        ...{ changeType, checksum: await checksum(current), bytes: utf8Length(canonical(current)) },
        ...(description === undefined ? {} : { description }),
      },
    };
  } catch {
    // The canonical text is where values show that no JSON carries.
    return refuse("layout-invalid", "This layout holds something that can't be saved.");
  }
};

const compareVersions: VersionService["compareVersions"] = (previous, current) => {
  if (!isLayout(current) || (previous !== null && !isLayout(previous)))
    throw new TypeError("compareVersions: this is no layout, or one that is sealed");
  const before = previous ?? EMPTY_LAYOUT;
  const changes = diff(before, current);
  return { changes, counts: summarize(changes), summary: changesInWords(changes, before, current) };
};

// Not from wire.ts, which brings all schemas with it.
const TYPES: ReadonlySet<unknown> = new Set<ChangeType>([
  "manual",
  "auto",
  "migration",
  "conflict_resolution",
]);

const isDescription = (value: unknown): boolean =>
  typeof value === "string" && value.length <= LIMITS.descriptionLength && value.isWellFormed();

const isWhole = (value: unknown, most: number): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;

const notKept = (layoutId: string): Result<never, "layout-not-found"> =>
  refuse("layout-not-found", `The dashboard that is kept here is not ${JSON.stringify(layoutId)}.`);
