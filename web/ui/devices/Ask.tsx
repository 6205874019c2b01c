/** A button for what can't be undone: it opens, in its own place, what will happen, and only then can it be done. */
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { words } from "../moreWords.ts";

export const Ask = ({
  label,
  spoken = label,
  question,
  text,
  confirm,
  onConfirm,
}: {
  readonly label: string;
  /** Where several buttons say the same, which of them this is. */
  readonly spoken?: string;
  readonly question: string;
  readonly text: string;
  readonly confirm: string;
  readonly onConfirm: () => Promise<unknown>;
}): ReactNode => {
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const wasOpen = useRef(false);
  const id = useId();
  useEffect(() => {
    if (isOpen) title.current?.focus();
    else if (wasOpen.current) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  if (!isOpen) {
    return (
      <button
        ref={opener}
        type="button"
        className="button ask-opener"
        aria-label={spoken}
        onClick={() => setOpen(true)}
      >
        {label}
      </button>
    );
  }
  return (
    <section className="ask" aria-labelledby={id}>
      <h3 ref={title} id={id} tabIndex={-1}>
        {question}
      </h3>
      <p>{text}</p>
      <div className="ask-buttons">
        <button
          type="button"
          className="button is-danger"
          disabled={isBusy}
          onClick={() => {
            setBusy(true);
            void onConfirm().finally(() => {
              setBusy(false);
              setOpen(false);
            });
          }}
        >
          {confirm}
        </button>
        <button type="button" className="button" disabled={isBusy} onClick={() => setOpen(false)}>
          {words.cancel}
        </button>
      </div>
    </section>
  );
};
