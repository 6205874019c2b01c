import { describe, expect, it } from "vitest";
import { momentIn } from "./zonedMoment.ts";

describe("momentIn", () => {
  it("is the same moment wherever it is read, where a zone is given", () => {
    expect(momentIn("2026-01-01T00:00", "Europe/Berlin")).toBe(Date.UTC(2025, 11, 31, 23));
    expect(momentIn("2026-07-01T12:30", "Europe/Berlin")).toBe(Date.UTC(2026, 6, 1, 10, 30));
    expect(momentIn("2026-01-01", "America/Los_Angeles")).toBe(Date.UTC(2026, 0, 1, 8));
    expect(momentIn("2026-01-01", "Asia/Kathmandu")).toBe(Date.UTC(2025, 11, 31, 18, 15));
  });

  it("holds on the days when clocks change", () => {
    expect(momentIn("2026-03-29T01:59", "Europe/Berlin")).toBe(Date.UTC(2026, 2, 29, 0, 59));
    expect(momentIn("2026-03-29T03:00", "Europe/Berlin")).toBe(Date.UTC(2026, 2, 29, 1));
    expect(momentIn("2026-10-25T03:00", "Europe/Berlin")).toBe(Date.UTC(2026, 9, 25, 2));
    expect(momentIn("2026-03-08T03:00", "America/Los_Angeles")).toBe(Date.UTC(2026, 2, 8, 10));
  });

  it("is the reader's own time without a zone, and in none that there is", () => {
    for (const zone of ["", "Mars/Olympus"]) {
      expect(momentIn("2026-01-01T09:30", zone)).toBe(new Date(2026, 0, 1, 9, 30).getTime());
      expect(momentIn("2026-01-01", zone)).toBe(new Date(2026, 0, 1).getTime());
    }
  });

  it("is none of what is no date", () => {
    for (const text of ["", "soon", "2026-13-01"]) expect(momentIn(text, "UTC")).toBeUndefined();
  });
});
