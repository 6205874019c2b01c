/** Focus does not fall out of the page with the widget that has it: it goes to the neighbour, else to Add widget. */
import { words } from "./words.ts";

/** Called while the widget is still there. */
export const handFocusOn = (widgetId: string): void => {
  const frames = [...document.querySelectorAll<HTMLElement>("[data-widget-id]")];
  const at = frames.findIndex((frame) => frame.dataset["widgetId"] === widgetId);
  if (!frames[at]?.contains(document.activeElement)) return;
  const neighbour = frames[at + 1] ?? frames[at - 1];
  const next =
    // On the phone a frame takes no focus, its buttons do.
    (neighbour?.tabIndex === 0 ? neighbour : neighbour?.querySelector("button")) ??
    document.querySelector<HTMLElement>(`[aria-label="${words.addWidget}"]`);
  next?.focus();
};
