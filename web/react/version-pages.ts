/** Pages of versions put together: newest first, without a gap that nobody knows of. Pure. */
import type { Version, VersionPage } from "../client/index.ts";

export type VersionPages = {
  readonly versions: readonly Version[];
  /** Where the next page ends; null where there is none. */
  readonly next: number | null;
  /** The archive could not be asked for one of the pages: it may have more than that said. */
  readonly incomplete: boolean;
};

export const NO_PAGES: VersionPages = { versions: [], next: null, incomplete: false };

/** What is loaded, with a page of what is below `before`; a first page where that is undefined. */
export const withPage = (known: VersionPages, page: VersionPage, before?: number): VersionPages => {
  if (page.incomplete) return beside(known, page, before);
  // What came without the archive may have gaps anywhere: it is not built upon.
  if (before === undefined && known.incomplete) return { ...NO_PAGES, ...page };
  const { next } = page;
  // Of what is this new and not below `before` the page says all there is.
  const from = next ?? 0;
  // More than a page came at once: what lies between is not loaded.
  if (!known.versions.some(({ version }) => version >= from)) return { ...NO_PAGES, ...page };
  const newer = known.versions.filter(({ version }) => before !== undefined && version >= before);
  const older = known.versions.filter(({ version }) => version < from);
  return {
    versions: [...newer, ...page.versions, ...older],
    next: older.length === 0 ? next : known.next,
    incomplete: known.incomplete,
  };
};

/** With another name of one of them. */
export const withVersion = (known: VersionPages, version: Version): VersionPages => ({
  ...known,
  versions: known.versions.map((one) => (one.version === version.version ? version : one)),
});

/** Nothing is given up for not being on a page that the archive had no part in. */
const beside = (known: VersionPages, { versions, next }: VersionPage, before?: number): VersionPages => {
  const byNumber = new Map([...known.versions, ...versions].map((one) => [one.version, one]));
  const all = [...byNumber.values()].sort((a, b) => b.version - a.version);
  // Older ones that are loaded know where to go on.
  const goesOn = before !== undefined || all.length === versions.length;
  return { versions: all, next: goesOn ? next : known.next, incomplete: true };
};
