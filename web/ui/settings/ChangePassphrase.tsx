/** Another passphrase for the same key: nothing is encrypted again. */

import { type FormEvent, type ReactNode, useState } from "react";
import type { KeyStep } from "../../client/index.ts";
import type { Say } from "../common/useSaid.tsx";
import { words } from "../moreWords.ts";
import { encryption } from "./encryption.ts";
import { KeyProgress } from "./KeyProgress.tsx";
import { type Draft, faultOf, NewPassphrase, NO_DRAFT } from "./NewPassphrase.tsx";
import { PassphraseField } from "./PassphraseField.tsx";
import { useCourse } from "./useCourse.ts";

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
  const { step, stop, run } = useCourse();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const fault = faultOf(draft);
    setOldError(null);
    setError(fault);
    if (fault !== null || step !== null) return;
    void run(async (course) => {
      const outcome = await encryption.changePassphrase(old, draft.passphrase, course);
      if (outcome.ok) onChanged();
      else if (outcome.reason !== "stopped") setOldError(words.reasons[outcome.reason]);
    });
  };
  return (
    <form className="settings-part" onSubmit={submit} noValidate>
      <p className="dialog-note">{words.passphraseChangedHint}</p>
      <PassphraseField
        label={words.oldPassphrase}
        autoComplete="current-password"
        value={old}
        error={oldError}
        onChange={setOld}
      />
      <NewPassphrase draft={draft} error={error} onChange={setDraft} />
      {step === null ? (
        <button type="submit" className="button is-primary" disabled={old === ""}>
          {words.changePassphrase}
        </button>
      ) : (
        <KeyProgress steps={STEPS} now={step} safe={words.keySafeChanging} onStop={stop} />
      )}
    </form>
  );
};

const STEPS: readonly KeyStep[] = ["asking", "opening", "making", "saving"];
