/**
 * Decides what a save does to a head. Pure and synchronous: the room reads, asks here, and writes what this says.
 *
 * The order of the questions is the law: the operation id before the base version, so that a replay is never a
 * false conflict; equal checksums before the base version, so that equal layouts are never one either.
 */
import { canonical, utf8Length } from "./canonical.ts";
import { type ChangeCounts, diff, summarize } from "./diff.ts";
import type { Issue } from "./issues.ts";
import { validateLayout } from "./judge.ts";
import { EMPTY_LAYOUT } from "./limits.ts";
import { type Conflict, merge } from "./merge.ts";
import type { AnyLayout, Checksum } from "./schema.ts";
import { isSealed } from "./sealed.ts";
import type { ChangeType, VersionWithLayout } from "./wire.ts";

export type CurrentHead = {
  readonly version: number;
  readonly checksum: Checksum;
  readonly chain: string;
  /** Of the newest version, which is the head. */
  readonly layout: AnyLayout;
};

/** A save, parsed and valid. `base` is the version that it builds on; null where it creates the layout. */
export type Save = {
  readonly layout: AnyLayout;
  readonly base: number | null;
  readonly onConflict: "merge" | "reject";
  readonly changeType: ChangeType;
  readonly deviceId: string;
  readonly description?: string;
  readonly setAside?: AnyLayout;
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
    return save.base === null
      ? { kind: "created", versions: append(null, save, save.layout, context) }
      : { kind: "missing" };
  }
  if (save.setAside === undefined && checksumOf(save.layout, context) === head.checksum)
    return { kind: "unchanged", head };
  if (save.base === null) return { kind: "exists", head };
  if (save.base === head.version)
    return { kind: "saved", versions: append(head, save, save.layout, context) };
  return commitStale(head, save, context);
};

const commitStale = (head: CurrentHead, save: Save, context: CommitContext): Outcome => {
  // What is sealed can't be looked into here: the device that has the key merges.
  if (isSealed(save.layout) || isSealed(head.layout)) return { kind: "conflict", head, conflicts: [] };
  const base = context.baseLayout === null || isSealed(context.baseLayout) ? null : context.baseLayout;
  const { layout, conflicts } = merge({ base, mine: save.layout, theirs: head.layout });
  const merges = save.onConflict === "merge" && save.setAside === undefined && base !== null;
  if (!merges || conflicts.length > 0) return { kind: "conflict", head, conflicts };
  const { valid, errors } = validateLayout(layout);
  if (!valid) return { kind: "invalid", head, issues: errors };
  if (checksumOf(layout, context) === head.checksum) return { kind: "unchanged", head };
  return { kind: "merged", versions: append(head, save, layout, context) };
};

const append = (
  head: CurrentHead | null,
  save: Save,
  layout: AnyLayout,
  context: CommitContext,
): NewVersions => {
  const before = head?.layout ?? EMPTY_LAYOUT;
  if (save.setAside === undefined) return [next(head, save, { layout, before, setAside: false }, context)];
  const aside = next(head, save, { layout: save.setAside, before, setAside: true }, context);
  return [aside, next(aside, save, { layout, before, setAside: false }, context)];
};

const next = (
  previous: { readonly version: number; readonly chain: string } | null,
  save: Save,
  {
    layout,
    before,
    setAside,
  }: { readonly layout: AnyLayout; readonly before: AnyLayout; readonly setAside: boolean },
  { now, sha256 }: CommitContext,
): VersionWithLayout => {
  const text = canonical(layout);
  const version = (previous?.version ?? 0) + 1;
  const checksum = sha256(text) as Checksum;
  const { deviceId, changeType } = save;
  return {
    version,
    checksum,
    chain: chainOf({ previous: previous?.chain ?? "", version, checksum, deviceId, createdAt: now }, sha256),
    ...(save.description === undefined || setAside ? {} : { description: save.description }),
    changeType,
    deviceId,
    createdAt: now,
    pinned: false,
    setAside,
    changes: countChanges(before, layout),
    bytes: utf8Length(text),
    layout,
  };
};

/** Nothing can be said of what a seal covers: then all counts are 0. */
const countChanges = (before: AnyLayout, layout: AnyLayout): ChangeCounts =>
  summarize(isSealed(before) || isSealed(layout) ? [] : diff(before, layout));

/** Ties a version to all before it. `previous` is empty for the first. */
export const chainOf = (
  link: { previous: string; version: number; checksum: string; deviceId: string; createdAt: string },
  sha256: (text: string) => string,
): string => sha256(canonical([link.previous, link.version, link.checksum, link.deviceId, link.createdAt]));

const checksumOf = (layout: AnyLayout, { sha256 }: CommitContext): string => sha256(canonical(layout));
