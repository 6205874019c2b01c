/**
 * The history: every version in a panel, a slider through time over the dashboard, and there the version that is
 * looked at, exactly as restoring would make it. Nothing here changes anything until somebody restores.
 */
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import type { Form } from "../../../worker/layout/schema.ts";
import type { VersionHistory } from "../../react/useVersionHistory.ts";
import { announce } from "../common/announcer.tsx";
import { CloseIcon } from "../common/icons.tsx";
import { timeAgo } from "../common/times.ts";
import { useMedia } from "../common/useMedia.ts";
import { MINUTE_MS, useNow } from "../common/useNow.ts";
import { words } from "../moreWords.ts";
import { headOf } from "./sessions.ts";
import { useDescribe } from "./useDescribe.ts";
import { useDeviceName } from "./useDeviceName.ts";
import { useHistory } from "./useHistory.ts";
import { useSelection } from "./useSelection.ts";
import { VersionList } from "./VersionList.tsx";
import { VersionStage } from "./VersionStage.tsx";
import "../common/dialogs.css";
import "../common/segments.css";
import "./history.css";

/** Below this width the list lies over the dashboard, from it on beside it. As in history.css. */
const COVERED = "(max-width: 859.98px)";

export const HistoryPanel = ({
  form,
  stage,
  onPreview,
  onClose,
}: {
  readonly form: Form;
  /** Where the slider and the version that is looked at are shown. */
  readonly stage: HTMLElement | null;
  /** Whether that takes the place of the dashboard. */
  readonly onPreview: (isShown: boolean) => void;
  readonly onClose: () => void;
}): ReactNode => {
  const ref = useRef<HTMLElement>(null);
  const history = useHistory();
  const selection = useSelection();
  const { wanted, shown, choose } = selection;
  const covers = useMedia(COVERED);
  const now = useNow(MINUTE_MS);
  const deviceName = useDeviceName();
  const describe = useDescribe(history.describe);
  const head = headOf(history.versions)?.version;
  useFocusInside(ref);
  useLayoutEffect(() => onPreview(shown !== null), [shown, onPreview]);
  useEffect(() => {
    if (shown !== null) announce(words.previewing(shown.version, timeAgo(shown.createdAt, Date.now())));
  }, [shown]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list has marked what is wanted.
  useEffect(() => {
    const panel = ref.current;
    // The slider may have gone far from what is in sight of the list.
    panel?.querySelector('.version[aria-pressed="true"]')?.scrollIntoView({ block: "nearest" });
    const isCovered = panel?.checkVisibility() === false;
    const { activeElement, body } = document;
    // What had the focus may have gone with the step, or with the panel on the phone.
    if (activeElement !== body && !(isCovered && panel?.contains(activeElement))) return;
    const next = wanted === null ? panel : stage?.querySelector<HTMLElement>(".travel");
    next?.focus({ preventScroll: true });
  }, [wanted]);

  const look = (version: number): void => {
    // Where the list covers the dashboard, "now" is behind it.
    if (version !== head) choose(version);
    else if (covers) onClose();
    else choose(null);
  };

  return (
    <>
      <aside
        ref={ref}
        className={`history${wanted === null ? "" : " is-previewing"}`}
        aria-label={words.history}
        tabIndex={-1}
        onKeyDown={(event) => event.key === "Escape" && onClose()}
      >
        <header className="history-head">
          <h2>{words.history}</h2>
          <button type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
            <CloseIcon />
          </button>
        </header>
        <div className="history-list" aria-busy={history.loading}>
          <Notes history={history} />
          <VersionList
            versions={history.versions}
            hasMore={history.hasMore}
            loading={history.loading}
            failed={history.error !== null}
            onMore={() => void history.more()}
            context={{
              ...{ form, now, head, deviceName, describe, onChoose: look },
              selected: wanted ?? head,
            }}
          />
          {history.loading && <LoadingRows />}
        </div>
      </aside>
      {stage !== null &&
        createPortal(
          <VersionStage {...{ form, history, selection, deviceName }} onRestored={onClose} />,
          stage,
        )}
    </>
  );
};

/** What there is to say about the list as a whole. */
const Notes = ({ history }: { readonly history: VersionHistory }): ReactNode => {
  const { versions, incomplete, loading, error, refresh } = history;
  const isOut = error?.code === "unreachable";
  const outSafe = versions.length > 0 ? words.historyOfflineKept : words.historyOfflineSafe;
  return (
    <>
      {incomplete && <p className="history-note is-warning">{words.historyIncomplete}</p>}
      {error !== null && (
        <div className="history-note" role="alert">
          <strong>{isOut ? words.historyOffline : words.historyFailed}</strong>
          <p>{isOut ? outSafe : `${error.message} ${words.historySafe}`}</p>
          <button type="button" className="button" onClick={() => void refresh()}>
            {words.retry}
          </button>
        </div>
      )}
      {!loading && error === null && versions.length === 0 && (
        <p className="history-note">{words.historyEmpty}</p>
      )}
    </>
  );
};

const LoadingRows = (): ReactNode => (
  <div role="status" aria-label={words.loadingVersions}>
    {["a", "b", "c", "d", "e", "f"].map((name) => (
      <div key={name} className="version-waiting" />
    ))}
  </div>
);

/** Focus comes in when it opens and goes back to where it was when it closes. */
const useFocusInside = (ref: RefObject<HTMLElement | null>): void => {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    const panel = ref.current;
    if (panel === null) return;
    if (!panel.contains(document.activeElement)) before.current = document.activeElement;
    panel.focus();
    return () => {
      // Someone who has gone on elsewhere, such as to the restored dashboard, stays there.
      const isLost = document.activeElement === document.body || panel.contains(document.activeElement);
      if (isLost && before.current instanceof HTMLElement) before.current.focus();
    };
  }, [ref]);
};
