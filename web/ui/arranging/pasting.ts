/** What pasting a text into a dashboard would do, or why it would do nothing. Pure but for the ids it is given. */
import { onColumns } from "../../../worker/layout/clip.ts";
import { columnsOf, LIMITS } from "../../../worker/layout/limits.ts";
import { type ClipReading, readClip } from "../../../worker/layout/read-clip.ts";
import type { Form, Layout, Widget } from "../../../worker/layout/schema.ts";
import { weigh } from "../../../worker/layout/weigh.ts";
import { applied, type Command } from "./command.ts";

export type Refusal = Exclude<ClipReading["kind"], "ready"> | "full";

export type Pasting =
  | {
      readonly kind: "ready";
      readonly command: Command;
      readonly ids: readonly string[];
      readonly leftOut: number;
    }
  | { readonly kind: "refused"; readonly why: Refusal };

/** Of the widgets on the page, the one that has the focus is `near`. */
export type Place = { readonly form: Form; readonly near: string | undefined };

export const pasting = (layout: Layout, text: string, place: Place, nextId: () => string): Pasting => {
  const reading = readClip(text);
  if (reading.kind !== "ready") return { kind: "refused", why: reading.kind };
  const widgets = onColumns(reading.clip, columnsOf(layout, "desktop")).map(
    (widget): Widget => ({ ...widget, id: nextId() }),
  );
  const command: Command = { kind: "insert", ...place, widgets };
  const after = applied(layout, command);
  if (after === layout || !fits(after)) return { kind: "refused", why: "full" };
  return { kind: "ready", command, ids: widgets.map(({ id }) => id), leftOut: reading.leftOut };
};

const fits = (layout: Layout): boolean =>
  weigh(layout, { depth: LIMITS.configDepth + 3, bytes: LIMITS.layoutBytes }).bytes <= LIMITS.layoutBytes;
