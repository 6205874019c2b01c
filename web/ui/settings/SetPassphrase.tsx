/** The first passphrase, and with it the switch to encryption. */

import { type FormEvent, type ReactNode, useState } from "react";
import { LockIcon } from "../common/icons.tsx";
import { words } from "../moreWords.ts";
import { encryption } from "./encryption.ts";
import { type Draft, faultOf, NewPassphrase, NO_DRAFT } from "./NewPassphrase.tsx";

export const SetPassphrase = ({ onSet }: { readonly onSet: () => Promise<void> }): ReactNode => {
  const [draft, setDraft] = useState<Draft>(NO_DRAFT);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const fault = faultOf(draft);
    setError(fault);
    if (fault !== null) return;
    setBusy(true);
    const outcome = await encryption.setPassphrase(draft.passphrase);
    // A key that this browser can't keep is there all the same, until the page is closed.
    if (outcome.ok || outcome.reason === "storage") await onSet();
    else setError(words.reasons[outcome.reason]);
    setBusy(false);
  };
  return (
    <form className="settings-part" onSubmit={(event) => void submit(event)} noValidate>
      <NewPassphrase draft={draft} error={error} onChange={setDraft} />
      <div className="wait" role="status">
        {isBusy && (
          <>
            <progress className="progress" aria-label={words.encryptKey} />
            <p className="dialog-note">{words.encryptKey}</p>
          </>
        )}
      </div>
      <button type="submit" className="button is-primary" disabled={isBusy}>
        <LockIcon />
        {words.encryptNow}
      </button>
    </form>
  );
};
