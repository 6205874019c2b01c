/** Numbers and moments on axes and in the readout, as the browser writes them. Made once each: they are not cheap. */
import { LOCALE } from "../words.ts";
import { isMidnight, type TimeUnit } from "./timeTicks.ts";

const UNITS: Readonly<Record<TimeUnit, Intl.DateTimeFormatOptions>> = {
  year: { year: "numeric" },
  month: { month: "short", year: "numeric" },
  day: { day: "numeric", month: "short" },
  minute: { hour: "2-digit", minute: "2-digit" },
  second: { timeStyle: "medium" },
};

const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

const kept = <T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => T): T => {
  const known = formats.get(key) as T | undefined;
  if (known !== undefined) return known;
  const made = make();
  formats.set(key, made);
  return made;
};

const formatter = (unit: TimeUnit): Intl.DateTimeFormat =>
  kept(unit, () => new Intl.DateTimeFormat(LOCALE, UNITS[unit]));

/** What stands at a tick. Among times of day a midnight is the day that it begins. */
export const tickLabel = (unit: TimeUnit, moment: number): string =>
  formatter((unit === "minute" || unit === "second") && isMidnight(moment) ? "day" : unit).format(moment);

export const numberFormat = (options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  kept(JSON.stringify(options), () => new Intl.NumberFormat(LOCALE, options));

/** Of a table: whether all of its moments are midnights. Looked at once, as each row of it asks. */
const onlyDays = new WeakMap<readonly number[], boolean>();

/** With the time of day, unless all of them are midnights. */
export const momentFormat = (moments: readonly number[]): Intl.DateTimeFormat => {
  const areDays = onlyDays.get(moments) ?? moments.every(isMidnight);
  onlyDays.set(moments, areDays);
  return areDays
    ? kept("date", () => new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium" }))
    : kept("moment", () => new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" }));
};
