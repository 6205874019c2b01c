/** Answers of the server, as a person's program wants them: a value, or a failure with a sentence. */
import type { NoAnswer, ReadOutcome, Refusal, SignedOut } from "../offline/remote.ts";
import type { Answer, Failure } from "./state.ts";

export const toAnswer = <T>(outcome: ReadOutcome<T>): Answer<T> =>
  outcome.kind === "found" ? { ok: true, value: outcome.value } : { ok: false, failure: toFailure(outcome) };

const toFailure = (outcome: Refusal | NoAnswer | SignedOut): Failure => {
  switch (outcome.kind) {
    case "no-answer":
      return { code: "unreachable", message: "The server can't be reached right now." };
    case "signed-out":
      return { code: "unauthenticated", message: "You are signed out." };
    case "refused":
      return { code: outcome.code, message: outcome.detail };
  }
};
