/** What went wrong, by its code: what a person can do about it, and what is safe. */
import type { Failure } from "../../client/index.ts";

export type FailureTexts = Readonly<Record<Failure["code"], string>>;

/** A code that came later than this page has the server's own sentence, if it is one. */
export const failuresIn = (
  texts: FailureTexts,
  noReason: string,
): ((failure: { readonly code: string; readonly message: string }) => string) => {
  const byCode: ReadonlyMap<string, string> = new Map(Object.entries(texts));
  return ({ code, message }) => byCode.get(code) ?? (message.trim().includes(" ") ? message : noReason);
};
