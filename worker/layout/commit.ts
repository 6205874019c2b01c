/**
 * Decides what a save does to a head. Pure and synchronous: the room reads, asks here, and writes what this says.
 *
 * The order of the questions is the law: the operation id before the base version, so that a replay is never a
 * false conflict; equal checksums before the base version, so that equal layouts are never one either.
 */
import { canonical, utf8Length } from "./canonical.ts";
import { type ChangeCounts, summarize, summarizeDiff } from "./diff.ts";
import type { Issue } from "./issues.ts";
import { validateLayout } from "./judge.ts";
import { EMPTY_LAYOUT } from "./limits.ts";
import { type Conflict, merge } from "./merge.ts";
import type { AnyLayout, Checksum, Layout } from "./schema.ts";
import { isSealed } from "./sealed.ts";
import type { ChangeType, VersionWithLayout } from "./wire.ts";

export type CurrentHead = {
  readonly version: number;
  readonly checksum: Checksum;
  readonly chain: string;
  /** Of the newest version, which is the head. Read once at most, and only to compare: it may have to be parsed. */
  readonly layout: AnyLayout;
};

/** A valid layout, and what whoever judged it found out on the way. */
export type ValidLayout = {
  readonly layout: AnyLayout;
  readonly checksum: Checksum;
  /** Of the canonical text, in UTF-8. */
  readonly bytes: number;
};

/** A save, parsed and valid. `base` is the version that it builds on; null where it creates the layout. */
export type Save = ValidLayout & {
  readonly base: number | null;
  readonly onConflict: "merge" | "reject";
  readonly changeType: ChangeType;
  readonly deviceId: string;
  readonly description?: string;
  readonly setAside?: ValidLayout;
  /** SHA-256 of all that the operation id stands for. */
  readonly fingerprint: string;
};

/** What an operation id did when it first came. */
export type PastOperation = {
  readonly fingerprint: string;
  readonly version: number;
  readonly checksum: Checksum;
  readonly changes: ChangeCounts;
};

export type CommitContext = {
  readonly now: string;
  readonly sha256: (text: string) => string;
  readonly past: PastOperation | null;
  /** The layout of version `save.base`, where a stale save is to be merged and it could be found. */
  readonly baseLayout: AnyLayout | null;
  /** Where there is no head: the last version of a layout that was deleted, after which it goes on. */
  readonly tombstone?: Link | null;
};

export type Outcome =
  | { readonly kind: "replayed"; readonly past: PastOperation }
  | { readonly kind: "mismatch" }
  | { readonly kind: "missing" }
  | { readonly kind: "exists"; readonly head: CurrentHead }
  | { readonly kind: "unchanged"; readonly head: CurrentHead }
  | { readonly kind: "conflict"; readonly head: CurrentHead; readonly conflicts: readonly Conflict[] }
  /** Two valid layouts that merge without a clash into one that breaks a rule. Nobody can choose that away. */
  | { readonly kind: "invalid"; readonly head: CurrentHead; readonly issues: readonly Issue[] }
  | { readonly kind: "created" | "saved" | "merged"; readonly versions: NewVersions };

/** The new head last; before it the side that was set aside, if there is one. */
export type NewVersions = readonly [VersionWithLayout] | readonly [VersionWithLayout, VersionWithLayout];

export const commit = (head: CurrentHead | null, save: Save, context: CommitContext): Outcome => {
  const { past } = context;
  if (past !== null)
    return past.fingerprint === save.fingerprint ? { kind: "replayed", past } : { kind: "mismatch" };
  if (head === null) {
    if (save.base !== null) return { kind: "missing" };
    // No number is given twice: a device that was away must not take a new layout for the one that it knew.
    const step = { head: context.tombstone ?? null, before: EMPTY_LAYOUT, after: save, save };
    return { kind: "created", versions: append(step, context) };
  }
  if (save.setAside === undefined && save.checksum === head.checksum) return { kind: "unchanged", head };
  if (save.base === null) return { kind: "exists", head };
  if (save.base === head.version)
    return { kind: "saved", versions: append({ head, before: head.layout, after: save, save }, context) };
  return commitStale(head, save, context);
};

const commitStale = (head: CurrentHead, save: Save, context: CommitContext): Outcome => {
  // What is sealed can't be looked into here: the device that has the key merges.
  const unmerged: Outcome = { kind: "conflict", head, conflicts: [] };
  const { layout: mine } = save;
  if (isSealed(mine)) return unmerged;
  const theirs = head.layout;
  if (isSealed(theirs)) return unmerged;
  // Sealed widget by widget since: what is open in the one would come to lie open in the other.
  if (hasSealed(mine) !== hasSealed(theirs)) return unmerged;
  const base = context.baseLayout === null || isSealed(context.baseLayout) ? null : context.baseLayout;
  const { layout, conflicts } = merge({ base, mine, theirs });
  const merges = save.onConflict === "merge" && save.setAside === undefined && base !== null;
  if (!merges || conflicts.length > 0) return { kind: "conflict", head, conflicts };
  const { valid, errors } = validateLayout(layout);
  if (!valid) return { kind: "invalid", head, issues: errors };
  const after = layout === mine ? save : measured(layout, context);
  if (after.checksum === head.checksum) return { kind: "unchanged", head };
  return { kind: "merged", versions: append({ head, before: theirs, after, save }, context) };
};

const hasSealed = ({ desktop, mobile }: Layout): boolean =>
  [...desktop, ...mobile].some(({ sealed }) => sealed !== undefined);

/** The one layout that nobody has judged before. */
const measured = (layout: AnyLayout, { sha256 }: CommitContext): ValidLayout => {
  const text = canonical(layout);
  return { layout, checksum: sha256(text) as Checksum, bytes: utf8Length(text) };
};

type Step = {
  readonly head: Link | null;
  readonly before: AnyLayout;
  readonly after: ValidLayout;
  readonly save: Save;
};
export type Link = { readonly version: number; readonly chain: string };

const append = (step: Step, context: CommitContext): NewVersions => {
  const { setAside } = step.save;
  if (setAside === undefined) return [next(step, context)];
  const aside = next({ ...step, after: setAside }, context, true);
  return [aside, next({ ...step, head: aside }, context)];
};

const next = (
  { head, before, after: { layout, checksum, bytes }, save }: Step,
  { now, sha256 }: CommitContext,
  setAside = false,
): VersionWithLayout => {
  const version = (head?.version ?? 0) + 1;
  const { deviceId, changeType } = save;
  return {
    version,
    checksum,
    chain: chainOf({ previous: head?.chain ?? "", version, checksum, deviceId, createdAt: now }, sha256),
    ...(save.description === undefined || setAside ? {} : { description: save.description }),
    changeType,
    deviceId,
    createdAt: now,
    pinned: false,
    setAside,
    changes: countChanges(before, layout),
    bytes,
    layout,
  };
};

/** Nothing can be said of what a seal covers: then all counts are 0. */
const countChanges = (before: AnyLayout, layout: AnyLayout): ChangeCounts =>
  isSealed(before) || isSealed(layout) ? summarize([]) : summarizeDiff(before, layout);

/** Ties a version to all before it. `previous` is empty for the first. */
export const chainOf = (
  link: { previous: string; version: number; checksum: string; deviceId: string; createdAt: string },
  sha256: (text: string) => string,
): string => sha256(canonical([link.previous, link.version, link.checksum, link.deviceId, link.createdAt]));
