/** Short messages in a corner, the last three; each goes by itself, but not while it is pointed at or focused. */
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import type { Undo } from "../../client/index.ts";
import { words } from "../words.ts";
import { announce } from "./announcer.tsx";
import { CloseIcon } from "./icons.tsx";
import { sentence } from "./sentence.ts";
import { behindDialogs, useTopDialog } from "./topDialog.ts";

type ToastAction = { readonly label: string; readonly run: () => void };

export type Toast = {
  readonly text: string;
  readonly action?: ToastAction;
  /** What else may be meant: stands before the action. */
  readonly other?: ToastAction;
  /** Stays until it is answered. */
  readonly sticky?: boolean;
  /** Stands beside one of the same words instead of taking its place: each has an action of its own. */
  readonly stacks?: boolean;
  readonly onGone?: () => void;
};
type Shown = Toast & { readonly id: number };

const MOST = 3;
const SHOWN_MS = 8000;

let toasts: readonly Shown[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

const set = (next: readonly Shown[]): void => {
  toasts = next;
  for (const listener of listeners) listener();
};

/** Returns how to take it away before it goes by itself. */
export const showToast = (toast: Toast): (() => void) => {
  announce(toast.action ? `${sentence(toast.text)} ${toast.action.label}?` : toast.text);
  const shown = { ...toast, id: nextId++ };
  const others = toast.stacks ? toasts : toasts.filter((one) => one.text !== toast.text);
  set([...others, shown].slice(-MOST));
  return () => drop(shown);
};

/** Says what was done, with the way back from exactly that. */
export const showDone = (text: string, undo: Undo | null, other?: ToastAction): void => {
  if (undo === null) {
    showToast({ text });
    return;
  }
  const run = (): void => {
    undo();
    announce(words.undone);
  };
  showToast({ text, stacks: true, action: { label: words.undo, run }, ...(other && { other }) });
};

const drop = (toast: Shown): void => {
  set(toasts.filter((one) => one.id !== toast.id));
  toast.onGone?.();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** They stand in the dialog that is open: behind it they would be dimmed, and could not be pressed. */
export const Toasts = (): ReactNode => {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  const dialog = useTopDialog();
  // Moved as it is: each goes on counting its time.
  const [host] = useState(() => document.createElement("div"));
  useLayoutEffect(() => (dialog ?? document.body).append(host), [dialog, host]);
  return createPortal(
    <div className="toasts">
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>,
    host,
  );
};

let cameFrom: EventTarget | null = null;

const remember = ({ relatedTarget: from }: FocusEvent): void => {
  if (!(from instanceof Element && from.closest(".toasts"))) cameFrom = from;
};

/** What is pressed goes with its toast. The focus goes back to where it came from, or into what is open. */
const giveFocusBack = (): void => {
  const isByKeys = document.activeElement?.matches(":focus-visible");
  if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
  else if (isByKeys) {
    const place = document.querySelector("dialog[open]") ?? document.querySelector("main");
    place?.querySelector<HTMLElement>("h2[tabindex], button, a")?.focus();
  }
};

const ToastCard = ({ toast }: { readonly toast: Shown }): ReactNode => {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const card = ref.current;
    card?.addEventListener("focusin", remember);
    return () => {
      if (card?.contains(document.activeElement)) giveFocusBack();
    };
  }, []);
  useEffect(() => {
    if (toast.sticky) return;
    const timer = setInterval(() => {
      if (!ref.current?.matches(":hover, :focus-within")) drop(toast);
    }, SHOWN_MS);
    return () => clearInterval(timer);
  }, [toast]);
  const { action, other } = toast;
  return (
    <div ref={ref} className="toast">
      <span>{toast.text}</span>
      {[other, action].map(
        (one) =>
          one && (
            <button
              key={one.label}
              type="button"
              className="toast-action"
              onClick={() => {
                drop(toast);
                behindDialogs(one.run);
              }}
            >
              {one.label}
            </button>
          ),
      )}
      <button type="button" className="icon-button" aria-label={words.dismiss} onClick={() => drop(toast)}>
        <CloseIcon />
      </button>
    </div>
  );
};
