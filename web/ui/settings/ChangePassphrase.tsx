/** Another passphrase for the same key: nothing is encrypted again. */

import { type FormEvent, type ReactNode, useState } from "react";
import type { Say } from "../common/useSaid.tsx";
import { words } from "../moreWords.ts";
import { encryption } from "./encryption.ts";
import { type Draft, faultOf, NewPassphrase, NO_DRAFT } from "./NewPassphrase.tsx";
import { PassphraseField } from "./PassphraseField.tsx";

export const ChangePassphrase = ({ say }: { readonly say: Say }): ReactNode => {
  const [turn, setTurn] = useState(0);
  return (
    <details key={turn} className="what">
      <summary>{words.changePassphrase}</summary>
      <ChangeForm
        onChanged={() => {
          say(words.passphraseChanged);
          setTurn(turn + 1);
        }}
      />
    </details>
  );
};

const ChangeForm = ({ onChanged }: { readonly onChanged: () => void }): ReactNode => {
  const [old, setOld] = useState("");
  const [draft, setDraft] = useState<Draft>(NO_DRAFT);
  const [oldError, setOldError] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const fault = faultOf(draft);
    setOldError(null);
    setError(fault);
    if (fault !== null) return;
    setBusy(true);
    const outcome = await encryption.changePassphrase(old, draft.passphrase);
    setBusy(false);
    if (outcome.ok) return onChanged();
    setOldError(words.reasons[outcome.reason]);
  };
  return (
    <form className="settings-part" onSubmit={(event) => void submit(event)} noValidate>
      <p className="dialog-note">{words.passphraseChangedHint}</p>
      <PassphraseField
        label={words.oldPassphrase}
        autoComplete="current-password"
        value={old}
        error={oldError}
        onChange={setOld}
      />
      <NewPassphrase draft={draft} error={error} onChange={setDraft} />
      <button type="submit" className="button is-primary" disabled={isBusy || old === ""}>
        {words.changePassphrase}
      </button>
      {isBusy && <progress className="progress" aria-label={words.encryptKey} />}
    </form>
  );
};
