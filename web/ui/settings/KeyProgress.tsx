/** What is being done with a passphrase, what is safe meanwhile, and the way to stop it as long as there is one. */
import { type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import type { KeyStep } from "../../client/index.ts";
import { words } from "../moreWords.ts";

export const KeyProgress = ({
  steps,
  now,
  safe,
  onStop,
}: {
  readonly steps: readonly KeyStep[];
  readonly now: KeyStep;
  readonly safe: string;
  readonly onStop: () => void;
}): ReactNode => {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // It stands in the place of what was pressed.
    if (document.activeElement === document.body) button.current?.focus();
  }, []);
  const at = steps.indexOf(now);
  const isLast = now === "saving";
  return (
    <div className="key-progress">
      <div role="status">
        <progress className="progress" value={at + 0.5} max={steps.length} aria-label={words.keySteps[now]} />
        <p>
          <strong>{words.keyStep(at + 1, steps.length)}</strong> {words.keySteps[now]}
        </p>
        <p className="dialog-note">{isLast ? words.keyTooLate : safe}</p>
      </div>
      {/* Not `disabled`, nor gone: the focus would be lost with it. */}
      <button
        ref={button}
        type="button"
        className="button"
        aria-disabled={isLast}
        onClick={(event) => {
          if (isLast) return;
          onStop();
          handFocusBack(event);
        }}
      >
        {words.cancel}
      </button>
    </div>
  );
};

/** To the button that takes its place again. */
const handFocusBack = ({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>): void => {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>("[type=submit]")?.focus());
};
