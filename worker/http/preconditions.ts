/** Conditional requests (RFC 9110, section 13): what a write builds on, and what a reader has already. */
import type { Context } from "hono";
import { Refusal } from "./problem.ts";

// A weak tag names the same version: proxies weaken ours when they compress a reply.
export const VERSION_TAG = /^(?:W\/)?"([1-9]\d{0,14})"$/;

/** A version as a strong ETag. */
export const etag = (version: number): string => `"${version}"`;

/**
 * The version that a write builds on, null where it creates the layout.
 * @throws Refusal `precondition-required` without one, `invalid-parameter` for one that names no single version.
 */
export const baseOf = (c: Context): number | null => {
  const noneMatch = c.req.header("If-None-Match");
  if (noneMatch === undefined) return headOf(c, ", or If-None-Match: * to create");
  if (c.req.header("If-Match") !== undefined) {
    throw new Refusal("invalid-parameter", "Send If-Match or If-None-Match, not both.");
  }
  if (noneMatch.trim() === "*") return null;
  throw new Refusal("invalid-parameter", "A write knows If-None-Match only as *, to create a layout.");
};

/**
 * As `baseOf`, for what can only be done to a layout that is there.
 * @throws Refusal, as `baseOf`.
 */
export const presentBaseOf = (c: Context): number => {
  if (c.req.header("If-None-Match") === undefined) return headOf(c);
  throw new Refusal("invalid-parameter", 'This takes If-Match: "<version>", and no If-None-Match.');
};

const headOf = (c: Context, otherwise = ""): number => {
  const match = c.req.header("If-Match");
  if (match === undefined) {
    throw new Refusal("precondition-required", `Send If-Match: "<version>"${otherwise}.`);
  }
  const version = versionIn(match);
  if (version !== null) return version;
  throw new Refusal("invalid-parameter", 'If-Match takes one version as an ETag, as in If-Match: "12".');
};

/** Versions that the reader has already; `*` is any that there is. */
export const knownVersions = (c: Context): readonly number[] | "any" => {
  const tags = knownTags(c);
  return tags === "any" ? "any" : tags.flatMap((tag) => versionIn(tag) ?? []);
};

/** Whether the reader has what this tag names. */
export const isKnown = (c: Context, tag: string): boolean => {
  const tags = knownTags(c);
  return tags === "any" || tags.some((known) => known.replace(/^W\//, "") === tag);
};

// None of our tags has a comma in it, so that a comma always parts two.
const knownTags = (c: Context): readonly string[] | "any" => {
  const header = (c.req.header("If-None-Match") ?? "").trim();
  return header === "*" ? "any" : header.split(",").map((tag) => tag.trim());
};

const versionIn = (tag: string): number | null => {
  const digits = VERSION_TAG.exec(tag.trim())?.[1];
  return digits === undefined ? null : Number(digits);
};
