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

/** A frame has these keys for itself (boardKeys.ts), so has what is in it; and what is held is not to go. */
const isOnBoard = (target: EventTarget | null): boolean =>
  (target instanceof Element && target.closest("[data-widget-id]") !== null) ||
  document.querySelector(".is-arranging") !== null;

/** Wherever the focus is: all, none, and away with them. What is typed into a field or a dialog is never a command. */
const useChoosingKeys = (widgets: readonly Widget[]): void => {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target) || isBusyElsewhere()) return;
      const visible = widgets.filter(({ hidden }) => !hidden).map(({ id }) => id);
      const isAll = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (isAll && event.key.toLowerCase() === "a" && visible.length > 0) choose(new Set(visible));
      else if (selection.get().size === 0) return;
      else if (event.key === "Escape") clearChosen();
      else if ((event.key === "Delete" || event.key === "Backspace") && !isOnBoard(event.target))
        remove("desktop", selection.get());
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [widgets]);
};
