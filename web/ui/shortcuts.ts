/** Undo, redo and save by key, wherever the focus is; but what is being typed has an undo of its own. */
import { useEffect } from "react";
import { keeper } from "./keeper.ts";
import { flushPending } from "./saving/pendingText.ts";
import { redo, undo } from "./TopBar.tsx";

export const useShortcuts = (): void => {
  useEffect(() => {
    const listening = new AbortController();
    window.addEventListener("keydown", pressed, { signal: listening.signal });
    return () => listening.abort();
  }, []);
};

const pressed = (event: KeyboardEvent): void => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
  const key = event.key.toLowerCase();
  if (key === "s" && !event.shiftKey) {
    flushPending();
    keeper.saveNow();
  } else if (isTyping(event.target) || document.querySelector("dialog[open], [data-preview]") !== null)
    return;
  else if (key === "z") event.shiftKey ? redo() : undo();
  else if (key === "y" && !event.shiftKey) redo();
  else return;
  event.preventDefault();
};

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && target.type !== "checkbox" && target.type !== "radio");

/** Something is open over the dashboard, or what is shown is not the dashboard of now. */
export const isBusyElsewhere = (): boolean =>
  document.querySelector("dialog[open], :popover-open, [data-preview]") !== null;
