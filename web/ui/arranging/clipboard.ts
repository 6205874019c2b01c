/**
 * Widgets through the clipboard: by Ctrl or Command with C, X and V, and from the menus. As text of a small format
 * (worker/layout/clip.ts), so that they come along to other dashboards, devices and browsers.
 */

import { useEffect } from "react";
import { clipOf } from "../../../worker/layout/clip.ts";
import type { Form } from "../../../worker/layout/schema.ts";
import { announce } from "../common/announcer.tsx";
import { showToast } from "../common/toasts.tsx";
import { keeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { focusedId, isElsewhere, type OnPasted, take } from "./pasteKey.ts";
import { remove } from "./placeActions.ts";
import { selection } from "./selection.ts";

type Ids = ReadonlySet<string>;

/** What this page copied last, for browsers that hand their clipboard over to nobody. */
let lastCopied: string | null = null;

/** From a menu. Cutting removes once the text is safe in the clipboard, and never before. */
export const copy = async (form: Form, ids: Ids, cut = false): Promise<void> => {
  const text = textOf(form, ids);
  if (text === null) return;
  if (!(await given(text))) {
    showToast({ text: words.copyRefused });
    return;
  }
  settled(form, ids, cut);
};

/** From a menu. */
export const paste = async (form: Form, onPasted: OnPasted): Promise<void> => {
  const text = await navigator.clipboard?.readText().catch(() => lastCopied);
  if (text === undefined || text === null) showToast({ text: words.pasteByKeys });
  else await take(text, form, onPasted);
};

/** By key. */
export const useCopyKeys = (form: Form): void => {
  useEffect(() => {
    const listening = new AbortController();
    const carries = (cut: boolean) => (event: ClipboardEvent) => {
      const ids = chosenNow();
      // Text was marked, and that is what is meant.
      if (ids.size === 0 || isElsewhere(event) || getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      const text = textOf(form, ids);
      if (text === null) return;
      event.clipboardData?.setData("text/plain", text);
      settled(form, ids, cut);
    };
    const options = { signal: listening.signal };
    window.addEventListener("copy", carries(false), options);
    window.addEventListener("cut", carries(true), options);
    return () => listening.abort();
  }, [form]);
};

/** All that is chosen, else the widget with the focus. */
const chosenNow = (): Ids => {
  if (selection.get().size > 0) return selection.get();
  const id = focusedId();
  return new Set(id === undefined ? [] : [id]);
};

const textOf = (form: Form, ids: Ids): string | null => {
  const { layout } = keeper.state;
  const clip = layout === null ? null : clipOf(layout, form, ids);
  if (clip !== null && clip.widgets.length > 0) return JSON.stringify(clip, null, 2);
  showToast({ text: words.copySealed });
  return null;
};

const settled = (form: Form, ids: Ids, cut: boolean): void => {
  if (cut) remove(form, ids);
  else announce(words.copied(ids.size));
};

const given = async (text: string): Promise<boolean> => {
  lastCopied = text;
  try {
    if (navigator.clipboard !== undefined) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Not allowed this way; the older way may be.
  }
  const give = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData("text/plain", text);
  };
  window.addEventListener("copy", give, { capture: true, once: true });
  const done = document.execCommand("copy");
  window.removeEventListener("copy", give, { capture: true });
  return done;
};
