import { describe, expect, it } from "vitest";
import { dateOrderOf, hasZone, readCompactDay, readMoment, usualDateOrder } from "./moment.ts";

const local = (year: number, month: number, day: number, hours = 0, minutes = 0) =>
  new Date(year, month - 1, day, hours, minutes).getTime();

describe("readMoment", () => {
  it.each([
    ["2026-11-23", local(2026, 11, 23)],
    ["2026/11/3", local(2026, 11, 3)],
    ["2026-11", local(2026, 11, 1)],
    ["2026-11-23 14:30", local(2026, 11, 23, 14, 30)],
    ["2026-11-23T14:30:00Z", Date.UTC(2026, 10, 23, 14, 30)],
    ["2026-11-23T14:30:00.250+02:00", Date.UTC(2026, 10, 23, 12, 30, 0, 250)],
    ["23.11.2026", local(2026, 11, 23)],
    ["3.4.26", local(2026, 4, 3)],
    ["23 Nov 2026", local(2026, 11, 23)],
    ["November 23, 2026", local(2026, 11, 23)],
    ["4/1/2026 4:05 PM", local(2026, 4, 1, 16, 5)],
    ["4/1/2026, 4:05\u202fp.m.", local(2026, 4, 1, 16, 5)],
    ["4/1/2026 12:30 AM", local(2026, 4, 1, 0, 30)],
    ["4/1/2026 12 pm", local(2026, 4, 1, 12)],
    ["2026-04-01 4:05 am", local(2026, 4, 1, 4, 5)],
    ["31-Mar-26", local(2026, 3, 31)],
    ["31 Mar 2026 16:00", local(2026, 3, 31, 16)],
    ["Mar 31, 2026 4:00 PM", local(2026, 3, 31, 16)],
    ["March 2026", local(2026, 3, 1)],
    ["Sept. 1, 2026", local(2026, 9, 1)],
    ["31. März 2026", local(2026, 3, 31)],
    ["31-Mrz-26", local(2026, 3, 31)],
    ["1. Dez. 2026", local(2026, 12, 1)],
    ["1 août 2026", local(2026, 8, 1)],
    ["31 de marzo de 2026", local(2026, 3, 31)],
  ])("reads %s", (text, value) => {
    expect(readMoment(text, "month-first")).toBe(value);
  });

  it("reads a day of eight digits when asked to, and no number that is none", () => {
    expect(readCompactDay("20260331")).toBe(local(2026, 3, 31));
    expect(readCompactDay(20260331)).toBe(local(2026, 3, 31));
    for (const none of ["20260231", "12345678", "202603310", "2026033", 20260331.5])
      expect(readCompactDay(none)).toBeUndefined();
  });

  it("tells what names its zone", () => {
    expect(["2026-01-01T00:00Z", "2026-01-01 00:00+02:00"].every(hasZone)).toBe(true);
    expect(["2026-01-01", "2026-01-01T00:00", "1.1.2026", "Z"].some(hasZone)).toBe(false);
  });

  it("reads slashes in the order of their column", () => {
    expect(readMoment("03/04/2026", "day-first")).toBe(local(2026, 4, 3));
    expect(readMoment("03/04/2026", "month-first")).toBe(local(2026, 3, 4));
    expect(dateOrderOf(["03/04/2026", "25/04/2026"], "month-first")).toBe("day-first");
    expect(dateOrderOf(["03/04/2026", "04/25/2026"], "day-first")).toBe("month-first");
    expect(dateOrderOf(["03/04/2026"], "day-first")).toBe("day-first");
    expect(usualDateOrder("en-US")).toBe("month-first");
    expect(usualDateOrder("en-GB")).toBe("day-first");
  });

  it.each([
    "",
    "2026-02-31",
    "31.02.2026",
    "2026-13-01",
    "12.5",
    "1,234",
    "Item 1 2026",
    "May 26",
    "Mar 32, 2026",
    "4/1/2026 13:00 PM",
    "4/1/2026 0:30 AM",
    "20260331",
    "tomorrow",
    "2026-01-01T25:61",
  ])("says that %j is none", (text) => {
    expect(readMoment(text, "day-first")).toBeUndefined();
  });
});
