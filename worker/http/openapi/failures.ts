/** Failures as responses: one per status and set of kinds, each kind with its schema and an example. */
import { FAILURES, type FailureKind } from "../../layout/wire.ts";
import { conflictExample } from "../operations/examples.ts";
import { problemHead } from "../problem.ts";
import { problemName } from "../schemas/problem.ts";
import { headersOf } from "./headers.ts";
import { refToNamed } from "./json-schema.ts";
import type { JsonSchema, MediaType, Ref, Reply } from "./types.ts";

/** What else may come, from any address: kinds that are about the call and not about the operation. */
export const ANY_FAILURE = "AnyProblem";

/** By status; the responses that they refer to are put into `responses`. */
export const failuresOf = (
  kinds: readonly FailureKind[],
  responses: Map<string, Reply>,
): Record<string, Ref> => {
  const byStatus = Map.groupBy(new Set(kinds), (kind) => String(problemHead(kind).status));
  const own = [...byStatus].map(([status, some]) => [status, shared(some, responses)] as const);
  return { ...Object.fromEntries(own), "4XX": { $ref: `#/components/responses/${ANY_FAILURE}` } };
};

const shared = (kinds: readonly FailureKind[], responses: Map<string, Reply>): Ref => {
  const inOrder = FAILURES.filter((kind) => kinds.includes(kind));
  const name = inOrder.join("_or_");
  if (!responses.has(name)) responses.set(name, replyOf(inOrder));
  return { $ref: `#/components/responses/${name}` };
};

const replyOf = (kinds: readonly FailureKind[]): Reply => ({
  description: kinds.map((kind) => `**${kind}**: ${problemHead(kind).help}`).join("\n\n"),
  headers: headersOf([], headersBy(kinds)),
  content: contentOf(kinds, schemaOf(kinds)),
});

export const anyFailure = (): Reply => ({
  description:
    "Any other problem, such as `method-not-allowed` with an `Allow` header. `/api/problems` explains all of them.",
  headers: headersOf([], { Allow: "Allow", ETag: "ETag-if-known" }),
  content: contentOf(FAILURES, refToNamed("Problem")),
});

/** Every kind. */
export const anyProblem = (): JsonSchema => ({
  description: "Every failure, as application/problem+json (RFC 9457), told apart by `code`.",
  ...schemaOf(FAILURES),
});

const contentOf = (kinds: readonly FailureKind[], schema: JsonSchema): Record<string, MediaType> => ({
  "application/problem+json": {
    schema,
    examples: Object.fromEntries(kinds.map((kind) => [kind, { $ref: `#/components/examples/${kind}` }])),
  },
});

const schemaOf = (kinds: readonly FailureKind[]): JsonSchema => {
  const refs = kinds.map((kind) => [kind, refToNamed(problemName(kind))] as const);
  const [only] = refs;
  if (refs.length === 1 && only !== undefined) return only[1];
  const mapping = Object.fromEntries(refs.map(([kind, { $ref }]) => [kind, $ref]));
  return { oneOf: refs.map(([, ref]) => ref), discriminator: { propertyName: "code", mapping } };
};

const WITH_VERSION: readonly FailureKind[] = ["version-conflict", "layout-exists", "layout-invalid"];
/** Of these statuses the caller is told when to come back. */
const PASSING: readonly number[] = [429, 503];

const headersBy = (kinds: readonly FailureKind[]) => ({
  ...(kinds.some((kind) => WITH_VERSION.includes(kind)) ? ({ ETag: "ETag-if-known" } as const) : {}),
  ...(kinds.some((kind) => PASSING.includes(problemHead(kind).status))
    ? ({ "Retry-After": "Retry-After" } as const)
    : {}),
  ...(kinds.includes("upgrade-required") ? ({ Upgrade: "Upgrade" } as const) : {}),
});

export const failureExamples = () =>
  Object.fromEntries(
    FAILURES.map((kind) => {
      const { title, help } = problemHead(kind);
      return [kind, { summary: title, value: { ...exampleHead(kind), detail: help, ...examples[kind] } }];
    }),
  );

const exampleHead = (kind: FailureKind) => {
  const { status, title } = problemHead(kind);
  const requestId = "0b9c7f5e-6a1d-4f53-8a6e-2f4d9c1b7e30";
  return { type: `/api/problems/${kind}`, title, status, code: kind, requestId };
};

/** What some kinds add. */
const examples: { readonly [K in FailureKind]?: object } = {
  "invalid-parameter": { issues: [{ path: "/keep", code: "too_small" }] },
  "layout-invalid": {
    issues: [{ path: "/desktop/0/x", code: "shape", message: "This must be at least 0." }],
  },
  "version-conflict": conflictExample,
  "history-damaged": { version: 7 },
};
