/** What a server says of when to try again (RFC 9110, section 10.2.3). */
import type { WaitOf } from "./call.ts";

/** Seconds, or a date by the clock of who says it. `now` in milliseconds since 1970, for who does not say theirs. */
export const createRetryAfter =
  (now: () => number): WaitOf =>
  (headers) => {
    const after = headers.get("Retry-After") ?? "none";
    if (!after.endsWith("GMT")) return Number(after) * 1000;
    const said = Date.parse(headers.get("Date") ?? "");
    return Date.parse(after) - (Number.isNaN(said) ? now() : said);
  };
