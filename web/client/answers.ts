/** Answers of the server, as a person's program wants them: a value, or a failure with a sentence. */
import type { LoadOutcome, NoAnswer, ReadOutcome, Refusal, SignedOut } from "../offline/remote.ts";
import { SIGNED_OUT } from "./failure.ts";
import type { Answer, Failure } from "./state.ts";
import { UNREACHABLE } from "./unreachable.ts";

export const toAnswer = <T>(outcome: ReadOutcome<T>): Answer<T> =>
  outcome.kind === "found" ? { ok: true, value: outcome.value } : { ok: false, failure: toFailure(outcome) };

/** Null where the server answered, whatever it has. */
export const failureOf = (outcome: LoadOutcome): Failure | null =>
  outcome.kind === "no-answer" || outcome.kind === "refused" || outcome.kind === "signed-out"
    ? toFailure(outcome)
    : null;

const toFailure = (outcome: Refusal | NoAnswer | SignedOut): Failure => {
  switch (outcome.kind) {
    case "no-answer":
      return UNREACHABLE;
    case "signed-out":
      return SIGNED_OUT;
    case "refused":
      return { code: outcome.code, message: outcome.detail };
  }
};
