/** What can be done to where widgets are, without dragging: by key, menu, bar and button alike. Loaded with those. */

import { seenOn } from "../../../worker/layout/bring.ts";
import { bounds, NO_SHIFT, type Shift } from "../../../worker/layout/group.ts";
import { phoneList } from "../../../worker/layout/phone.ts";
import type { Form, Layout } from "../../../worker/layout/schema.ts";
import type { Undo } from "../../client/index.ts";
import { findWidget } from "../board/findWidget.ts";
import { announce } from "../common/announcer.tsx";
import { showDone } from "../common/toasts.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { nameOf, newId } from "../widgetKinds.ts";
import type { Command } from "./command.ts";
import { handFocusOn } from "./handFocusOn.ts";
import { perform } from "./perform.ts";
import { selection } from "./selection.ts";

type Ids = ReadonlySet<string>;

/** Goes with Undo instead of "are you sure". What still stands on the other form factor can go from there as well. */
export const remove = (form: Form, ids: Ids): void => {
  const before = keeper.state.layout;
  handFocusOn(ids);
  const undo = perform({ kind: "remove", form, ids });
  if (undo === null) return;
  selection.set(new Set([...selection.get()].filter((id) => !ids.has(id))));
  const other = form === "mobile" ? "desktop" : "mobile";
  const left = new Set(seenAmong(ids, other));
  if (left.size === 0) {
    showDone(saidOf(before, ids, words.removed, words.removedMany), undo);
    return;
  }
  const { one, many, also } = words.removedFrom[form];
  showDone(saidOf(before, ids, one, many), undo, {
    label: also,
    run: () => removeAlso(other, left, undo),
  });
};

/** With one way back from both. */
const removeAlso = (form: Form, ids: Ids, undoFirst: Undo): void => {
  const said = saidOf(keeper.state.layout, ids, words.removed, words.removedMany);
  const undo = perform({ kind: "remove", form, ids });
  if (undo === null) return;
  showDone(said, async () => {
    const isBack = await undo();
    return (await undoFirst()) || isBack;
  });
};

const seenAmong = (ids: Ids, form: Form): readonly string[] => {
  const { layout } = keeper.state;
  return layout === null ? [] : seenOn(layout, form).flatMap(({ id }) => (ids.has(id) ? [id] : []));
};

/** Copies stand right under the originals; what is below makes room. On the desktop the copies are what is chosen. */
export const duplicate = (form: Form, ids: Ids): void => {
  const copyIdById = new Map([...ids].map((id) => [id, newId()]));
  if (perform({ kind: "duplicate", form, copyIdById }) === null) return;
  if (ids.size > 1) selection.set(new Set(copyIdById.values()));
  announce(saidOf(keeper.state.layout, ids, words.duplicated, words.duplicatedMany));
};

const moveBy = (command: Command & { readonly ids: Ids }): void => {
  perform(command);
  const placed = keeper.state.layout?.desktop.filter(({ id }) => command.ids.has(id)) ?? [];
  const place = words.place(bounds(placed));
  announce(placed.length > 1 ? words.shiftedMany(placed.length, place) : place);
};

const nudge =
  (by: Partial<Shift>) =>
  (ids: Ids): void =>
    moveBy({ kind: "shift", ids, by: { ...NO_SHIFT, ...by } });

/** The desktop's moves and sizes, one unit each. */
export const nudges = {
  moveUp: nudge({ y: -1 }),
  moveDown: nudge({ y: 1 }),
  moveLeft: nudge({ x: -1 }),
  moveRight: nudge({ x: 1 }),
  wider: nudge({ w: 1 }),
  narrower: nudge({ w: -1 }),
  taller: nudge({ h: 1 }),
  shorter: nudge({ h: -1 }),
  sendToTop: (ids: Ids) => moveBy({ kind: "to-top", ids }),
} as const;

/** Phone: to a position counted from the top. */
export const moveOnPhone = (id: string, to: number): void => {
  perform({ kind: "reorder", id, to });
  const list = keeper.state.layout === null ? [] : phoneList(keeper.state.layout);
  const at = list.findIndex((widget) => widget.id === id);
  announce(words.phonePlace(at, list.length));
};

export const heightOnPhone = (id: string, h: number): void => {
  perform({ kind: "height", id, h: Math.max(1, h) });
};

/** One is called by its name, several by their number. */
const saidOf = (
  layout: Layout | null,
  ids: Ids,
  one: (name: string) => string,
  many: (n: number) => string,
): string => {
  const [id = ""] = ids;
  const widget = findWidget(layout, id);
  return ids.size === 1 && widget !== undefined ? one(nameOf(widget)) : many(ids.size);
};
