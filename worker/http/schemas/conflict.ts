/** What clashes between a save and the head that it did not know. */
import * as z from "zod/mini";
import { Form } from "./change.ts";
import { Head } from "./head.ts";
import { anyLayout, Widget } from "./layout.ts";
import { named } from "./named.ts";
import { VersionNumber } from "./values.ts";

const columns = () => z.nullable(z.object({ desktop: z.int(), mobile: z.int() }));

export const Conflict = named(
  "Conflict",
  "Where both sides did something else: to one place in a widget (`edit`), by removing what the other edited (`remove-edit`), or to the columns. A side that has nothing at the place of an edit lacks the member.",
  () =>
    z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("edit"),
        form: Form,
        widgetId: z.string(),
        path: z
          .array(z.union([z.string(), z.number()]))
          .check(z.describe("From the widget inwards: member names, keys of list items, or indices.")),
        base: z.exactOptional(z.unknown()),
        mine: z.exactOptional(z.unknown()),
        theirs: z.exactOptional(z.unknown()),
      }),
      z.object({
        kind: z.literal("remove-edit"),
        form: Form,
        widgetId: z.string(),
        base: Widget(),
        mine: z.nullable(Widget()),
        theirs: z.nullable(Widget()),
      }),
      z.object({ kind: z.literal("columns"), base: columns(), mine: columns(), theirs: columns() }),
    ]),
);

/** What a 412 adds to a problem. */
export const conflictMembers = () => ({
  head: Head(),
  base: z.exactOptional(
    z
      .object({ version: VersionNumber, layout: anyLayout() })
      .check(z.describe("Where the save started, if the history still has it.")),
  ),
  conflicts: z.array(Conflict()),
});
