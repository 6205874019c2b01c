/** Address parts, query parameters and keys, parsed once at the door. All throw Refusal `invalid-parameter`. */
import type { Context } from "hono";
import { Id } from "../layout/schema.ts";
import { Refusal } from "./problem.ts";

/** Of `limit`: from, to, and unless told. */
export const LIMIT = { least: 1, most: 100, unless: 20 } as const;
export const OPERATION_ID = /^[\x21-\x7e]{1,128}$/;
export const DELETED = ["false", "true"] as const;
export const ON_CONFLICT = ["reject", "merge"] as const;
export const HISTORY = ["none", "all"] as const;

export const layoutIdOf = (c: Context): string => layoutName(c.req.param("id"));

export const deviceIdOf = (c: Context): string => idOf(c, "A device's id");
export const tokenIdOf = (c: Context): string => idOf(c, "A token's id");

export const versionOf = (c: Context): number =>
  wholeNumber("The version", c.req.param("version") ?? "", { least: 1 });

/** Of a history: newest first, below `before`. */
export const pageOf = (c: Context): { readonly limit: number; readonly before: number } => ({
  limit: limitOf(c),
  before: wholeNumber("before", queryOf(c, "before") ?? String(Number.MAX_SAFE_INTEGER), { least: 1 }),
});

export type LayoutsPage = {
  readonly limit: number;
  readonly after: string | null;
  readonly deleted: boolean;
};

/** Of a user's layouts: by name, above `after`. */
export const layoutsPageOf = (c: Context): LayoutsPage => {
  const after = queryOf(c, "after");
  return {
    limit: limitOf(c),
    after: after === undefined ? null : layoutName(after),
    deleted: choiceOf(c, "deleted", DELETED) === "true",
  };
};

/** The version that changes are counted from; the one before unless told. */
export const sinceOf = (c: Context, version: number): number => {
  const since = queryOf(c, "since");
  if (since === undefined && version === 1) {
    throw new Refusal("invalid-parameter", "Nothing stands before version 1: name another version in since.");
  }
  return wholeNumber("since", since ?? String(version - 1), { least: 1 });
};

/** Who the call is meant for, where no header can say it. */
export const expectedUserOf = (c: Context): string | undefined => queryOf(c, "user");

/** One of a few words, the first of them unless told. */
export const choiceOf = <const T extends readonly [string, ...string[]]>(
  c: Context,
  name: string,
  choices: T,
): T[number] => {
  const wish = queryOf(c, name) ?? choices[0];
  const choice = choices.find((word) => word === wish);
  if (choice !== undefined) return choice;
  throw new Refusal("invalid-parameter", `${name} is ${choices.join(" or ")}.`);
};

export const operationIdOf = (c: Context): string | null => {
  const key = c.req.header("Idempotency-Key");
  if (key === undefined) return null;
  if (OPERATION_ID.test(key)) return key;
  throw new Refusal("invalid-parameter", "Idempotency-Key takes 1 to 128 visible ASCII characters.");
};

const idOf = (c: Context, what: string): string => parsedId(c.req.param("id"), what);

const layoutName = (name: string | undefined): string => parsedId(name, "A layout's name");

const parsedId = (id: string | undefined, what: string): string => {
  if (Id.safeParse(id).success && id !== undefined) return id;
  throw new Refusal("invalid-parameter", `${what} has 1 to 64 characters of A-Z a-z 0-9 _ . : -`);
};

const limitOf = (c: Context): number =>
  wholeNumber("limit", queryOf(c, "limit") ?? String(LIMIT.unless), LIMIT);

/** Two values of one name say two things; neither is guessed to be meant. */
const queryOf = (c: Context, name: string): string | undefined => {
  const [value, ...others] = c.req.queries(name) ?? [];
  if (others.length === 0) return value;
  throw new Refusal("invalid-parameter", `${name} is given more than once.`);
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
