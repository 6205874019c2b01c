/**
 * What a person can do to the places of widgets, as data. Pointer, touch, keyboard, menus and paste all end in one of
 * these; `applied` is the one place that knows what each does. Pure: the same reference back is no change.
 */
import { placeWidgets, removeWidgets, reorderPhone, resizePhone } from "../../../worker/layout/edit.ts";
import { duplicateWidgets, insertWidgets, type Shift, shiftWidgets } from "../../../worker/layout/group.ts";
import type { Box } from "../../../worker/layout/placement.ts";
import type { Form, Layout, Widget } from "../../../worker/layout/schema.ts";

type Ids = ReadonlySet<string>;

export type Command =
  /** The places that were shown while a gesture lasted. */
  | { readonly kind: "place"; readonly boxById: ReadonlyMap<string, Box> }
  | { readonly kind: "shift"; readonly ids: Ids; readonly by: Shift }
  | { readonly kind: "to-top"; readonly ids: Ids }
  | { readonly kind: "remove"; readonly form: Form; readonly ids: Ids }
  | { readonly kind: "duplicate"; readonly form: Form; readonly copyIdById: ReadonlyMap<string, string> }
  | {
      readonly kind: "insert";
      readonly form: Form;
      readonly widgets: readonly Widget[];
      readonly near: string | undefined;
    }
  /** Phone: to a position counted from the top. */
  | { readonly kind: "reorder"; readonly id: string; readonly to: number }
  /** Phone: so many rows high. */
  | { readonly kind: "height"; readonly id: string; readonly h: number };

export const applied = (layout: Layout, command: Command): Layout => {
  switch (command.kind) {
    case "place":
      return placeWidgets(layout, command.boxById);
    case "shift":
      return shiftWidgets(layout, command.ids, command.by);
    case "to-top":
      return shiftWidgets(layout, command.ids, { x: 0, y: -topOf(layout, command.ids), w: 0, h: 0 });
    case "remove":
      return removeWidgets(layout, command.form, command.ids);
    case "duplicate":
      return duplicateWidgets(layout, command.form, command.copyIdById);
    case "insert":
      return insertWidgets(layout, command.form, command);
    case "reorder":
      return reorderPhone(layout, command.id, command.to);
    case "height":
      return resizePhone(layout, command.id, command.h);
  }
};

const topOf = (layout: Layout, ids: Ids): number =>
  Math.max(0, ...layout.desktop.filter(({ id }) => ids.has(id)).map(({ y }) => y));
