/** One device: its name, which can be changed here, when it was last seen, and signing it out. */

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { widgetAccountService as account, type Device } from "../../client/index.ts";
import { DeviceIcon, PencilIcon, PhoneIcon } from "../common/icons.tsx";
import { fullTime } from "../common/times.ts";
import { MINUTE_MS, useNow } from "../common/useNow.ts";
import type { Say } from "../common/useSaid.tsx";
import { keeper, useKeeper } from "../keeper.ts";
import { failureInWords, words } from "../moreWords.ts";
import { Ask } from "./Ask.tsx";
import { lastSeen } from "./lastSeen.ts";

const MOST_CHARACTERS = 100;

export const DeviceRow = ({
  device,
  isThis,
  warning,
  onChange,
  say,
}: {
  readonly device: Device;
  readonly isThis: boolean;
  /** What signing it out means. */
  readonly warning: string;
  readonly onChange: () => Promise<void>;
  readonly say: Say;
}): ReactNode => {
  const [isRenaming, setRenaming] = useState(false);
  const { id, name } = device;
  const signOut = async (): Promise<void> => {
    const answer = await account.signOutDevice(id);
    if (!answer.ok) say(failureInWords(answer.failure));
    else say(isThis ? words.signedOutThis : words.signedOutOne(name));
    // The row goes, and focus must not fall out of the dialog with it.
    if (answer.ok) document.querySelector<HTMLElement>("dialog[open] h2")?.focus();
    // The page finds out by asking who it is.
    if (isThis) await keeper.retry();
    await onChange();
  };
  return (
    <li className="device" aria-label={name}>
      <span className="device-icon">{/phone|ipad|android/i.test(name) ? <PhoneIcon /> : <DeviceIcon />}</span>
      {isRenaming ? (
        <RenameForm
          device={device}
          say={say}
          onDone={async () => {
            setRenaming(false);
            await onChange();
          }}
        />
      ) : (
        <>
          <div className="device-text">
            <span className="device-name">
              <bdi>{name}</bdi>
              {isThis && <span className="badge">{words.thisDevice}</span>}
            </span>
            <Seen device={device} isThis={isThis} />
          </div>
          <button
            type="button"
            className="icon-button"
            aria-label={words.renameOne(name)}
            title={words.rename}
            onClick={() => setRenaming(true)}
          >
            <PencilIcon />
          </button>
        </>
      )}
      {!isRenaming && (
        <Ask
          label={words.signOut}
          spoken={words.signOutOne(name)}
          question={isThis ? words.signOutThisAsk : words.signOutAsk(name)}
          text={warning}
          confirm={words.signOut}
          onConfirm={signOut}
        />
      )}
    </li>
  );
};

const Seen = ({ device, isThis }: { readonly device: Device; readonly isThis: boolean }): ReactNode => {
  const now = useNow(MINUTE_MS);
  const isOpen = useKeeper((state) => state.presence).some(({ deviceId }) => deviceId === device.id);
  if (isThis || isOpen) return <span className="device-seen">{words.deviceNow}</span>;
  return (
    <time className="device-seen" dateTime={device.lastSeen} title={fullTime(device.lastSeen)}>
      {lastSeen(device.lastSeen, now)}
    </time>
  );
};

const RenameForm = ({
  device: { id, name },
  say,
  onDone,
}: {
  readonly device: Device;
  readonly say: Say;
  readonly onDone: () => Promise<void>;
}): ReactNode => {
  const fieldId = useId();
  const [text, setText] = useState(name);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const next = text.trim();
    if (next !== "" && next !== name) {
      const answer = await account.renameDevice(id, next);
      say(answer.ok ? words.renamed(next) : failureInWords(answer.failure));
    }
    await onDone();
  };
  return (
    <form className="rename" onSubmit={(event) => void submit(event)}>
      <label className="spoken" htmlFor={fieldId}>
        {words.newDeviceName}
      </label>
      <input
        id={fieldId}
        className="input"
        value={text}
        maxLength={MOST_CHARACTERS}
        ref={(field) => field?.focus()}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          // It ends the renaming, and not the dialog.
          event.preventDefault();
          void onDone();
        }}
      />
      <button type="submit" className="button is-primary">
        {words.save}
      </button>
    </form>
  );
};
