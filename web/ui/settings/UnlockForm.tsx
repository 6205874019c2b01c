/** Where the passphrase is typed in that opens the dashboard on this device. */

import { type FormEvent, type ReactNode, useState } from "react";
import { showToast } from "../common/toasts.tsx";
import { words } from "../moreWords.ts";
import { encryption } from "./encryption.ts";
import { PassphraseField } from "./PassphraseField.tsx";
import "../common/dialogs.css";
import "./settings.css";

export const UnlockForm = (): ReactNode => {
  const [passphrase, setPassphrase] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const outcome = await encryption.unlock(passphrase);
    setBusy(false);
    // Without storage it is unlocked all the same, until the page is closed.
    if (outcome.ok || outcome.reason === "storage") showToast({ text: words.unlocked });
    if (!outcome.ok) setError(words.reasons[outcome.reason]);
  };
  return (
    <form className="unlock" onSubmit={(event) => void submit(event)} noValidate>
      <PassphraseField
        label={words.passphrase}
        autoComplete="current-password"
        value={passphrase}
        error={error}
        onChange={setPassphrase}
      />
      <button type="submit" className="button is-primary" disabled={isBusy || passphrase === ""}>
        {isBusy ? words.unlocking : words.unlock}
      </button>
      <details className="forgot">
        <summary>{words.forgot}</summary>
        <p>{words.forgotText}</p>
      </details>
    </form>
  );
};
