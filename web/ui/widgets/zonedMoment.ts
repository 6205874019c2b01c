/** When the clocks of a place show a given time. Pure. */

/**
 * `local` is a date, or a date and a time, as a form writes them: a date alone is its midnight. Without a zone, and in
 * one that nobody knows, it is the reader's own time. An hour that is skipped in spring is the one after it.
 */
export const momentIn = (local: string, timeZone: string): number | undefined => {
  const text = /^\d{4}-\d{2}-\d{2}$/.test(local) ? `${local}T00:00` : local;
  const here = Date.parse(text);
  if (Number.isNaN(here)) return undefined;
  const shown = Date.parse(`${text}Z`);
  if (!isZone(timeZone) || Number.isNaN(shown)) return here;
  // The first is off by an hour where clocks change in between.
  const near = shown - offsetMs(shown, timeZone);
  return shown - offsetMs(near, timeZone);
};

/** None is none. */
export const isZone = (timeZone: string): boolean => {
  if (timeZone === "") return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
};

/** What clocks there show, less what they show in Greenwich. Of whole seconds. */
const offsetMs = (moment: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat("en", {
    ...{ year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
    ...{ hourCycle: "h23", timeZone },
  }).formatToParts(moment);
  const part = (name: string): number => Number(parts.find(({ type }) => type === name)?.value ?? 0);
  const [year, month, day] = [part("year"), part("month") - 1, part("day")];
  return Date.UTC(year, month, day, part("hour"), part("minute"), part("second")) - moment;
};
