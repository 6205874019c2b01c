import { describe, expect, it } from "vitest";
import { words } from "../words/rest.en.ts";
import { timeAgo } from "./times.ts";

const now = Date.parse("2026-05-04T12:00:00Z");
const ago = (seconds: number): string => timeAgo(new Date(now - seconds * 1000).toISOString(), now);

describe("timeAgo", () => {
  it("says what a person would say", () => {
    expect(ago(10)).toBe("Just now");
    expect(ago(50)).toBe("1 minute ago");
    expect(ago(7200)).toBe("2 hours ago");
    expect(ago(86_400)).toBe("Yesterday");
    expect(ago(3 * 86_400)).toBe("3 days ago");
  });

  it("counts days by the calendar of the place, not by hours that went by", () => {
    const at = (day: number, hour: number, minute = 0): Date => new Date(2026, 4, day, hour, minute);
    const said = (then: Date, seen: Date): string => timeAgo(then.toISOString(), seen.valueOf());
    expect(said(at(3, 0, 10), at(4, 23, 50))).toBe("Yesterday");
    expect(said(at(2, 23, 50), at(4, 0, 10))).toBe("2 days ago");
    expect(said(at(3, 22), at(4, 8))).toBe("Yesterday");
    expect(said(at(4, 0, 10), at(4, 23, 50))).toBe("23 hours ago");
    expect(said(at(3, 23, 50), at(4, 0, 10))).toBe("20 minutes ago");
    expect(said(at(3, 22), at(4, 1))).toBe("3 hours ago");
    expect(said(at(3, 12), at(9, 23))).toBe("6 days ago");
    expect(said(at(3, 23), at(10, 1))).toContain("2026");
  });

  it("gives the date from a week on", () => {
    expect(ago(9 * 86_400)).toContain("2026");
  });

  it("takes a time from a clock that runs ahead for now", () => {
    expect(ago(-3600)).toBe("Just now");
  });

  it("shows what is no time as it is", () => {
    expect(timeAgo("soon", now)).toBe("soon");
  });

  it("begins small inside of a sentence, but for a month", () => {
    expect(words.previewing(3, ago(86_400))).toBe("Version 3, yesterday");
    expect(words.previewing(3, ago(9 * 86_400))).toContain("Version 3, Apr");
  });
});
