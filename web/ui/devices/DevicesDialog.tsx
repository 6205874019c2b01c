/** All devices of a person: which there are, which this is, and how one more comes in or one goes. */

import { type ReactNode, useCallback, useEffect, useState } from "react";
import { widgetAccountService as account, type Failure, type Session } from "../../client/index.ts";
import { Dialog } from "../common/Dialog.tsx";
import { type Say, useSaid } from "../common/useSaid.tsx";
import { keeper } from "../keeper.ts";
import { failureInWords, words } from "../moreWords.ts";
import { Ask } from "./Ask.tsx";
import { DeviceRow } from "./DeviceRow.tsx";
import { Pairing } from "./Pairing.tsx";
import "../common/dialogs.css";
import "./devices.css";

type Found = { readonly session: Session } | { readonly failure: Failure };

export const DevicesDialog = ({
  onClose,
  onJoin,
}: {
  readonly onClose: () => void;
  readonly onJoin: () => void;
}): ReactNode => {
  const [found, setFound] = useState<Found | null>(null);
  const load = useCallback(async (): Promise<void> => {
    const answer = await account.session();
    setFound(answer.ok ? { session: answer.value } : { failure: answer.failure });
  }, []);
  useEffect(() => {
    void load();
    // Who comes may be new.
    let { presence } = keeper.state;
    return keeper.subscribe(() => {
      if (keeper.state.presence === presence) return;
      presence = keeper.state.presence;
      void load();
    });
  }, [load]);
  const [said, say] = useSaid();
  return (
    <Dialog title={words.devices} onClose={onClose}>
      {() => (
        <div className="dialog-body">
          <p className="dialog-note">{words.devicesIntro}</p>
          {found === null ? (
            <LoadingDevices />
          ) : "session" in found ? (
            <>
              <DeviceList session={found.session} onChange={load} say={say} />
              <Pairing session={found.session} onChange={load} onJoin={onJoin} say={say} />
            </>
          ) : (
            <NoDevices failure={found.failure} onRetry={load} onJoin={onJoin} say={say} />
          )}
          {said}
        </div>
      )}
    </Dialog>
  );
};

const LoadingDevices = (): ReactNode => (
  <div className="devices" role="status" aria-label={words.loadingDevices}>
    {["a", "b"].map((name) => (
      <div key={name} className="device is-loading" />
    ))}
  </div>
);

const NoDevices = ({
  failure,
  onRetry,
  onJoin,
  say,
}: {
  readonly failure: Failure;
  readonly onRetry: () => Promise<void>;
  readonly onJoin: () => void;
  readonly say: Say;
}): ReactNode => {
  const isOut = failure.code === "unauthenticated";
  return (
    <div className="ask" role="alert">
      <h3>{isOut ? words.devicesSignedOut : words.devicesFailed}</h3>
      <p>{isOut ? words.devicesSignedOutSafe : words.devicesSafe}</p>
      <div className="ask-buttons">
        <button type="button" className="button is-primary" onClick={isOut ? onJoin : () => void onRetry()}>
          {isOut ? words.haveCode : words.retry}
        </button>
        {isOut && (
          <button type="button" className="button" onClick={() => void asNewGuest(onRetry, say)}>
            {words.newGuest}
          </button>
        )}
      </div>
    </div>
  );
};

const asNewGuest = async (onRetry: () => Promise<void>, say: Say): Promise<void> => {
  const answer = await keeper.continueAsGuest();
  if (!answer.ok) say(failureInWords(answer.failure));
  await onRetry();
};

const DeviceList = ({
  session: { device, devices, authenticatedBy },
  onChange,
  say,
}: {
  readonly session: Session;
  readonly onChange: () => Promise<void>;
  readonly say: Say;
}): ReactNode => {
  const own = devices.find(({ id }) => id === device.id);
  const others = devices.filter(({ id }) => id !== device.id);
  const isLast = others.length === 0 && authenticatedBy === "session";
  return (
    <>
      <ul className="devices">
        {[...(own === undefined ? [] : [own]), ...others].map((one) => (
          <DeviceRow
            key={one.id}
            device={one}
            isThis={one.id === device.id}
            warning={
              one.id !== device.id ? words.signOutOther : isLast ? words.signOutLast : words.signOutThis
            }
            onChange={onChange}
            say={say}
          />
        ))}
      </ul>
      {others.length > 1 && (
        <Ask
          label={words.signOutOthers}
          question={words.signOutOthersAsk(others.length)}
          text={words.signOutOther}
          confirm={words.signOut}
          onConfirm={async () => {
            for (const { id } of others) {
              const answer = await account.signOutDevice(id);
              if (!answer.ok && answer.failure.code !== "device-not-found") {
                say(failureInWords(answer.failure));
                break;
              }
            }
            await onChange();
          }}
        />
      )}
    </>
  );
};
