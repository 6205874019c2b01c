/** Headers, address parts and query parameters, parsed once at the door. */
import type { Context } from "hono";
import { Id } from "../layout/schema.ts";
import { Refusal } from "./problem.ts";

/** @throws Refusal `invalid-parameter`. */
export const layoutIdOf = (c: Context): string => {
  const id = c.req.param("id");
  if (Id.safeParse(id).success && id !== undefined) return id;
  throw new Refusal("invalid-parameter", "A layout's name has 1 to 64 characters of A-Z a-z 0-9 _ . : -");
};

/** @throws Refusal `invalid-parameter`. */
export const versionOf = (c: Context): number =>
  wholeNumber("The version", c.req.param("version") ?? "", { least: 1 });

/** @throws Refusal `invalid-parameter`. */
export const pageOf = (c: Context): { readonly limit: number; readonly before: number } => ({
  limit: wholeNumber("limit", c.req.query("limit") ?? "20", { least: 1, most: 100 }),
  before: wholeNumber("before", c.req.query("before") ?? String(Number.MAX_SAFE_INTEGER), { least: 1 }),
});

/**
 * The version that a write builds on, null where it creates the layout.
 * @throws Refusal `precondition-required` without one, `invalid-parameter` for one that names no single version.
 */
export const baseOf = (c: Context): number | null => {
  const match = c.req.header("If-Match");
  const noneMatch = c.req.header("If-None-Match");
  if (match !== undefined && noneMatch !== undefined) {
    throw new Refusal("invalid-parameter", "Send If-Match or If-None-Match, not both.");
  }
  if (noneMatch !== undefined) {
    if (noneMatch.trim() === "*") return null;
    throw new Refusal("invalid-parameter", "A write knows If-None-Match only as *, to create a layout.");
  }
  if (match === undefined) {
    throw new Refusal("precondition-required", 'Send If-Match: "<version>", or If-None-Match: * to create.');
  }
  const version = etagVersion(match);
  if (version === null) {
    throw new Refusal("invalid-parameter", 'If-Match takes one version as an ETag, as in If-Match: "12".');
  }
  return version;
};

/** What If-None-Match of a read names; `*` is any version there is. */
export const knownVersions = (c: Context): readonly number[] | "any" => {
  const header = c.req.header("If-None-Match") ?? "";
  return header.trim() === "*" ? "any" : header.split(",").flatMap((tag) => etagVersion(tag) ?? []);
};

/** @throws Refusal `invalid-parameter`. */
export const operationIdOf = (c: Context): string | null => {
  const key = c.req.header("Idempotency-Key");
  if (key === undefined) return null;
  if (/^[\x21-\x7e]{1,128}$/.test(key)) return key;
  throw new Refusal("invalid-parameter", "Idempotency-Key takes 1 to 128 visible ASCII characters.");
};

export const onConflictOf = (c: Context): "merge" | "reject" => {
  const wish = c.req.query("onConflict") ?? "reject";
  if (wish === "merge" || wish === "reject") return wish;
  throw new Refusal("invalid-parameter", "onConflict is merge or reject.");
};

export const etag = (version: number): string => `"${version}"`;

// A weak tag names the same version: proxies weaken ours when they compress a reply.
const etagVersion = (tag: string): number | null => {
  const digits = /^\s*(?:W\/)?"([1-9]\d{0,14})"\s*$/.exec(tag)?.[1];
  return digits === undefined ? null : Number(digits);
};

const wholeNumber = (
  name: string,
  text: string,
  { least, most = Number.MAX_SAFE_INTEGER }: { readonly least: number; readonly most?: number },
): number => {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new Refusal("invalid-parameter", `${name} must be a whole number from ${least} to ${most}.`);
};
