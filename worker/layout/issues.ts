/** Faults in a person's terms: each with its place (a JSON Pointer, RFC 6901), a stable code and a sentence. */
import type * as z from "zod/mini";
import type { Widget } from "./schema.ts";

export type Issue = {
  readonly path: string;
  readonly code: ErrorCode | WarningCode;
  readonly message: string;
};
export type ErrorCode = "shape" | "bounds" | "duplicate-id" | "limit" | "config";
export type WarningCode = "overlap" | "unknown-type" | "off-screen" | "empty-title";
export type Validation = {
  readonly valid: boolean;
  /** These refuse the value. */
  readonly errors: readonly Issue[];
  /** These only inform. */
  readonly warnings: readonly Issue[];
};

/** Beyond this many faults the rest is the same fault again; a reply must stay small. */
const MOST_ISSUES = 100;

export type Found = ReturnType<typeof collector>;

export const collector = () => {
  const errors: Issue[] = [];
  const warnings: Issue[] = [];
  const push = (list: Issue[], issue: Issue) => list.length < MOST_ISSUES && list.push(issue);
  return {
    error: (path: string, code: ErrorCode, message: string) => push(errors, { path, code, message }),
    warning: (path: string, code: WarningCode, message: string) => push(warnings, { path, code, message }),
    clean: () => errors.length === 0,
    /** Whoever goes on looking now looks for nothing. */
    full: () => errors.length === MOST_ISSUES,
    fullOfWarnings: () => warnings.length === MOST_ISSUES,
    result: (): Validation => ({ valid: errors.length === 0, errors, warnings }),
  };
};

/** What a sentence calls a widget. */
export const nameOf = ({ title, id }: Pick<Widget, "title" | "id">): string => title?.trim() || id;

/** Reports what a schema found, at most as much as fits. */
export const report = (
  issues: readonly z.core.$ZodIssue[],
  base: string,
  code: ErrorCode,
  found: Found,
): void => {
  for (const issue of issues.slice(0, MOST_ISSUES))
    found.error(pointer(base, issue.path), code, sentence(issue));
};

export const pointer = (base: string, path: readonly PropertyKey[]): string =>
  base + path.map((part) => `/${short(String(part)).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

export const unknownKeys = (keys: readonly string[]): string => `Unknown: ${keys.map(short).join(", ")}.`;

/** Of a text that somebody else wrote, as much as a reply has room for. */
const short = (text: string): string => text.slice(0, 64).toWellFormed();

const sentence = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case "invalid_type":
      return `This must be ${article[issue.expected] ?? issue.expected}.`;
    case "too_small":
      return isNumber(issue.origin)
        ? `This must be at least ${issue.minimum}.`
        : `This is shorter than ${issue.minimum}.`;
    case "too_big":
      return isNumber(issue.origin)
        ? `This must be at most ${issue.maximum}.`
        : `This is longer than ${issue.maximum}.`;
    case "unrecognized_keys":
      return unknownKeys(issue.keys.slice(0, 5));
    case "invalid_value":
      return `This must be one of: ${issue.values.slice(0, 20).map(String).map(short).join(", ")}.`;
    case "invalid_format":
      return "This is not written in a form that can be kept here.";
    case "custom":
      return ownSentence(issue.params) ?? CANT_BE_KEPT;
    default:
      return CANT_BE_KEPT;
  }
};

const CANT_BE_KEPT = "This can't be kept.";

/** A schema may bring words of its own, as `params.sentence`; the message beside it is no sentence for a person. */
const ownSentence = (params: Readonly<Record<string, unknown>> | undefined): string | undefined => {
  const sentence = params?.["sentence"];
  return typeof sentence === "string" && sentence !== "" ? sentence.slice(0, 200).toWellFormed() : undefined;
};

const isNumber = (origin: string): boolean => origin === "number" || origin === "int";

const article: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};
