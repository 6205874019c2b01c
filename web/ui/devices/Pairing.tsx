/** Brings one more device in: a code to be typed there, and the same as a picture for its camera. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import {
  widgetAccountService as account,
  type Pairing as Invitation,
  type Session,
} from "../../client/index.ts";
import { PlusIcon } from "../common/icons.tsx";
import { MINUTE_MS, useNow } from "../common/useNow.ts";
import type { Say } from "../common/useSaid.tsx";
import { failureInWords, words } from "../moreWords.ts";
import { pairAddress, pairAddressInShort } from "./pairAddress.ts";
import { inGroups } from "./pairingCode.ts";
import { QrPicture } from "./QrPicture.tsx";

/** How often it is asked whether the other device has come. */
const LOOK_EVERY_MS = 2_500;

export const Pairing = ({
  session,
  onChange,
  onJoin,
  say,
}: {
  readonly session: Session;
  readonly onChange: () => Promise<void>;
  readonly onJoin: () => void;
  readonly say: Say;
}): ReactNode => {
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [error, setError] = useState<string | null>(null);
  const invite = async (): Promise<void> => {
    // Who is there already, is no newcomer.
    const [answer] = await Promise.all([account.invite(), onChange()]);
    setError(answer.ok ? null : failureInWords(answer.failure));
    setInvitation(answer.ok ? answer.value : null);
  };
  const newcomer = useNewcomer(session, invitation !== null, onChange);
  useEffect(() => {
    if (newcomer === null) return;
    say(words.paired(newcomer));
    setInvitation(null);
  }, [newcomer, say]);
  return (
    <section className="pairing">
      {invitation === null ? (
        <div className="ask-buttons">
          <button type="button" className="button is-primary" onClick={() => void invite()}>
            <PlusIcon />
            {words.pair}
          </button>
          <button type="button" className="button is-quiet" onClick={onJoin}>
            {words.haveCode}
          </button>
        </div>
      ) : (
        <Shown key={invitation.code} invitation={invitation} onRenew={invite} say={say} />
      )}
      <p className="field-error" role="alert">
        {error}
      </p>
    </section>
  );
};

/** The name of a device that came since somebody was invited. */
const useNewcomer = (
  { devices }: Session,
  isInviting: boolean,
  onLook: () => Promise<void>,
): string | null => {
  const before = useRef<ReadonlySet<string>>(new Set());
  const ids = devices.map(({ id }) => id).join(" ");
  const seen = useRef(ids);
  seen.current = ids;
  useEffect(() => {
    if (!isInviting) return;
    before.current = new Set(seen.current.split(" "));
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void onLook();
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      before.current = new Set();
    };
  }, [isInviting, onLook]);
  if (!isInviting || before.current.size === 0) return null;
  return devices.find(({ id }) => !before.current.has(id))?.name ?? null;
};

const Shown = ({
  invitation: { code, expiresAt },
  onRenew,
  say,
}: {
  readonly invitation: Invitation;
  readonly onRenew: () => Promise<void>;
  readonly say: Say;
}): ReactNode => {
  useNow(MINUTE_MS / 6);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const minutes = Math.ceil((Date.parse(expiresAt) - Date.now()) / MINUTE_MS);
  return (
    <div className="invitation">
      <h3 ref={title} tabIndex={-1}>
        {words.pair}
      </h3>
      {minutes <= 0 ? (
        <p>{words.pairEnded}</p>
      ) : (
        <>
          <p className="dialog-note">{words.pairIntro}</p>
          <QrPicture text={pairAddress(code)} label={words.pairQr(inGroups(code))} />
          <p className="pair-address">{pairAddressInShort()}</p>
          <p>
            <span className="spoken">{words.pairCode}: </span>
            <output className="pair-code">{inGroups(code)}</output>
          </p>
          <p className="dialog-note">{words.pairMinutes(minutes)}</p>
        </>
      )}
      <div className="ask-buttons">
        {minutes > 0 && (
          <button type="button" className="button" onClick={() => void copyCode(code, say)}>
            {words.copyCode}
          </button>
        )}
        <button type="button" className="button" onClick={() => void onRenew()}>
          {words.newCode}
        </button>
      </div>
    </div>
  );
};

/** Where the browser does not allow it, the code stands there to be typed. */
const copyCode = async (code: string, say: Say): Promise<void> => {
  const isCopied = await navigator.clipboard.writeText(inGroups(code)).then(
    () => true,
    () => false,
  );
  if (isCopied) say(words.codeCopied);
};
