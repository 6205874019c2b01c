/**
 * The schema of an embedder's own widget type, made total: whatever it does, judging a config ends in issues. Takes
 * any schema of Zod 4 and any other that keeps to Standard Schema (standardschema.dev, version 1).
 */
import * as z from "zod/mini";
import type { ConfigSchema } from "../../../worker/layout/catalog.ts";
import { fits } from "../../../worker/layout/fits.ts";

/** Judges at once: an answer that comes later counts as none. What it makes of a value is not used. */
export type StandardSchema = {
  readonly "~standard": { readonly validate: (value: unknown) => unknown };
};

export type EmbedderSchema = ConfigSchema | StandardSchema;

export const isSchema = (value: unknown): value is EmbedderSchema => isZod(value) || isStandard(value);

export const totalSchema = (schema: EmbedderSchema): ConfigSchema =>
  z.unknown().check(({ value, issues }) => {
    for (const issue of judge(schema, value)) {
      const words = issue.code === "custom" ? { params: { sentence: issue.message } } : {};
      // Of some issues the input must be a text: it is, as they were found in one.
      issues.push({ ...issue, ...words, input: value } as z.core.$ZodRawIssue);
    }
  });

const judge = (schema: EmbedderSchema, value: unknown): readonly z.core.$ZodIssue[] => {
  try {
    if (!isZod(schema)) return standardIssues(schema["~standard"].validate(value));
    return fits(schema, value) ? [] : (z.safeParse(schema, value).error?.issues ?? []);
  } catch {
    return [fault("The schema of this type failed, so nobody can say whether this is right.")];
  }
};

const standardIssues = (answer: unknown): readonly z.core.$ZodIssue[] => {
  if (!isObject(answer)) return [fault("The schema of this type gave no answer.")];
  if (typeof answer["then"] === "function") {
    Promise.resolve(answer).catch(() => undefined); // Nobody waits for it.
    return [fault("The schema of this type takes its time; it must answer at once.")];
  }
  const { issues } = answer;
  if (issues === undefined) return [];
  if (!Array.isArray(issues) || issues.length === 0) return [fault("")];
  return issues.map((issue) => (isObject(issue) ? fault(issue["message"], issue["path"]) : fault("")));
};

const fault = (message: unknown, path?: unknown): z.core.$ZodIssue => ({
  ...{ code: "custom", input: undefined },
  path: Array.isArray(path) ? path.map(stepOf).filter(isStep) : [],
  message: typeof message === "string" ? message : "",
});

/** A step is a key, or an object that has one. */
const stepOf = (step: unknown): unknown => (isObject(step) ? step["key"] : step);

const isStep = (step: unknown): step is string | number =>
  typeof step === "string" || typeof step === "number";

const isZod = (value: unknown): value is ConfigSchema => isObject(value) && "_zod" in value;

const isStandard = (value: unknown): value is StandardSchema => {
  const standard = (typeof value === "function" || isObject(value)) && Reflect.get(value, "~standard");
  return isObject(standard) && typeof standard["validate"] === "function";
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
