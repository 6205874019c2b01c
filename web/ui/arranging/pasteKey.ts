/**
 * Ctrl or Command with V, at any time: what is pasted are widgets, or it is said why not. Who only looks at a dashboard
 * and pastes something else is left alone.
 */
import { useEffect } from "react";
import { CLIP_KIND } from "../../../worker/layout/clip.ts";
import type { Form } from "../../../worker/layout/schema.ts";
import { showToast } from "../common/toasts.tsx";
import { isBusyElsewhere, isTyping } from "../shortcuts.ts";
import { words } from "../words.ts";
import { selection } from "./selection.ts";

export type OnPasted = (ids: readonly string[]) => void;

export const usePasteKey = (form: Form, editing: boolean, onPasted: OnPasted): void => {
  useEffect(() => {
    const pasted = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (isElsewhere(event) || !(editing || text.includes(CLIP_KIND))) return;
      event.preventDefault();
      void take(text, form, onPasted);
    };
    window.addEventListener("paste", pasted);
    return () => window.removeEventListener("paste", pasted);
  }, [form, editing, onPasted]);
};

export const take = async (text: string, form: Form, onPasted: OnPasted): Promise<void> => {
  const near = focusedId() ?? [...selection.get()].at(-1);
  const part = await import("./pasteText.ts").catch(() => null);
  if (part === null) showToast({ text: words.partMissing });
  else part.pasteText({ text, form, near, onPasted });
};

export const focusedId = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>("[data-widget-id]")?.dataset["widgetId"];

/** Meant for a field, a dialog or a menu. */
export const isElsewhere = (event: ClipboardEvent): boolean =>
  event.defaultPrevented || isTyping(event.target) || isBusyElsewhere();
