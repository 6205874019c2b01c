/** How edits of two sides are brought together, for those who may have to do without the rules of merging. */

import type { Choice, Conflict } from "../../worker/layout/merge.ts";
import { same } from "../../worker/layout/same.ts";
import type { Layout } from "../../worker/layout/schema.ts";

export type Merger = (
  sides: { readonly base: Layout; readonly mine: Layout; readonly theirs: Layout },
  choose?: (conflict: Conflict) => Choice | undefined,
) => { readonly layout: Layout; readonly conflicts: readonly Conflict[] };

/** Thrown out of a step that can't be made without the rules, and so changes nothing. It can be made again later. */
export class RulesMissing extends Error {}

/**
 * Takes nothing from the server but that it has what is here: whoever looks at what comes, and has keys, sees to the
 * rest. @throws RulesMissing where theirs is another layout.
 */
export const takingNothing: Merger = ({ base, mine, theirs }) => {
  if (same(base, theirs)) return { layout: mine, conflicts: [] };
  throw new RulesMissing();
};

/** Where only one side changed anything it is that side's. @throws RulesMissing where both did. */
export const withoutRules: Merger = ({ base, mine, theirs }) => {
  if (same(base, theirs) || same(mine, theirs)) return { layout: mine, conflicts: [] };
  if (same(base, mine)) return { layout: theirs, conflicts: [] };
  throw new RulesMissing();
};
