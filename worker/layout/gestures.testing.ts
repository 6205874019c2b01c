/** Arbitrary gestures of a person, as the page makes them. */
import fc from "fast-check";
import { addWidget, editWidget, placeWidget, removeWidget, reorderPhone, resizePhone, tidy } from "./edit.ts";
import { resetPhone } from "./phone.ts";
import type { Layout, Widget } from "./schema.ts";

export type Gesture = {
  readonly on: "desktop" | "mobile" | "both";
  readonly run: (layout: Layout) => Layout;
};

/** With numbers as a pointer gone astray gives them, and ids that are not there. */
export const gestures = (): fc.Arbitrary<Gesture> => {
  const id = fc.constantFrom("a", "b", "c", "d", "e", "__proto__", "new");
  const number = fc.oneof(
    fc.integer({ min: -3, max: 30 }),
    fc.constantFrom(0.4, -0.4, NaN, Infinity, -Infinity, 1e21),
  );
  const box = fc.record({ x: number, y: number, w: number, h: number });
  const config = fc.constantFrom({}, { text: "new" });
  const on =
    <K extends Gesture["on"]>(form: K) =>
    (run: Gesture["run"]): Gesture => ({ on: form, run });
  return fc.oneof(
    fc.tuple(id, box).map(([one, to]) => on("desktop")((whole) => placeWidget(whole, one, to))),
    fc.tuple(id, number).map(([one, to]) => on("mobile")((whole) => reorderPhone(whole, one, to))),
    fc.tuple(id, number).map(([one, h]) => on("mobile")((whole) => resizePhone(whole, one, h))),
    fc
      .tuple(id, fc.constantFrom("notes", "chart", "constructor"), fc.constantFrom("desktop", "mobile"))
      .map(([one, type, form]) => on(form)((whole) => addWidget(whole, form, { id: one, type }))),
    fc
      .tuple(id, fc.constantFrom("desktop", "mobile"))
      .map(([one, form]) => on(form)((whole) => removeWidget(whole, form, one))),
    fc
      .tuple(id, fc.constantFrom("", "New", undefined), config)
      .map(([one, title, wanted]) =>
        on("both")((whole) => editWidget(whole, one, { title, config: wanted })),
      ),
    fc.constantFrom(on("desktop")(tidy), on("mobile")(resetPhone)),
  );
};

/** The same layout of widgets that take any config, sealed by nobody. */
export const plain = (layout: Layout): Layout => {
  const open = ({ sealed, ...widget }: Widget): Widget => ({ ...widget, type: "chart" });
  return { ...layout, desktop: layout.desktop.map(open), mobile: layout.mobile.map(open) };
};
