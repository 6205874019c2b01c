/** Moments as a person says them. In the language of the words, as the browser's region writes it. */
import { LANGUAGE, LOCALE, words } from "../words.ts";

const relative = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: "auto" });
const absolute = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "medium" });

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

/** A night's work: so long nobody calls what was before midnight yesterday. */
const SAME_SITTING = 6 * HOUR;

/**
 * "5 minutes ago", then by the days of the calendar, as "Yesterday"; a week and longer ago, the date. As a line of its
 * own begins. Clocks of devices differ, so the future is "Just now" too.
 */
export const timeAgo = (iso: string, nowMs: number): string => {
  const then = new Date(iso);
  const seconds = Math.max(0, (nowMs - then.valueOf()) / 1000);
  if (Number.isNaN(seconds)) return iso;
  if (seconds < 45) return words.justNow;
  const days = dayOf(new Date(nowMs)) - dayOf(then);
  if (days >= 7) return absolute.format(then);
  return upperFirst(relative.format(...stepsBack(seconds, days)));
};

const stepsBack = (seconds: number, days: number): [number, Intl.RelativeTimeFormatUnit] => {
  if (days > 0 && seconds >= SAME_SITTING) return [-days, "day"];
  if (seconds >= HOUR) return [-Math.floor(seconds / HOUR), "hour"];
  return [-Math.max(1, Math.floor(seconds / MINUTE)), "minute"];
};

/** Days of the calendar where this browser is, counted: a day of 23 hours is one, too. */
const dayOf = (moment: Date): number =>
  Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / (DAY * 1000);

const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase(LANGUAGE) + text.slice(1);

export const fullTime = (iso: string): string =>
  Number.isNaN(Date.parse(iso)) ? iso : full.format(new Date(iso));

const span = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });

/** "10:02 – 10:40", with the days where it is not one. */
export const spanOf = (from: string, to: string): string => {
  const [start, end] = [new Date(from), new Date(to)];
  if (Number.isNaN(start.valueOf()) || Number.isNaN(end.valueOf()) || start > end) return from;
  return span.formatRange(start, end);
};
