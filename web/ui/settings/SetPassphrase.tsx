/** The first passphrase, and with it the switch to encryption. */

import { type FormEvent, type ReactNode, useState } from "react";
import type { KeyStep } from "../../client/index.ts";
import { LockIcon } from "../common/icons.tsx";
import { words } from "../moreWords.ts";
import { encryption } from "./encryption.ts";
import { KeyProgress } from "./KeyProgress.tsx";
import { type Draft, faultOf, NewPassphrase, NO_DRAFT } from "./NewPassphrase.tsx";
import { useCourse } from "./useCourse.ts";

export const SetPassphrase = ({ onSet }: { readonly onSet: () => Promise<void> }): ReactNode => {
  const [draft, setDraft] = useState<Draft>(NO_DRAFT);
  const [error, setError] = useState<string | null>(null);
  const { step, stop, run } = useCourse();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const fault = faultOf(draft);
    setError(fault);
    if (fault !== null || step !== null) return;
    void run(async (course) => {
      const outcome = await encryption.setPassphrase(draft.passphrase, course);
      // A key that this browser can't keep is there all the same, until the page is closed.
      if (outcome.ok || outcome.reason === "storage") await onSet();
      else if (outcome.reason !== "stopped") setError(words.reasons[outcome.reason]);
    });
  };
  return (
    <form className="settings-part" onSubmit={submit} noValidate>
      <NewPassphrase draft={draft} error={error} onChange={setDraft} />
      {step === null ? (
        <button type="submit" className="button is-primary">
          <LockIcon />
          {words.encryptNow}
        </button>
      ) : (
        <KeyProgress steps={STEPS} now={step} safe={words.keySafeSetting} onStop={stop} />
      )}
    </form>
  );
};

const STEPS: readonly KeyStep[] = ["asking", "making", "saving"];
