/** A clock for any time zone, as digits or hands. */

import type { ReactNode } from "react";
import type { WidgetView } from "../board/widgetViews.ts";
import { MINUTE_MS, useNow } from "../common/useNow.ts";
import { words } from "../moreWords.ts";
import { LOCALE } from "../words.ts";
import { readConfig, type Settings } from "./defaults.ts";
import { emsOf, sizeToFit } from "./fit.ts";
import "./clock.css";

export const Clock: WidgetView = ({ config }) => {
  const settings = readConfig("clock", config);
  const now = useNow(settings.seconds ? undefined : MINUTE_MS);
  const timeZone = knownZone(settings.timeZone);
  const day = new Intl.DateTimeFormat(LOCALE, {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone,
  });
  return (
    <div className="clock">
      {settings.face === "analog" ? (
        <Analog nowMs={now} timeZone={timeZone} settings={settings} />
      ) : (
        <Digital nowMs={now} timeZone={timeZone} settings={settings} />
      )}
      {/* What comes last goes first where there is no room. */}
      {settings.timeZone !== "" && timeZone === undefined && (
        <p className="clock-zone">{words.unknownZone(settings.timeZone)}</p>
      )}
      {settings.date && <p className="clock-date">{day.format(now)}</p>}
      {timeZone !== undefined && <p className="clock-zone">{zoneName(timeZone)}</p>}
    </div>
  );
};

type Face = {
  readonly nowMs: number;
  readonly timeZone: string | undefined;
  readonly settings: Settings<"clock">;
};

const Digital = ({ nowMs, timeZone, settings }: Face): ReactNode => {
  const parts = new Intl.DateTimeFormat(LOCALE, {
    hour: settings.hour12 ? "numeric" : "2-digit",
    minute: "2-digit",
    ...(settings.seconds ? { second: "2-digit" } : {}),
    hourCycle: settings.hour12 ? "h12" : "h23",
    timeZone,
  }).formatToParts(nowMs);
  const digits = parts.filter(({ type }) => type !== "dayPeriod");
  const period = parts.find(({ type }) => type === "dayPeriod")?.value;
  const text = digits
    .map(({ value }) => value)
    .join("")
    .trim();
  const ems = emsOf(text) + (period === undefined ? 0 : 0.2 + emsOf(period) * PERIOD_SHARE);
  return (
    <p className="clock-digits" style={{ fontSize: sizeToFit(ems, { height: 44, most: 7 }) }}>
      <time>{text}</time>
      {period !== undefined && <span className="clock-period">{period}</span>}
    </p>
  );
};

/** As the style sheet has it. */
const PERIOD_SHARE = 0.34;

const MARKS = [0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330] as const;

const Analog = ({ nowMs, timeZone, settings }: Face): ReactNode => {
  const parts = new Intl.DateTimeFormat("en", {
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
    timeZone,
  }).formatToParts(nowMs);
  const part = (name: string): number => Number(parts.find(({ type }) => type === name)?.value ?? 0);
  const [hour, minute, second] = [part("hour"), part("minute"), part("second")];
  const label = new Intl.DateTimeFormat(LOCALE, { timeStyle: "short", timeZone }).format(nowMs);
  return (
    <svg className="clock-face" viewBox="-50 -50 100 100" role="img" aria-label={label}>
      <circle r="48" className="clock-plate" />
      {MARKS.map((degrees) => (
        <line
          key={degrees}
          className="clock-mark"
          y1="-42"
          y2={degrees % 90 === 0 ? "-36" : "-39"}
          transform={`rotate(${degrees})`}
        />
      ))}
      <line className="clock-hour" y1="5" y2="-22" transform={`rotate(${(hour % 12) * 30 + minute / 2})`} />
      <line className="clock-minute" y1="6" y2="-34" transform={`rotate(${minute * 6})`} />
      {settings.seconds && (
        <line className="clock-second" y1="9" y2="-37" transform={`rotate(${second * 6})`} />
      )}
      <circle r="2.4" className="clock-pin" />
    </svg>
  );
};

const knownZone = (zone: string): string | undefined => {
  if (zone === "") return undefined;
  try {
    return new Intl.DateTimeFormat(LOCALE, { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};

/** "Europe/Berlin" is read as "Berlin". */
const zoneName = (zone: string): string => zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
