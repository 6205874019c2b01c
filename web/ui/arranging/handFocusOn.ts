/** Focus does not fall out of the page with the widgets that have it: it goes to the neighbour, else to Add widget. */
import { words } from "../words.ts";

/** Called while the widgets are still there. The bar over a selection goes with it. */
export const handFocusOn = (ids: ReadonlySet<string>): void => {
  const frames = [...document.querySelectorAll<HTMLElement>("[data-widget-id]")];
  const goes = (frame: HTMLElement): boolean => ids.has(frame.dataset["widgetId"] ?? "");
  const focused = document.activeElement;
  const at = frames.findLastIndex((frame) => goes(frame) && frame.contains(focused));
  const from = at >= 0 || !focused?.closest(".selection-bar") ? at : frames.findLastIndex(goes);
  if (from < 0) return;
  const stays = (frame: HTMLElement): boolean => !goes(frame);
  const neighbour = frames.slice(from).find(stays) ?? frames.slice(0, from).findLast(stays);
  const next =
    // On the phone a frame takes no focus, its buttons do.
    (neighbour?.tabIndex === 0 ? neighbour : neighbour?.querySelector("button")) ??
    document.querySelector<HTMLElement>(`[aria-label="${words.addWidget}"]`);
  next?.focus();
};
