/** Moments as a person says them. In the language of the words, as the browser's region writes it. */
import { LANGUAGE, LOCALE, words } from "../words.ts";

const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto" });
const absolute = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "medium" });

const STEPS = [
  { unit: "minute", seconds: 60 },
  { unit: "hour", seconds: 3600 },
  { unit: "day", seconds: 86_400 },
] as const;

/** "5 minutes ago"; a week and longer ago, the date. Clocks of devices differ, so the future is "just now" too. */
export const timeAgo = (iso: string, nowMs: number): string => {
  const seconds = Math.max(0, (nowMs - Date.parse(iso)) / 1000);
  if (Number.isNaN(seconds)) return iso;
  if (seconds < 45) return words.justNow;
  if (seconds >= 7 * 86_400) return absolute.format(new Date(iso));
  const step = STEPS.findLast((one) => seconds >= one.seconds) ?? STEPS[0];
  return relative.format(-Math.max(1, Math.floor(seconds / step.seconds)), step.unit);
};

export const fullTime = (iso: string): string =>
  Number.isNaN(Date.parse(iso)) ? iso : full.format(new Date(iso));

const span = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });

/** "10:02 – 10:40", with the days where it is not one. */
export const spanOf = (from: string, to: string): string => {
  const [start, end] = [new Date(from), new Date(to)];
  if (Number.isNaN(start.valueOf()) || Number.isNaN(end.valueOf()) || start > end) return from;
  return span.formatRange(start, end);
};
