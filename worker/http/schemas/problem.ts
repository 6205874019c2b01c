/** One schema per kind of failure, exact in status, code and title, with what that kind adds. */
import * as z from "zod/mini";
import { FAILURES, type FailureKind, type Problem } from "../../layout/wire.ts";
import { problemHead, type problems } from "../problem.ts";
import { conflictMembers } from "./conflict.ts";
import { named } from "./named.ts";
import { VersionNumber } from "./values.ts";

export const Issue = named(
  "Issue",
  "One fault of what was sent. `path` is a JSON Pointer (RFC 6901) into it.",
  () => z.object({ path: z.string(), code: z.string(), message: z.exactOptional(z.string()) }),
);

/** Members that a kind adds to what every problem has. */
const extras = () =>
  ({
    "invalid-parameter": { issues: z.exactOptional(z.array(Issue())) },
    "layout-invalid": { issues: z.array(Issue()) },
    "version-conflict": conflictMembers(),
    "history-damaged": { version: VersionNumber },
  }) satisfies Partial<Record<FailureKind, z.core.$ZodShape>>;

type Extras = ReturnType<typeof extras>;
type Status<K extends FailureKind> = (typeof problems)[K]["status"];

/** A failure of this kind, as a caller gets it. */
export type ProblemOf<K extends FailureKind> = Problem & {
  readonly code: K;
  readonly status: Status<K>;
} & (K extends keyof Extras ? z.infer<z.ZodMiniObject<Extras[K]>> : unknown);

export const problemName = (kind: FailureKind): string =>
  `${kind.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Problem`;

/** Registers them all, once: nobody but the document needs them. */
export const registerProblems = (): void => {
  if (isRegistered) return;
  isRegistered = true;
  for (const kind of FAILURES) named(problemName(kind), problemHead(kind).help, () => problemSchema(kind))();
};

let isRegistered = false;

const problemSchema = (kind: FailureKind) => {
  const { status, title } = problemHead(kind);
  const shapes: { readonly [K in FailureKind]?: z.core.$ZodShape } = extras();
  return z.object({
    type: z.literal(`/api/problems/${kind}`),
    title: z.literal(title),
    status: z.literal(status),
    detail: z.string().check(z.describe("What was wrong with this call, for people.")),
    code: z.literal(kind),
    requestId: z.string().check(z.describe("Finds the call in the server's logs.")),
    ...shapes[kind],
  });
};
