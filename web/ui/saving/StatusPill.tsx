/** The one place that says how safe the work is. "Saved" always means: on the server. */
import { type ReactNode, useEffect } from "react";
import { announce } from "../common/announcer.tsx";
import { downloadLayout } from "../common/download.ts";
import { AlertIcon, CheckIcon, CloudIcon, DeviceIcon, LockIcon } from "../common/icons.tsx";
import { Popover } from "../common/Popover.tsx";
import { keeper, useKeeper } from "../keeper.ts";
import { statusLabel, statusSentence, words } from "../words.ts";
import { SaveQueue } from "./SaveQueue.tsx";
import { showFailure } from "./showFailure.ts";
import { type ShownStatus, useShownStatus } from "./useShownStatus.ts";

export const StatusPill = ({
  onDecide,
  onJoin,
}: {
  readonly onDecide: () => void;
  readonly onJoin: () => void;
}): ReactNode => {
  const status = useShownStatus();
  const label = statusLabel(status);
  useEffect(() => {
    // Saving and saved come with every change and would talk over the person.
    if (!isCalm(status.kind)) announce(label);
  }, [status.kind, label]);

  const face = (
    <>
      <StatusMark kind={status.kind} />
      <span className="pill-label">{label}</span>
    </>
  );
  return (
    <Popover
      role="dialog"
      label={label}
      className="pill"
      button={face}
      // One button for all that it says: who decided comes back to where they asked.
      instead={status.kind === "decision" ? onDecide : undefined}
      buttonProps={{ "data-testid": "status", "data-status": status.kind }}
    >
      {() => <StatusDetails status={status} onJoin={onJoin} />}
    </Popover>
  );
};

const isCalm = (kind: ShownStatus["kind"]): boolean =>
  kind === "untouched" || kind === "saving" || kind === "saved" || kind === "held";

const StatusMark = ({ kind }: { readonly kind: ShownStatus["kind"] }): ReactNode => {
  switch (kind) {
    case "saving":
      return <span className="pill-dot" />;
    case "untouched":
    case "saved":
      return <CheckIcon />;
    case "local":
    case "held":
      return <DeviceIcon />;
    case "sign-in":
      return <CloudIcon />;
    case "locked":
      return <LockIcon />;
    case "decision":
    case "not-saved":
      return <AlertIcon />;
  }
};

const StatusDetails = ({
  status,
  onJoin,
}: {
  readonly status: ShownStatus;
  readonly onJoin: () => void;
}): ReactNode => {
  const presence = useKeeper((state) => state.presence);
  return (
    <div className="status">
      <p>{statusSentence(status)}</p>
      {presence.length > 0 && <p>{words.openOn(presence.map(({ deviceName }) => deviceName))}</p>}
      <SaveQueue />
      <div className="status-buttons">
        <StatusActions kind={status.kind} onJoin={onJoin} />
        <button type="button" className="button" onClick={() => downloadLayout(keeper.downloadable())}>
          {words.download}
        </button>
      </div>
    </div>
  );
};

const StatusActions = ({
  kind,
  onJoin,
}: {
  readonly kind: ShownStatus["kind"];
  readonly onJoin: () => void;
}): ReactNode => {
  if (kind === "held") {
    return (
      <button type="button" className="button is-primary" onClick={() => keeper.saveNow()}>
        {words.saveNow}
      </button>
    );
  }
  // What is asked for where it is locked stands on the page itself.
  if (isCalm(kind) || kind === "locked") return null;
  const isOut = kind === "sign-in";
  return (
    <>
      {isOut && (
        <>
          <button type="button" className="button is-primary" onClick={onJoin}>
            {words.signInByCode}
          </button>
          <button type="button" className="button" onClick={() => void continueAsGuest()}>
            {words.newGuest}
          </button>
        </>
      )}
      <button
        type="button"
        className={isOut ? "button" : "button is-primary"}
        onClick={() => void keeper.retry()}
      >
        {words.retryNow}
      </button>
    </>
  );
};

/** For a guest, whose lost session nobody can sign in to again: the dashboard goes on, with a new history. */
const continueAsGuest = async (): Promise<void> => {
  const answer = await keeper.continueAsGuest();
  if (!answer.ok) showFailure(answer.failure);
};
