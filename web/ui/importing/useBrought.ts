/** What is brought to the page from outside: a file dragged over it, or a dashboard's JSON pasted where nothing is typed. */
import { useEffect, useState } from "react";
import type { Brought } from "./ImportDialog.tsx";

/** A dashboard has one of these, not always near its beginning. */
const DASHBOARD = /"(?:panels|desktop|layouts)"\s*:/;

/** Whether a file hangs over the page now. `onBrought` must stay the same. */
export const useBrought = (onBrought: (brought: Brought) => void): boolean => {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const over = (event: DragEvent): void => {
      if (!hasFiles(event) || isElsewhere()) return;
      // Else the browser would leave the page for the file.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file !== undefined && !isElsewhere()) onBrought({ file });
    };
    const paste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || isElsewhere() || isTyping(event.target)) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!text.trimStart().startsWith("{") || !DASHBOARD.test(text)) return;
      event.preventDefault();
      onBrought({ text });
    };
    window.addEventListener("dragover", over, { signal });
    window.addEventListener("dragleave", leave, { signal });
    window.addEventListener("drop", drop, { signal });
    window.addEventListener("paste", paste, { signal });
    return () => listening.abort();
  }, [onBrought]);
  return isOver;
};

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") === true;

/** Something else is open over the page, or it shows an old version. */
const isElsewhere = (): boolean =>
  document.querySelector("dialog[open]:not(:has(.import-source)), [data-preview]") !== null;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
