/** What a widget shows in place of its content: not set up yet, waiting, failed. And the line under what is old. */
import type { ReactNode } from "react";
import { announce } from "../common/announcer.tsx";
import { AlertIcon } from "../common/icons.tsx";
import { useNow } from "../common/useNow.ts";
import type { FailureKind } from "../figures/fetchJson.ts";
import { words } from "../moreWords.ts";
import "./states.css";

export const SetUp = ({
  icon,
  text,
  onSettings,
  children,
}: {
  readonly icon: ReactNode;
  readonly text: string;
  readonly onSettings: (() => void) | undefined;
  readonly children?: ReactNode;
}): ReactNode => (
  <div className="state">
    <span className="state-icon">{icon}</span>
    <p>{text}</p>
    {onSettings !== undefined && (
      <div className="state-buttons">
        <button type="button" className="button" onClick={onSettings}>
          {words.setUp}
        </button>
        {children}
      </div>
    )}
  </div>
);

export const Waiting = ({ text }: { readonly text: string }): ReactNode => (
  <div className="state" aria-busy="true">
    <span className="state-dot" />
    <p>{text}</p>
  </div>
);

/** What happened; that the rest is safe; what can be done. */
export const Failed = ({
  text,
  isAsking = false,
  onRetry,
  onSettings,
}: {
  readonly text: string;
  readonly isAsking?: boolean;
  readonly onRetry?: (() => void) | undefined;
  readonly onSettings?: (() => void) | undefined;
}): ReactNode => (
  <div className="state is-failed">
    <span className="state-icon">
      <AlertIcon />
    </span>
    <p>
      <strong>{text}</strong> <span className="state-safe">{words.sourceSafe}</span>
    </p>
    <div className="state-buttons">
      {onRetry !== undefined && <RetryButton isAsking={isAsking} onRetry={onRetry} />}
      {onSettings !== undefined && (
        <button type="button" className="button" onClick={onSettings}>
          {words.settings}
        </button>
      )}
    </div>
  </div>
);

/** Never disabled: that would take the focus from who pressed it. */
const RetryButton = ({
  isAsking,
  onRetry,
}: {
  readonly isAsking: boolean;
  readonly onRetry: () => void;
}): ReactNode => (
  <button
    type="button"
    className="button"
    aria-disabled={isAsking}
    onClick={() => {
      if (isAsking) return;
      onRetry();
      announce(words.askedSoon);
    }}
  >
    {isAsking ? words.asking : words.retry}
  </button>
);

/** Under values that are older than they should be: of when they are, and why there are no newer ones. */
export const Stale = ({
  at,
  why,
  isAsking,
  onRetry,
}: {
  readonly at: number;
  readonly why: FailureKind;
  readonly isAsking: boolean;
  readonly onRetry: () => void;
}): ReactNode => {
  const text = `${words.staleSince(timeOf(at, useNow(60_000)))}. ${words.sourceFailed[why]}`;
  return (
    <p className="stale">
      <AlertIcon />
      <span className="stale-text" title={text}>
        {text}
      </span>
      {why !== "offline" && <RetryButton isAsking={isAsking} onRetry={onRetry} />}
    </p>
  );
};

/** The time alone for what was today. */
const timeOf = (at: number, now: number): string => {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(
    undefined,
    isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" },
  ).format(at);
};
