/** What changed between two versions. */
import * as z from "zod/mini";
import { FORMS } from "../../layout/limits.ts";
import { Widget } from "./layout.ts";
import { named } from "./named.ts";
import { Count, VersionNumber } from "./values.ts";

export const ChangeCounts = named(
  "ChangeCounts",
  "Widgets, by what happened to them. One that moves on the desktop and on the phone counts once.",
  () => z.object({ added: Count, removed: Count, moved: Count, resized: Count, edited: Count }),
);

export const Form = z.enum(FORMS).check(z.describe("A form factor."));

const of = () => ({ form: Form, widgetId: z.string() });
const position = () => z.object({ x: z.int(), y: z.int() });
const size = () => z.object({ w: z.int(), h: z.int() });

const Edit = named(
  "Edit",
  "A field of a widget, or `config.<key>`. A side that lacks it has no such member.",
  () =>
    z.object({
      key: z.string(),
      before: z.exactOptional(z.unknown()),
      after: z.exactOptional(z.unknown()),
    }),
);

const columns = () => z.nullable(z.int());

export const Change = named(
  "Change",
  "One thing that changed, as a person would say it. `placed` and `unplaced` widgets entered or left the phone's list while the desktop has them; `rekeyed` is nothing that a person sees: the same members in another order.",
  () =>
    z.discriminatedUnion("kind", [
      z.object({ kind: z.enum(["added", "placed"]), ...of(), at: Count, widget: Widget() }),
      z.object({ kind: z.enum(["removed", "unplaced"]), ...of(), widget: Widget() }),
      z.object({ kind: z.literal("moved"), ...of(), from: position(), to: position() }),
      z.object({ kind: z.literal("resized"), ...of(), from: size(), to: size() }),
      z.object({ kind: z.literal("edited"), ...of(), edits: z.array(Edit()) }),
      z.object({ kind: z.literal("reordered"), form: Form, order: z.array(z.string()) }),
      z.object({ kind: z.literal("columns"), form: Form, from: columns(), to: columns() }),
      z.object({
        kind: z.literal("rekeyed"),
        objects: z.array(
          z.object({ path: z.array(z.union([z.string(), z.number()])), keys: z.array(z.string()) }),
        ),
      }),
    ]),
);

export const VersionChanges = named(
  "VersionChanges",
  "What changed from one version to another, with all that it takes to change one into the other.",
  () =>
    z.object({
      since: VersionNumber,
      version: VersionNumber,
      counts: ChangeCounts(),
      changes: z
        .nullable(z.array(Change()))
        .check(z.describe("Null where one of them is sealed and can't be compared.")),
    }),
);
