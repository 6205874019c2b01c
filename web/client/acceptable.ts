/**
 * What a page can tell of a save by itself: that it is JSON, has the shape of a layout and the size of one. All else
 * is the server's to judge; what it refuses is kept aside.
 */
import { utf8Length } from "../../worker/layout/canonical.ts";
import { LIMITS } from "../../worker/layout/limits.ts";
import type { Layout } from "../../worker/layout/schema.ts";
import type { ChangeType } from "../../worker/layout/wire.ts";
import { isLayout } from "./is-layout.ts";
import type { Answer, Failure, SaveOptions } from "./state.ts";

/** A copy of the layout, which its owner may change afterwards; or why it can't be saved. */
export const acceptable = (
  userId: string,
  layout: Layout,
  { description = "-", changeType = "auto" }: SaveOptions,
): Answer<Layout> => {
  // It becomes a part of the name that documents are stored under.
  if (typeof userId !== "string" || !/^[^/]+$/.test(userId))
    return refused("invalid-parameter", "A user's id is text without a slash.");
  if (typeof description !== "string" || !/^.{1,500}$/s.test(description) || !description.isWellFormed())
    return refused("invalid-parameter", "A description has 1 to 500 characters.");
  if (!CHANGE_TYPES.includes(changeType)) return refused("invalid-parameter", "There is no such changeType.");
  try {
    // As JSON, which is all that is kept: what the store can't take would keep everything else out of it, too.
    const text = JSON.stringify(layout);
    const copy: unknown = JSON.parse(text);
    if (utf8Length(text) > LIMITS.layoutBytes)
      return refused("layout-too-large", "The layout is larger than 1 MiB.");
    if (isLayout(copy)) return { ok: true, value: copy };
  } catch {
    // Cycles, and what is nothing at all.
  }
  return refused("layout-invalid", "A layout is JSON, with two lists of widgets: desktop and mobile.");
};

// The schema would bring all of zod with it.
const CHANGE_TYPES: readonly ChangeType[] = ["manual", "auto", "migration", "conflict_resolution"];

const refused = (code: Failure["code"], message: string): Answer<never> => ({
  ok: false,
  failure: { code, message },
});
