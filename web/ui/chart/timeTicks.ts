/** Moments worth a label: starts of years, months, days, hours as the reader's calendar has them. */
import type { Extent } from "./scale.ts";

export type TimeUnit = "year" | "month" | "day" | "minute" | "second";
export type TimeTicks = { readonly unit: TimeUnit; readonly at: readonly number[] };

type Step = { readonly unit: TimeUnit; readonly size: number; readonly aboutMs: number };

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000] as const;

const STEPS: readonly Step[] = [
  ...[1, 5, 15, 30].map((size) => ({ unit: "second" as const, size, aboutMs: size * SECOND })),
  ...[1, 5, 15, 30, 60, 180, 360, 720].map((size) => ({
    unit: "minute" as const,
    size,
    aboutMs: size * MINUTE,
  })),
  ...[1, 2, 7, 14].map((size) => ({ unit: "day" as const, size, aboutMs: size * DAY })),
  ...[1, 3, 6].map((size) => ({ unit: "month" as const, size, aboutMs: size * 30.4 * DAY })),
  ...[1, 2, 5, 10, 20, 50, 100, 500].map((size) => ({
    unit: "year" as const,
    size,
    aboutMs: size * 365.2 * DAY,
  })),
];

/**
 * About as many as asked for, and at most one more; all within the extent. Never finer than what is drawn is apart
 * (`apartMs`): days have no hours.
 */
export const timeTicks = ([from, to]: Extent, most: number, apartMs = 0): TimeTicks => {
  const isWorth = ({ aboutMs }: Step): boolean =>
    (to - from) / aboutMs <= most && aboutMs >= apartMs * NEARLY;
  const step = STEPS.find(isWorth) ?? STEPS[STEPS.length - 1];
  if (step === undefined) return { unit: "year", at: [] };
  const at: number[] = [];
  for (let moment = startOf(from, step); moment <= to && at.length <= MOST; moment = next(moment, step)) {
    if (moment >= from) at.push(moment);
  }
  return { unit: step.unit, at };
};

/** More than any width has room for; an extent of a thousand years ends here, too. */
const MOST = 200;

/** A day with a change of clocks is 23 hours, and a month 28 days. */
const NEARLY = 0.9;

/** The least distance of two of them, which rise. Of one alone: a day, if it stands for one. */
export const apartMs = (moments: readonly number[]): number => {
  const gaps = moments.flatMap((moment, at) => (at === 0 ? [] : [moment - (moments[at - 1] ?? moment)]));
  const least = gaps.reduce((min, gap) => (gap > 0 && gap < min ? gap : min), Number.POSITIVE_INFINITY);
  if (Number.isFinite(least)) return least;
  return moments.every(isMidnight) ? DAY : 0;
};

export const isMidnight = (moment: number): boolean => {
  const date = new Date(moment);
  return date.getHours() + date.getMinutes() + date.getSeconds() === 0;
};

/** The unit that a table of such a span, with rows so far apart, is best named in. */
export const unitOfSpan = ([from, to]: Extent, apart: number): TimeUnit => {
  const span = to - from;
  if (apart >= 365 * DAY * NEARLY) return "year";
  if (span > 3 * 365 * DAY || apart >= 28 * DAY * NEARLY) return "month";
  if (span > 2 * DAY || apart >= DAY * NEARLY) return "day";
  return span > 10 * MINUTE || span === 0 ? "minute" : "second";
};

const startOf = (moment: number, { unit, size }: Step): number => {
  const date = new Date(moment);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  switch (unit) {
    case "year":
      return new Date(Math.floor(year / size) * size, 0).getTime();
    case "month":
      return new Date(year, Math.floor(month / size) * size).getTime();
    case "day":
      return new Date(year, month, day).getTime();
    case "minute": {
      const minutes = date.getHours() * 60 + date.getMinutes();
      return new Date(year, month, day, 0, Math.floor(minutes / size) * size).getTime();
    }
    case "second":
      return Math.floor(moment / (size * SECOND)) * size * SECOND;
  }
};

/** By the calendar: a day with a change of clocks has 23 or 25 hours, and months are of many lengths. */
const next = (moment: number, { unit, size, aboutMs }: Step): number => {
  const date = new Date(moment);
  if (unit === "year") date.setFullYear(date.getFullYear() + size);
  else if (unit === "month") date.setMonth(date.getMonth() + size);
  else if (unit === "day") date.setDate(date.getDate() + size);
  else return moment + (unit === "minute" && size * MINUTE >= HOUR ? hourly(moment, size) : aboutMs);
  return date.getTime();
};

/** From six to twelve o'clock it is five or seven hours on two days of the year. */
const hourly = (moment: number, minutes: number): number => {
  const date = new Date(moment);
  date.setMinutes(date.getMinutes() + minutes);
  return Math.max(HOUR, date.getTime() - moment);
};
