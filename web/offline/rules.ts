/** What takes the rules of merging. A page loads it when it has shown what it has; the service worker never does. */
import { mergeChoosing } from "../../worker/layout/merge.ts";
import { conflictOf } from "./conflict.ts";
import type { Merger } from "./merging.ts";
import { askedAgain } from "./question.ts";
import { broughtIn } from "./rebase.ts";

export const merge: Merger = (sides, choose = () => undefined) => mergeChoosing(sides, choose);

export type Rules = {
  readonly merge: Merger;
  readonly broughtIn: typeof broughtIn;
  readonly askedAgain: typeof askedAgain;
  readonly conflictOf: typeof conflictOf;
};

export const rules: Rules = { merge, broughtIn, askedAgain, conflictOf };
