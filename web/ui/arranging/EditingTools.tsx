/**
 * What arranging takes beyond the widgets themselves: the bar over what is chosen, the form that places it, and the
 * keys for all of them. Loaded when editing begins.
 */
import { type ReactNode, useEffect } from "react";
import type { Form, Layout, Widget } from "../../../worker/layout/schema.ts";
import { isBusyElsewhere, isTyping } from "../shortcuts.ts";
import { choose } from "./chosen.ts";
import { useCopyKeys } from "./clipboard.ts";
import { PlaceDialog } from "./PlaceDialog.tsx";
import { remove } from "./placeActions.ts";
import { placing, usePlacing } from "./placing.ts";
import { clearChosen, SelectionBar } from "./SelectionBar.tsx";
import { present, selection, useSelection } from "./selection.ts";
import "./marquee.ts";

export const EditingTools = ({
  form,
  layout,
}: {
  readonly form: Form;
  readonly layout: Layout;
}): ReactNode => {
  const chosen = useSelection();
  const placed = usePlacing();
  useCopyKeys(form);
  useChoosingKeys(form === "desktop" ? layout.desktop : NO_WIDGETS);
  useEffect(() => {
    // What another device has taken away can't be acted on; on the phone nothing can be chosen.
    selection.set(form === "desktop" ? present(selection.get(), layout.desktop) : new Set());
  }, [form, layout]);
  useEffect(
    () => () => {
      selection.clear();
      placing.close();
    },
    [],
  );
  return (
    <>
      {chosen.size > 0 && <SelectionBar ids={chosen} />}
      {placed !== null && <PlaceDialog ids={placed} onClose={placing.close} />}
    </>
  );
};

const NO_WIDGETS: readonly Widget[] = [];

/**
 * Meant for what is chosen: pressed with nothing else held, nowhere in particular or among the tools. A frame has these
 * keys for itself (boardKeys.ts); and while a pointer arranges or chooses, nothing goes from under it.
 */
const isRemoval = ({ key, target, repeat, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  (key === "Delete" || key === "Backspace") &&
  !(repeat || ctrlKey || metaKey || altKey || shiftKey) &&
  target instanceof Element &&
  (target === document.body || target.closest(".bar, .selection-bar") !== null) &&
  document.querySelector(".is-arranging, .marquee") === null;

/** Whatever has the focus: all, none, and away with them. What is typed into a field or a dialog is never a command. */
const useChoosingKeys = (widgets: readonly Widget[]): void => {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target) || isBusyElsewhere()) return;
      const visible = widgets.filter(({ hidden }) => !hidden).map(({ id }) => id);
      const isAll = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (isAll && event.key.toLowerCase() === "a" && visible.length > 0) choose(new Set(visible));
      else if (selection.get().size === 0) return;
      else if (event.key === "Escape") clearChosen();
      else if (isRemoval(event)) remove("desktop", selection.get());
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [widgets]);
};
