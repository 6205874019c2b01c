/** Dates and times as tables have them, in milliseconds since 1970. Without a zone they are the reader's own. */

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
  const [, dayFirst, monthAfter, monthFirst, dayAfter, year] = NAMED.exec(trimmed) ?? [];
  const month = MONTHS.indexOf((monthAfter ?? monthFirst ?? "").slice(0, 3).toLowerCase()) + 1;
  return month === 0 ? undefined : momentOf({ year: Number(year), month, day: Number(dayFirst ?? dayAfter) });
};

/** Characters that a date and a time take at most. */
const LONGEST = 40;

const CLOCK = String.raw`(?:[T ,]\s*(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)`;
const ISO = new RegExp(
  String.raw`^(\d{4})([-/])(\d{1,2})(?:\2(\d{1,2}))?${CLOCK}\s*(Z|[+-]\d{2}:?\d{2})?)?$`,
  "i",
);
const NUMERIC = new RegExp(String.raw`^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})${CLOCK})?$`);
const NAMED = /^(?:(\d{1,2})[ -]([a-z]{3,9})\.?[ ,-]+|([a-z]{3,9})\.? (\d{1,2}),? )(\d{4})$/i;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

type Parts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly clock?: string | undefined;
  readonly zone?: string | undefined;
};

const momentOf = ({ year, month, day, clock = "0:00", zone }: Parts): number | undefined => {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(":").map(Number);
  if (hours > 24 || minutes > 59 || seconds >= 60) return undefined;
  // Whether there is such a day does not depend on where it is.
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  const clockMs = Math.round(seconds * 1000);
  if (zone === undefined) return new Date(year, month - 1, day, hours, minutes, 0, clockMs).getTime();
  return midnight.getTime() + (hours * 60 + minutes - offsetMinutes(zone)) * 60_000 + clockMs;
};

const offsetMinutes = (zone: string): number => {
  if (zone.toUpperCase() === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
};

/** Two digits are of this century, as long as tables are of the past. */
const fullYear = (digits = ""): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));
