/** Encryption: what it does and doesn't, switching it on and off, the passphrase, and locking this device. */

import { type ReactNode, useId, useState } from "react";
import type { SealMode } from "../../client/index.ts";
import { CheckIcon, LockIcon } from "../common/icons.tsx";
import type { Say } from "../common/useSaid.tsx";
import { Ask } from "../devices/Ask.tsx";
import { keeper, useKeeper } from "../keeper.ts";
import { failureInWords, words } from "../moreWords.ts";
import { ChangePassphrase } from "./ChangePassphrase.tsx";
import { encryption } from "./encryption.ts";
import { SetPassphrase } from "./SetPassphrase.tsx";
import { UnlockForm } from "./UnlockForm.tsx";
import { type EncryptionNow, useEncryption } from "./useEncryption.ts";

const MODES = ["fields", "whole"] as const;

export const EncryptionTab = ({ say }: { readonly say: Say }): ReactNode => {
  const now = useEncryption();
  return (
    <>
      <Standing now={now} />
      <p className="dialog-note">{words.encryptIntro}</p>
      <WhatItDoes />
      <Steps now={now} say={say} />
    </>
  );
};

const Standing = ({ now: { state, isOn } }: { readonly now: EncryptionNow }): ReactNode => {
  const status = useKeeper((keeperState) => keeperState.status.kind);
  if (state === "unknown") return <p role="status">{words.loadingKeys}</p>;
  const isLocked = state === "locked" && isOn;
  const text = !isOn
    ? words.encryptOff
    : state === "off"
      ? words.encryptWaits
      : isLocked
        ? words.encryptLocked
        : words.encryptOn;
  return (
    <div className="standing" data-on={isOn || undefined}>
      <LockIcon />
      <div role="status">
        <strong>{text}</strong>
        {isOn && state === "unlocked" && <Progress status={status} />}
      </div>
    </div>
  );
};

/** Sealing it anew is one save: it is on its way, waits for a connection, or is done. */
const Progress = ({ status }: { readonly status: string }): ReactNode => {
  switch (status) {
    case "saving":
      return (
        <>
          <progress className="progress" aria-label={words.encryptSaving} />
          <p className="dialog-note">{words.encryptSaving}</p>
        </>
      );
    case "local":
      return <p className="dialog-note">{words.encryptLater}</p>;
    case "saved":
      return <p className="dialog-note">{words.encryptDone}</p>;
    default:
      return null;
  }
};

const WhatItDoes = (): ReactNode => (
  <details className="what">
    <summary>{words.encryptWhat}</summary>
    <ul className="what-does">
      {words.encryptProtects.map((one) => (
        <li key={one}>
          <CheckIcon />
          {one}
        </li>
      ))}
    </ul>
    <ul className="what-leaves">
      {words.encryptLeaves.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  </details>
);

const Steps = ({ now, say }: { readonly now: EncryptionNow; readonly say: Say }): ReactNode => {
  const { state, isOn, mode } = now;
  const [wanted, setWanted] = useState<SealMode>(mode);
  const turnOn = async (): Promise<void> => {
    await encryption.setMode(wanted);
    const answer = await encryption.turn("on");
    if (!answer.ok) say(failureInWords(answer.failure));
  };
  switch (state) {
    case "unknown":
      return null;
    case "locked":
      return <UnlockForm />;
    case "off":
      return (
        <>
          <p className="warning">{words.encryptForget}</p>
          {!isOn && <ModeChoice mode={wanted} onChange={setWanted} />}
          <SetPassphrase onSet={turnOn} />
        </>
      );
    case "unlocked":
      return isOn ? (
        <WhileOn mode={mode} say={say} />
      ) : (
        <>
          <ModeChoice mode={wanted} onChange={setWanted} />
          <button type="button" className="button is-primary" onClick={() => void turnOn()}>
            <LockIcon />
            {words.encryptNow}
          </button>
          <ChangePassphrase say={say} />
        </>
      );
  }
};

const WhileOn = ({ mode, say }: { readonly mode: SealMode; readonly say: Say }): ReactNode => (
  <>
    <section className="settings-part">
      <p className="dialog-note">{words.lockHint}</p>
      <button
        type="button"
        className="button is-primary"
        onClick={async () => {
          const outcome = await encryption.lock();
          say(outcome.ok ? words.lockedNow : words.reasons[outcome.reason]);
        }}
      >
        <LockIcon />
        {words.lockNow}
      </button>
    </section>
    <ModeChoice
      mode={mode}
      onChange={async (next) => {
        const answer = await encryption.setMode(next);
        say(answer.ok ? words.settingKept : failureInWords(answer.failure));
      }}
    />
    <ChangePassphrase say={say} />
    <section className="settings-part">
      <p className="dialog-note">{words.olderOpen}</p>
      <Ask
        label={words.giveUpOlder}
        question={words.giveUpOlderAsk}
        text={words.giveUpOlderText}
        confirm={words.giveUpOlder}
        onConfirm={async () => {
          const answer = await keeper.pruneVersions(1);
          say(answer.ok ? words.gaveUpOlder(answer.value.removed) : failureInWords(answer.failure));
        }}
      />
      <Ask
        label={words.encryptStop}
        question={words.encryptStopAsk}
        text={words.encryptStopText}
        confirm={words.encryptStop}
        onConfirm={async () => {
          const answer = await encryption.turn("off");
          say(answer.ok ? words.encryptStopped : failureInWords(answer.failure));
        }}
      />
    </section>
  </>
);

const ModeChoice = ({
  mode,
  onChange,
}: {
  readonly mode: SealMode;
  readonly onChange: (mode: SealMode) => void;
}): ReactNode => {
  const id = useId();
  return (
    <fieldset className="settings-part">
      <legend>{words.encryptMode}</legend>
      {MODES.map((one) => (
        <label key={one} className="option">
          <input
            type="radio"
            name={id}
            checked={one === mode}
            aria-describedby={`${id}-${one}`}
            onChange={() => onChange(one)}
          />
          <span>
            <strong>{words.encryptModes[one]}</strong>
            <span id={`${id}-${one}`} className="dialog-note">
              {words.encryptModeHints[one]}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
};
