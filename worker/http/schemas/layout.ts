/** Layouts, as saves bring them and replies give them. The rules judge by the parts that these are made of. */
import * as z from "zod/mini";
import { LIMITS } from "../../layout/limits.ts";
import * as rules from "../../layout/schema.ts";
import { named } from "./named.ts";

export const Widget = named(
  "Widget",
  "One widget of one form factor. A layout says it twice, under the same id, where it stands on both. Its config may be any JSON of at most 32 levels; those of the built-in types (clock, notes, checklist, links, countdown, metric, chart, image, embed) are checked.",
  () => rules.Widget,
);

const widgets = (form: string) =>
  z
    .array(Widget())
    .check(z.maxLength(LIMITS.widgets), z.describe(`The widgets of the ${form}, in reading order.`));

export const Layout = named(
  "Layout",
  "Two lists of widgets on a grid of whole units. A widget stays within the columns, 12 on the desktop and 4 on the phone unless the layout says otherwise. At most 1 MiB as canonical JSON.",
  () =>
    z.strictObject({
      desktop: widgets("desktop"),
      mobile: widgets("phone"),
      columns: rules.LayoutShape.shape.columns,
    }),
);

export const SealedLayout = named(
  "SealedLayout",
  "A whole layout that was encrypted on the device, as a JWE in its compact form. It is stored as it comes.",
  () => rules.SealedLayout,
);

export const anyLayout = () => z.union([Layout(), SealedLayout()]);
