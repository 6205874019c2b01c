/**
 * Makes this browser a device of whoever made the code. Before that it says what becomes of the dashboard that is here,
 * and keeps it as a separate one if that is wanted.
 */

import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { widgetAccountService as account, type KeeperState, type Layout } from "../../client/index.ts";
import { Dialog, DialogFoot } from "../common/Dialog.tsx";
import { downloadLayout } from "../common/download.ts";
import { useKeeper } from "../keeper.ts";
import { words } from "../moreWords.ts";
import { type Joined, joinBy } from "./joining.ts";
import { inGroups, isPairingCode } from "./pairingCode.ts";
import "../common/dialogs.css";
import "./devices.css";

export const JoinDialog = ({
  code: given,
  onClose,
}: {
  readonly code: string;
  readonly onClose: () => void;
}): ReactNode => (
  <Dialog title={words.joinTitle} onClose={onClose}>
    {(close) => <JoinForm given={given} close={close} />}
  </Dialog>
);

const JoinForm = ({ given, close }: { readonly given: string; readonly close: () => void }): ReactNode => {
  const [code, setCode] = useState(inGroups(given));
  const [name, setName] = useState(account.suggestedName);
  const [isKept, setKept] = useState(true);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { own, text, isKnown } = useWhatIsHere(isBusy);
  const field = useRef<HTMLInputElement>(null);
  const [codeId, nameId] = [useId(), useId()];

  const fail = (text: string): void => {
    setError(text);
    field.current?.focus();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isPairingCode(code)) return fail(words.codeShort);
    setError(null);
    setBusy(true);
    const joined = await joinBy({
      code,
      name: name.trim() || account.suggestedName(),
      keep: isKept && own !== null,
    });
    setBusy(false);
    if (joined.kind === "joined") close();
    else fail(inWords(joined));
  };
  return (
    <form className="dialog-form" onSubmit={(event) => void submit(event)} noValidate>
      <div className="dialog-body">
        {given === "" && <p className="dialog-note">{words.joinIntro}</p>}
        <div className="field">
          <label htmlFor={codeId}>{words.pairCode}</label>
          <input
            ref={field}
            id={codeId}
            className="input pair-field"
            value={code}
            maxLength={20}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            aria-invalid={error !== null}
            aria-describedby={`${codeId}-error`}
            onChange={(event) => setCode(event.target.value)}
          />
          <p id={`${codeId}-error`} className="field-error" role="alert">
            {error}
          </p>
        </div>
        <div className="field">
          <label htmlFor={nameId}>{words.deviceName}</label>
          <input
            id={nameId}
            className="input"
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        {own === null ? (
          <p>{text}</p>
        ) : (
          <section className="ask">
            <h3>{words.joinOwn}</h3>
            <p>{text}</p>
            <label className="field-flag">
              <input
                type="checkbox"
                className="switch"
                checked={isKept}
                onChange={(event) => setKept(event.target.checked)}
              />
              {words.joinKeep}
            </label>
            <button type="button" className="button ask-opener" onClick={() => downloadLayout(own)}>
              {words.download}
            </button>
          </section>
        )}
      </div>
      <DialogFoot close={close}>
        <button type="submit" className="button is-primary" disabled={isBusy || !isKnown}>
          {words.join}
        </button>
      </DialogFoot>
    </form>
  );
};

type Here = {
  readonly own: Layout | null;
  /** What becomes of it. */
  readonly text: string;
  /** Until then nobody can say what would be left. */
  readonly isKnown: boolean;
};

/** While the page goes over to the other dashboard, what was here before it stays what the words are about. */
const useWhatIsHere = (isJoining: boolean): Here => {
  const state = useKeeper((now) => now);
  const [before, setBefore] = useState(state);
  if (!isJoining && before !== state) setBefore(state);
  return whatIsHere(isJoining ? before : state);
};

/** One that nobody touched is nobody's. */
const whatIsHere = ({ layout, status, version }: KeeperState): Here => {
  const isKnown = layout !== null || status.kind === "locked";
  const isFresh =
    status.kind === "untouched" ||
    (status.kind === "sign-in" && status.waiting === 0 && version === null) ||
    !isKnown;
  if (isFresh) return { own: null, text: words.joinFresh, isKnown };
  if (layout === null) return { own: null, text: words.joinLocked, isKnown };
  return { own: layout, text: status.kind === "sign-in" ? words.joinBack : words.joinOwnText, isKnown };
};

const inWords = (joined: Exclude<Joined, { kind: "joined" }>): string => {
  switch (joined.code) {
    case "pairing-not-found":
      return words.codeUnknown;
    case "rate-limited":
      return words.codeTooOften;
    default:
      return joined.message;
  }
};
