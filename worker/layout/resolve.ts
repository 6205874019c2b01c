/**
 * Settles the conflicts of a merge, each by a person's choice. Pure and total: what nobody chose keeps the
 * suggestion, choices of what is not a conflict count for nothing. All that holds for a merge holds for the result.
 */
import { type Choice, type Conflict, type Merge, mergeChoosing } from "./merge.ts";
import type { Layout } from "./schema.ts";

/** Choices by `conflictKey`. */
export type Choices = Readonly<Record<string, Choice>>;

/** `base` where the base had nothing takes it away; in a merge without a base it leaves the suggestion. */
export const resolve = ({ sides }: Pick<Merge, "sides">, choices: Choices): Layout =>
  // Merged again, not patched: where an item stands or a widget fits depends on what else is there.
  mergeChoosing(sides, (conflict) => {
    const key = conflictKey(conflict);
    return Object.hasOwn(choices, key) ? choiceOf(choices[key]) : undefined;
  }).layout;

/** Choices come from a page or a request body: whatever else they say is no choice. */
const choiceOf = (value: unknown): Choice | undefined =>
  value === "mine" || value === "theirs" || value === "base" ? value : undefined;

/**
 * A JSON pointer (RFC 6901) to what the conflict is about, with widgets and keyed items by id: `/columns`,
 * `/desktop/w1/config/text`. Each conflict of a merge has its own, the same one from either side.
 */
export const conflictKey = (conflict: Conflict): string => {
  switch (conflict.kind) {
    case "columns":
      return pointer(["columns"]);
    case "remove-edit":
      return pointer([conflict.form, conflict.widgetId]);
    case "edit":
      return pointer([conflict.form, conflict.widgetId, ...conflict.path]);
  }
};

const pointer = (steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

export type Strategy = "local" | "remote" | "merge";

/** The whole layout of one side, or both sides with the suggestions. */
export const resolveWhole = ({ layout, sides }: Merge, strategy: Strategy): Layout => {
  switch (strategy) {
    case "local":
      return sides.mine;
    case "remote":
      return sides.theirs;
    case "merge":
      return layout;
  }
};
