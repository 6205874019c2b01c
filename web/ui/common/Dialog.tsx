/** A modal dialog, the browser's own: focus goes in and comes back, Escape closes. Mounted means open. */
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from "react";
import { words } from "../moreWords.ts";
import { Announcer } from "./announcer.tsx";
import { CloseIcon } from "./icons.tsx";
import { hasOpened } from "./topDialog.ts";

export const Dialog = ({
  title,
  size = "medium",
  onClose,
  children,
}: {
  readonly title: string;
  readonly size?: "medium" | "wide";
  readonly onClose: () => void;
  /** `close` closes as Escape does, focus coming back. */
  readonly children: (close: () => void) => ReactNode;
}): ReactNode => {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    if (!dialog.open) {
      dialog.showModal();
      firstStop(dialog)?.focus();
    }
    return hasOpened(dialog);
  }, []);
  useLayoutEffect(() => {
    const dialog = ref.current;
    // While it is still on the page: taken off it open, it would keep the focus that it owes to the button behind it.
    return () => dialog?.close();
  }, []);
  const close = (): void => ref.current?.close();
  return (
    <dialog
      ref={ref}
      className={`dialog is-${size}`}
      aria-labelledby={titleId}
      closedby="closerequest"
      onClose={(event) => {
        if (event.target === ref.current && !event.currentTarget.open) onClose();
      }}
    >
      {/* No header: it would count as a second banner of the page. */}
      <div className="dialog-head">
        <h2 id={titleId} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="icon-button" aria-label={words.close} onClick={close}>
          <CloseIcon />
        </button>
      </div>
      {children(close)}
      <Announcer />
    </dialog>
  );
};

/** What ends it: to leave all as it was, and what else there is to choose. No footer, as the head is no header. */
export const DialogFoot = ({
  close,
  label = words.cancel,
  children,
}: {
  readonly close: () => void;
  readonly label?: string;
  readonly children?: ReactNode;
}): ReactNode => (
  <div className="dialog-foot">
    <button type="button" className="button" onClick={close}>
      {label}
    </button>
    {children}
  </div>
);

/** Where to write, if a keyboard is at hand; on a touch screen one would jump up over the dialog. Else the title. */
const firstStop = (dialog: HTMLElement): HTMLElement | null => {
  const field = window.matchMedia("(pointer: fine)").matches
    ? dialog.querySelector<HTMLElement>(".dialog-body :is(input, textarea, select)")
    : null;
  return field ?? dialog.querySelector<HTMLElement>("h2");
};
