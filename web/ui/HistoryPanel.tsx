/** Every version, newest first. Choosing one shows exactly that; restoring is offered there. */
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import type { OpenVersion, Version } from "../../worker/layout/wire.ts";
import { widgetPersistenceManager as keeper } from "../client/index.ts";
import { useKeeper } from "../react/useKeeper.ts";
import { useVersionHistory } from "../react/useVersionHistory.ts";
import { CloseIcon } from "./icons.tsx";
import { fullTime, timeAgo } from "./times.ts";
import { showToast } from "./toasts.tsx";
import { PHONE, useMedia } from "./useMedia.ts";
import { MINUTE_MS, useNow } from "./useNow.ts";
import { changesInWords, words } from "./words.ts";
import "./history.css";

export const HistoryPanel = ({
  selected,
  onSelect,
  onClose,
}: {
  readonly selected: number | null;
  readonly onSelect: (version: OpenVersion | null) => void;
  readonly onClose: () => void;
}): ReactNode => {
  const ref = useRef<HTMLElement>(null);
  const { versions, hasMore, incomplete, error, loading, more, refresh } = useVersionHistory();
  const deviceId = useKeeper((state) => state.session?.device.id);
  const now = useNow(MINUTE_MS);
  const phone = useMedia(PHONE);
  useFocusInside(ref);

  const wanted = useRef<number | null>(null);
  const choose = async (version: number): Promise<void> => {
    wanted.current = version;
    // Where the list covers the dashboard, "now" is behind it.
    if (version === newest(versions)) return phone ? onClose() : onSelect(null);
    const answer = await keeper.readVersion(version);
    // A slow answer to an older click must not replace what was chosen since.
    if (wanted.current !== version) return;
    if (answer.ok) onSelect(answer.value);
    else showToast({ text: `${words.previewFailed} ${answer.failure.message}` });
  };

  return (
    <aside
      ref={ref}
      className={`history${selected === null ? "" : " is-previewing"}`}
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
      <div className="history-list" aria-busy={loading}>
        {incomplete && <p className="history-note is-warning">{words.historyIncomplete}</p>}
        {error !== null && (
          <div className="history-note" role="alert">
            <strong>{words.historyFailed}</strong>
            <p>
              {error.message} {words.historySafe}
            </p>
            <button type="button" className="button" onClick={() => void refresh()}>
              {words.retry}
            </button>
          </div>
        )}
        {!loading && error === null && versions.length === 0 && (
          <p className="history-note">{words.historyEmpty}</p>
        )}
        <ol>
          {versions.map((version) => (
            <VersionRow
              key={version.version}
              version={version}
              now={now}
              isHead={version.version === newest(versions)}
              isSelected={version.version === (selected ?? newest(versions))}
              isMine={deviceId === undefined || version.deviceId === deviceId}
              onChoose={() => void choose(version.version)}
            />
          ))}
        </ol>
        {loading && <LoadingRows />}
        {hasMore && !loading && (
          <button type="button" className="button history-more" onClick={() => void more()}>
            {words.loadMore}
          </button>
        )}
      </div>
    </aside>
  );
};

/** The head: the newest one that was not set aside. */
const newest = (versions: readonly Version[]): number | undefined =>
  versions.find((version) => !version.setAside)?.version;

const VersionRow = ({
  version,
  now,
  isHead,
  isSelected,
  isMine,
  onChoose,
}: {
  readonly version: Version;
  readonly now: number;
  readonly isHead: boolean;
  readonly isSelected: boolean;
  readonly isMine: boolean;
  readonly onChoose: () => void;
}): ReactNode => (
  <li>
    <button
      type="button"
      className="version"
      aria-label={words.version(version.version)}
      aria-describedby={`version-${version.version}`}
      aria-pressed={isSelected}
      data-version={version.version}
      onClick={onChoose}
    >
      <span id={`version-${version.version}`} className="version-text">
        <span className="version-top">
          <time dateTime={version.createdAt} title={fullTime(version.createdAt)}>
            {timeAgo(version.createdAt, now)}
          </time>
          {isHead && <span className="tag is-now">{words.now}</span>}
          {version.pinned && <span className="tag">{words.pinned}</span>}
          {version.setAside && <span className="tag is-aside">{words.setAside}</span>}
        </span>
        {version.description !== undefined && <span className="version-name">{version.description}</span>}
        <span className="version-changes">{changesInWords(version.changes, version.changeType)}</span>
        <span className="version-device">
          {isMine ? words.thisDevice : words.otherDevice} · {words.version(version.version)}
        </span>
      </span>
    </button>
  </li>
);

const LoadingRows = (): ReactNode => (
  <div role="status" aria-label={words.loading}>
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
