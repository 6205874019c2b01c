/** The versions as sessions, newest first; older pages come as the end of the list is reached. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Version } from "../../client/index.ts";
import { ChevronIcon } from "../common/icons.tsx";
import { spanOf } from "../common/times.ts";
import { words } from "../moreWords.ts";
import { inSessions, type Session, versionBefore } from "./sessions.ts";
import { type RowContext, VersionRow } from "./VersionRow.tsx";

export const VersionList = ({
  versions,
  context,
  hasMore,
  loading,
  failed,
  onMore,
}: {
  readonly versions: readonly Version[];
  readonly context: RowContext;
  readonly hasMore: boolean;
  readonly loading: boolean;
  /** Whether the last attempt to load some did. */
  readonly failed: boolean;
  readonly onMore: () => void;
}): ReactNode => (
  // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are a way between its buttons, which have their own.
  <div onKeyDown={walk}>
    <ol>
      {inSessions(versions).map((session) => (
        <SessionRows
          key={session[0].checksum + session[0].version}
          {...{ session, versions, hasMore, context }}
        />
      ))}
    </ol>
    {hasMore && !loading && <Older {...{ onMore, failed }} loaded={versions.length} />}
  </div>
);

const SessionRows = ({
  session,
  versions,
  hasMore,
  context,
}: {
  readonly session: Session;
  readonly versions: readonly Version[];
  readonly hasMore: boolean;
  readonly context: RowContext;
}): ReactNode => {
  const id = useId();
  const [latest, ...earlier] = session;
  const isInside = earlier.some(({ version }) => version === context.selected);
  const [unfolded, setUnfolded] = useState(false);
  const isOpen = unfolded || isInside;
  const oldest = session.at(-1) ?? latest;
  const before = ({ version }: Version): Version | null | undefined =>
    versionBefore(versions, version) ?? (hasMore ? undefined : null);
  return (
    <li className={`session${earlier.length > 0 ? " is-group" : ""}`}>
      <VersionRow version={latest} before={before(oldest)} saves={session.length} context={context} />
      {earlier.length > 0 && (
        <button
          type="button"
          className="session-fold"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setUnfolded(!isOpen)}
        >
          <ChevronIcon />
          {words.sessionMore(earlier.length, spanOf(oldest.createdAt, latest.createdAt))}
        </button>
      )}
      {isOpen && earlier.length > 0 && (
        <ol id={id} className="session-earlier">
          {earlier.map((version) => (
            <li key={version.version}>
              <VersionRow version={version} before={before(version)} context={context} />
            </li>
          ))}
        </ol>
      )}
    </li>
  );
};

/** Comes by itself when it is reached; the button is for who walks by keyboard, and for when that failed. */
const Older = ({
  onMore,
  failed,
  loaded,
}: {
  readonly onMore: () => void;
  readonly failed: boolean;
  readonly loaded: number;
}): ReactNode => {
  const ref = useRef<HTMLButtonElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came may leave the end in sight: it is looked at anew.
  useEffect(() => {
    const end = ref.current;
    // What failed would fail again at once, and again.
    if (end === null || failed) return;
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
      },
      { rootMargin: "200px" },
    );
    seen.observe(end);
    return () => seen.disconnect();
  }, [loaded, failed]);
  return (
    <button ref={ref} type="button" className="button history-more" onClick={onMore}>
      {words.loadMore}
    </button>
  );
};

const walk = (event: KeyboardEvent<HTMLElement>): void => {
  if (!(event.target instanceof HTMLElement) || !event.target.matches(".version")) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(".version")];
  const at = rows.indexOf(event.target);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(at + 1, rows.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    ...{ Home: 0, End: rows.length - 1 },
  };
  const to = steps[event.key];
  if (to === undefined) return;
  event.preventDefault();
  rows[to]?.focus();
};
