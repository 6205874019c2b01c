/** A new passphrase, typed twice or suggested, and how hard it is to guess. A weak one is told so, and taken. */
import { type ReactNode, useState } from "react";
import { words } from "../moreWords.ts";
import { PassphraseField } from "./PassphraseField.tsx";
import { type Strength, strengthOf, suggestedPassphrase } from "./passphraseStrength.ts";

export type Draft = { readonly passphrase: string; readonly again: string };
export const NO_DRAFT: Draft = { passphrase: "", again: "" };

/** Null where it can be used. */
export const faultOf = ({ passphrase, again }: Draft): string | null => {
  if (strengthOf(passphrase) === "short") return words.strengths.short;
  return passphrase === again ? null : words.passphraseDiffers;
};

export const NewPassphrase = ({
  draft,
  error,
  onChange,
}: {
  readonly draft: Draft;
  readonly error: string | null;
  readonly onChange: (draft: Draft) => void;
}): ReactNode => {
  const [isSuggested, setSuggested] = useState(false);
  const suggest = (): void => {
    const passphrase = suggestedPassphrase((count) => crypto.getRandomValues(new Uint8Array(count)));
    setSuggested(true);
    onChange({ passphrase, again: passphrase });
  };
  const isDifferent = error === words.passphraseDiffers;
  return (
    <>
      <PassphraseField
        label={words.newPassphrase}
        autoComplete="new-password"
        value={draft.passphrase}
        error={isDifferent ? null : error}
        hint={draft.passphrase !== "" && <Meter strength={strengthOf(draft.passphrase)} />}
        shown={isSuggested}
        onChange={(passphrase) => onChange({ ...draft, passphrase })}
      />
      <button type="button" className="button is-quiet suggest" onClick={suggest}>
        {words.suggest}
      </button>
      <PassphraseField
        label={words.passphraseAgain}
        autoComplete="new-password"
        value={draft.again}
        error={isDifferent ? error : null}
        shown={isSuggested}
        onChange={(again) => onChange({ ...draft, again })}
      />
    </>
  );
};

const STEPS: Readonly<Record<Strength, number>> = { short: 1, weak: 2, fair: 3, strong: 4 };

const Meter = ({ strength }: { readonly strength: Strength }): ReactNode => (
  <div className="strength" data-strength={strength}>
    <div className="strength-bars" aria-hidden="true">
      {[1, 2, 3, 4].map((at) => (
        <span key={at} data-full={at <= STEPS[strength] || undefined} />
      ))}
    </div>
    <p role="status">{words.strengths[strength]}</p>
  </div>
);
