/** The one place that says how safe the work is. "Saved" always means: on the server. */
import { type ReactNode, useEffect, useState } from "react";
import { widgetPersistenceManager as keeper, type SaveStatus } from "../client/index.ts";
import { useKeeper } from "../react/useKeeper.ts";
import { announce } from "./announcer.tsx";
import { downloadLayout } from "./download.ts";
import { AlertIcon, CheckIcon, CloudIcon, DeviceIcon } from "./icons.tsx";
import { Popover } from "./Popover.tsx";
import { fullTime, timeAgo } from "./times.ts";
import { showToast } from "./toasts.tsx";
import { attemptInWords, refusalInWords, statusLabel, statusSentence, words } from "./words.ts";

type Waiting = Awaited<ReturnType<typeof keeper.waiting>>;

export const StatusPill = ({ onDecide }: { readonly onDecide: () => void }): ReactNode => {
  const status = useKeeper((state) => state.status);
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
  if (status.kind === "decision") {
    return (
      <button
        type="button"
        className="pill"
        data-testid="status"
        data-status={status.kind}
        onClick={onDecide}
      >
        {face}
      </button>
    );
  }
  return (
    <Popover
      role="dialog"
      label={label}
      className="pill"
      button={face}
      buttonProps={{ "data-testid": "status", "data-status": status.kind }}
    >
      {() => <StatusDetails status={status} />}
    </Popover>
  );
};

const isCalm = (kind: SaveStatus["kind"]): boolean =>
  kind === "untouched" || kind === "saving" || kind === "saved";

const StatusMark = ({ kind }: { readonly kind: SaveStatus["kind"] }): ReactNode => {
  switch (kind) {
    case "saving":
      return <span className="pill-dot" />;
    case "untouched":
    case "saved":
      return <CheckIcon />;
    case "local":
      return <DeviceIcon />;
    case "sign-in":
    case "locked":
      return <CloudIcon />;
    case "decision":
    case "not-saved":
      return <AlertIcon />;
  }
};

const StatusDetails = ({ status }: { readonly status: SaveStatus }): ReactNode => {
  const [waiting, setWaiting] = useState<Waiting>([]);
  const presence = useKeeper((state) => state.presence);
  useEffect(() => {
    const load = () => void keeper.waiting().then(setWaiting);
    load();
    return keeper.subscribe(load);
  }, []);
  return (
    <div className="status">
      <p>{statusSentence(status)}</p>
      {presence.length > 0 && <p>{words.openOn(presence.map(({ deviceName }) => deviceName))}</p>}
      {status.kind === "not-saved" && waiting.length === 0 && (
        <p className="status-detail">{status.detail}</p>
      )}
      {waiting.length > 0 && (
        <>
          <h3>{words.waitingSaves}</h3>
          <ul className="status-queue">
            {waiting.map((save) => (
              <WaitingRow key={save.id} save={save} />
            ))}
          </ul>
        </>
      )}
      <div className="status-buttons">
        {!isCalm(status.kind) && (
          <button type="button" className="button is-primary" onClick={() => void keeper.retry()}>
            {words.retryNow}
          </button>
        )}
        {status.kind === "sign-in" && (
          <button type="button" className="button" onClick={() => void continueAsGuest()}>
            {words.newGuest}
          </button>
        )}
        <button type="button" className="button" onClick={() => downloadLayout(keeper.downloadable())}>
          {words.download}
        </button>
      </div>
    </div>
  );
};

/** For a guest, whose lost session nobody can sign in to again: the dashboard goes on, with a new history. */
const continueAsGuest = async (): Promise<void> => {
  const answer = await keeper.continueAsGuest();
  if (!answer.ok) showToast({ text: answer.failure.message });
};

const WaitingRow = ({ save }: { readonly save: Waiting[number] }): ReactNode => (
  <li>
    <div className="status-save">
      <span>{save.description ?? words.change}</span>
      <span className="status-state">{words.waitingStates[save.state]}</span>
    </div>
    <time dateTime={save.queuedAt} title={fullTime(save.queuedAt)}>
      {timeAgo(save.queuedAt, Date.now())}
    </time>
    {save.detail !== undefined && (
      <p className="status-detail">
        {save.state === "parked" ? refusalInWords(save.detail) : attemptInWords(save.detail)}
      </p>
    )}
    {save.state === "parked" && (
      <div className="status-buttons">
        <button type="button" className="button" onClick={() => keeper.keepParked(save.id)}>
          {words.keepParked}
        </button>
        <button type="button" className="button" onClick={() => keeper.discardParked(save.id)}>
          {words.discardParked}
        </button>
      </div>
    )}
  </li>
);
