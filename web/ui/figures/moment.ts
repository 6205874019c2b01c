/** Dates and times as tables have them, in milliseconds since 1970. Without a zone they are the reader's own. */
import { monthOf } from "./months.ts";
import type { Cell } from "./table.ts";

export type DateOrder = "day-first" | "month-first";

/** From all dates of a column, as 3/4/2026 alone says neither. */
export const dateOrderOf = (texts: Iterable<string>, fallback: DateOrder): DateOrder => {
  for (const text of texts) {
    const [, first, , second] = NUMERIC.exec(text.slice(0, LONGEST).trim()) ?? [];
    if (Number(first) > 12) return "day-first";
    if (Number(second) > 12) return "month-first";
  }
  return fallback;
};

/** How the reader's own browser writes. */
export const usualDateOrder = (locale?: string): DateOrder => {
  const parts = new Intl.DateTimeFormat(locale, { dateStyle: "short" }).formatToParts(0);
  const at = (type: string) => parts.findIndex((part) => part.type === type);
  return at("month") < at("day") ? "month-first" : "day-first";
};

/** Undefined where it is no date that there is: the 31st of February is none. */
export const readMoment = (text: string, order: DateOrder): number | undefined => {
  const trimmed = text.slice(0, LONGEST + 1).trim();
  if (trimmed.length > LONGEST) return undefined;
  const iso = ISO.exec(trimmed);
  if (iso !== null) {
    const [, year, , month, day = "1", clock, zone] = iso;
    return momentOf({ year: Number(year), month: Number(month), day: Number(day), clock, zone });
  }
  const numeric = NUMERIC.exec(trimmed);
  if (numeric !== null) {
    const [, first, mark, second, year, clock] = numeric;
    // With points between them it is the day that comes first, wherever that is done.
    const isDayFirst = mark === "." || order === "day-first";
    const [day, month] = isDayFirst ? [first, second] : [second, first];
    return momentOf({ year: fullYear(year), month: Number(month), day: Number(day), clock });
  }
  return readNamed(trimmed);
};

const readNamed = (text: string): number | undefined => {
  const [, dayFirst, monthAfter, monthFirst, dayAfter, year, clock] = NAMED.exec(text) ?? [];
  const month = monthOf(monthAfter ?? monthFirst ?? "");
  if (month === undefined) return undefined;
  return momentOf({ year: fullYear(year), month, day: Number(dayFirst ?? dayAfter ?? 1), clock });
};

/** 20260331, as a text or a number: a date only where a whole column looks like this. */
export const readCompactDay = (cell: Cell): number | undefined => {
  const [, year, month, day] = COMPACT.exec(String(cell ?? "").trim()) ?? [];
  if (year === undefined) return undefined;
  return momentOf({ year: Number(year), month: Number(month), day: Number(day) });
};

/** Whether it says by itself which moment it is, wherever it is read. */
export const hasZone = (text: string): boolean => ISO.exec(text.slice(0, LONGEST).trim())?.[6] !== undefined;

/** Characters that a date and a time take at most. */
const LONGEST = 40;

const TIME = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?`;
/** 16:00, 4:00 PM, 4 p.m. */
const CLOCK = String.raw`(?:[T ,]\s*(${TIME}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)`;
const ISO = new RegExp(
  String.raw`^(\d{4})([-/])(\d{1,2})(?:\2(\d{1,2}))?${CLOCK}\s*(Z|[+-]\d{2}:?\d{2})?)?$`,
  "i",
);
const NUMERIC = new RegExp(String.raw`^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})${CLOCK})?$`, "i");
const MONTH = String.raw`(\p{L}{3,12})\.?`;
/** 31-Mar-26, 31. März 2026, 31 de marzo de 2026; March 31, 2026; March 2026, where two digits could be a day. */
const NAMED = new RegExp(
  String.raw`^(?:(\d{1,2})(?:[ -]|\. ?| de )${MONTH}(?:[ ,-]+| de )(?=\d)|${MONTH} (?:(\d{1,2}),? )?(?=\d{4}))(\d{4}|\d{2})${CLOCK})?$`,
  "iu",
);
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;

type Parts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly clock?: string | undefined;
  readonly zone?: string | undefined;
};

const momentOf = ({ year, month, day, clock = "0:00", zone }: Parts): number | undefined => {
  const time = timeOf(clock);
  if (time === undefined) return undefined;
  const { hours, minutes, seconds } = time;
  // Whether there is such a day does not depend on where it is.
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  const clockMs = Math.round(seconds * 1000);
  if (zone === undefined) return new Date(year, month - 1, day, hours, minutes, 0, clockMs).getTime();
  return midnight.getTime() + (hours * 60 + minutes - offsetMinutes(zone)) * 60_000 + clockMs;
};

type Time = { readonly hours: number; readonly minutes: number; readonly seconds: number };

/** Twelve is the first hour of each half: 12:30 AM is half an hour after midnight. */
const timeOf = (clock: string): Time | undefined => {
  const half = /([ap])\.?m\.?$/i.exec(clock)?.[1]?.toLowerCase();
  const [hours = 0, minutes = 0, seconds = 0] = clock
    .replace(/\s?[ap]\.?m\.?$/i, "")
    .split(":")
    .map(Number);
  if (minutes > 59 || seconds >= 60) return undefined;
  if (half === undefined) return hours > 24 ? undefined : { hours, minutes, seconds };
  if (hours < 1 || hours > 12) return undefined;
  return { hours: (hours % 12) + (half === "p" ? 12 : 0), minutes, seconds };
};

const offsetMinutes = (zone: string): number => {
  if (zone.toUpperCase() === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
};

/** Two digits are of this century, as long as tables are of the past. */
const fullYear = (digits = ""): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));
