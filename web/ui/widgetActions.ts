/** What can be done to one widget without dragging, and how it is done by keyboard, menu and gallery alike. */
import {
  addWidget,
  editWidget,
  placeWidget,
  removeWidget,
  reorderPhone,
  resizePhone,
} from "../../worker/layout/edit.ts";
import { phoneList } from "../../worker/layout/phone.ts";
import type { Box } from "../../worker/layout/placement.ts";
import type { Config, Form, Widget } from "../../worker/layout/schema.ts";
import { type EditOptions, widgetPersistenceManager as keeper } from "../client/index.ts";
import { announce } from "./announcer.tsx";
import { findWidget } from "./findWidget.ts";
import { handFocusOn } from "./handFocusOn.ts";
import { showDone } from "./toasts.tsx";
import { nameOf, newId } from "./widgetKinds.ts";
import { words } from "./words.ts";

/** Goes with Undo instead of "are you sure". */
export const remove = (form: Form, id: string): void => {
  const widget = findWidget(keeper.state.layout, id);
  if (widget === undefined) return;
  handFocusOn(id);
  const undo = keeper.edit((layout) => removeWidget(layout, form, id));
  showDone(words.removed(nameOf(widget)), undo);
};

export const add = (form: Form, type: string): string => {
  const id = newId();
  keeper.edit((layout) => addWidget(layout, form, { id, type }));
  announce(words.added(nameOf({ type })));
  return id;
};

/** The copy stands right under the original; what is below makes room. */
export const duplicate = (form: Form, id: string): void => {
  const original = findWidget(keeper.state.layout, id);
  if (original === undefined) return;
  const { type, title, config, x, y, w, h } = original;
  const copy = newId();
  keeper.edit((layout) => {
    const added = addWidget(layout, form, {
      id: copy,
      type,
      config,
      ...(title === undefined ? {} : { title }),
    });
    if (form === "desktop") return placeWidget(added, copy, { x, y: y + h, w, h });
    const at = phoneList(layout).findIndex((widget) => widget.id === id);
    return resizePhone(reorderPhone(added, copy, at + 1), copy, h);
  });
  announce(words.duplicated(nameOf(original)));
};

export const changeConfig = (
  id: string,
  change: (config: Config) => Config,
  options: EditOptions = {},
): void => {
  keeper.edit((layout) => {
    const config = findWidget(layout, id)?.config;
    const changed = config && change(config);
    return changed === undefined || changed === config ? layout : editWidget(layout, id, { config: changed });
  }, options);
};

const placeBy = (id: string, change: (widget: Widget) => Partial<Box>): void => {
  keeper.edit((layout) => {
    const widget = layout.desktop.find((one) => one.id === id);
    return widget === undefined ? layout : placeWidget(layout, id, { ...widget, ...change(widget) });
  });
  const placed = findWidget(keeper.state.layout, id);
  if (placed !== undefined) announce(words.place(placed));
};

/** The desktop's moves and sizes, one unit each. */
export const nudges = {
  moveUp: (id: string) => placeBy(id, ({ y }) => ({ y: Math.max(0, y - 1) })),
  moveDown: (id: string) => placeBy(id, ({ y }) => ({ y: y + 1 })),
  moveLeft: (id: string) => placeBy(id, ({ x }) => ({ x: Math.max(0, x - 1) })),
  moveRight: (id: string) => placeBy(id, ({ x }) => ({ x: x + 1 })),
  wider: (id: string) => placeBy(id, ({ w }) => ({ w: w + 1 })),
  narrower: (id: string) => placeBy(id, ({ w }) => ({ w: Math.max(1, w - 1) })),
  taller: (id: string) => placeBy(id, ({ h }) => ({ h: h + 1 })),
  shorter: (id: string) => placeBy(id, ({ h }) => ({ h: Math.max(1, h - 1) })),
  sendToTop: (id: string) => placeBy(id, () => ({ y: 0 })),
} as const;

/** Phone: to a position counted from the top. */
export const moveOnPhone = (id: string, to: number): void => {
  keeper.edit((layout) => reorderPhone(layout, id, to));
  const list = keeper.state.layout === null ? [] : phoneList(keeper.state.layout);
  announce(
    words.phonePlace(
      list.findIndex((widget) => widget.id === id),
      list.length,
    ),
  );
};

export const heightOnPhone = (id: string, h: number): void => {
  keeper.edit((layout) => resizePhone(layout, id, Math.max(1, h)));
};
