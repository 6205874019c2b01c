import { describe, expect, it } from "vitest";
import { dateOrderOf, readMoment, usualDateOrder } from "./moment.ts";

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
  ])("reads %s", (text, value) => {
    expect(readMoment(text, "month-first")).toBe(value);
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
    "tomorrow",
    "2026-01-01T25:61",
  ])("says that %j is none", (text) => {
    expect(readMoment(text, "day-first")).toBeUndefined();
  });
});
