/** One passphrase, hidden until a person wants to see it. */
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { EyeIcon, EyeOffIcon } from "../common/icons.tsx";
import { words } from "../moreWords.ts";

export const PassphraseField = ({
  label,
  value,
  error = null,
  hint = null,
  autoComplete,
  shown,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly error?: string | null;
  readonly hint?: ReactNode;
  readonly autoComplete: "current-password" | "new-password";
  /** Seen whatever the person chose, as it was suggested and has to be written down. */
  readonly shown?: boolean;
  readonly onChange: (value: string) => void;
}): ReactNode => {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isSeen, setSeen] = useState(false);
  const isShown = isSeen || shown === true;
  useEffect(() => {
    // What is wrong is said where it is put right.
    if (error !== null) field.current?.focus();
  }, [error]);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="passphrase">
        <input
          ref={field}
          id={id}
          className="input"
          type={isShown ? "text" : "password"}
          value={value}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={error !== null}
          aria-describedby={`${id}-error ${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
        />
        <button
          type="button"
          className="icon-button"
          aria-label={words.showPassphrase}
          aria-pressed={isShown}
          title={words.showPassphrase}
          onClick={() => setSeen(!isShown)}
        >
          {isShown ? <EyeOffIcon /> : <EyeIcon />}
        </button>
      </div>
      <p id={`${id}-error`} className="field-error" role="alert">
        {error}
      </p>
      <div id={`${id}-hint`} className="dialog-note">
        {hint}
      </div>
    </div>
  );
};
