/** What is on this device and not on the server: since when, why, and what can be done with it. */

import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import type { Answer, WaitingSave } from "../../client/index.ts";
import { Boundary } from "../Boundary.tsx";
import { downloadLayout } from "../common/download.ts";
import { freeName } from "../common/freeName.ts";
import { fullTime, timeAgo } from "../common/times.ts";
import { showToast } from "../common/toasts.tsx";
import { MINUTE_MS, useNow } from "../common/useNow.ts";
import { keeper } from "../keeper.ts";
import { attemptInWords, words } from "../words.ts";
import { showFailure } from "./showFailure.ts";

const RefusalText = lazy(() => import("./RefusalText.tsx").then((m) => ({ default: m.RefusalText })));

export const SaveQueue = (): ReactNode => {
  const [waiting, setWaiting] = useState<readonly WaitingSave[]>([]);
  useEffect(() => {
    const load = () => void keeper.waiting().then(setWaiting);
    load();
    return keeper.subscribe(load);
  }, []);
  if (waiting.length === 0) return null;
  return (
    <>
      <h2>{words.waitingSaves}</h2>
      <ul className="status-queue">
        {waiting.map((save) => (
          <WaitingRow key={save.id} save={save} />
        ))}
      </ul>
    </>
  );
};

const WaitingRow = ({ save }: { readonly save: WaitingSave }): ReactNode => {
  useNow(MINUTE_MS);
  return (
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
          {save.state === "parked" ? (
            <Boundary fallback={() => save.detail}>
              <Suspense>
                <RefusalText code={save.code ?? ""} detail={save.detail} />
              </Suspense>
            </Boundary>
          ) : (
            attemptInWords(save.detail)
          )}
        </p>
      )}
      <RowActions save={save} />
    </li>
  );
};

/** Those that wait for the server alone need nothing but time. */
const RowActions = ({ save: { id, state } }: { readonly save: WaitingSave }): ReactNode => {
  const [isBusy, setBusy] = useState(false);
  if (state !== "parked" && state !== "conflict") return null;
  const during = (work: () => Promise<unknown>) => () => {
    setBusy(true);
    void work().finally(() => setBusy(false));
  };
  return (
    <div className="status-buttons">
      <button type="button" className="button" disabled={isBusy} onClick={during(() => copy(id))}>
        {words.copyParked}
      </button>
      <button type="button" className="button" onClick={() => download(id)}>
        {words.downloadParked}
      </button>
      {state === "parked" && (
        <>
          <button
            type="button"
            className="button"
            disabled={isBusy}
            onClick={during(async () => told(await keeper.keepParked(id)))}
          >
            {words.keepParked}
          </button>
          <button type="button" className="button" disabled={isBusy} onClick={during(() => discard(id))}>
            {words.discardParked}
          </button>
        </>
      )}
    </div>
  );
};

const copy = async (id: string): Promise<void> => {
  const answer = await freeName(words.copyName, (name) => keeper.saveAsCopy(id, name));
  if (answer.ok) showToast({ text: words.copySaved(answer.value.layoutId) });
  else told(answer);
};

const download = (id: string): void => {
  const layout = keeper.downloadable(id);
  if (layout !== null) downloadLayout(layout);
};

/** Where it was what is shown, that is an edit, and can be taken back as one. */
const discard = async (id: string): Promise<void> => {
  const before = keeper.state.layout;
  const answer = await keeper.discardParked(id);
  if (!answer.ok) return told(answer);
  const isUndoable = keeper.state.layout !== before && keeper.state.canUndo;
  const action = { label: words.undo, run: () => void keeper.undo() };
  showToast(isUndoable ? { text: words.discarded, action } : { text: words.discarded });
};

const told = (answer: Answer<unknown>): void => {
  if (!answer.ok) showFailure(answer.failure);
};
