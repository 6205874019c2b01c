import { describe, expect, it } from "vitest";
import { timeAgo } from "./times.ts";

const now = Date.parse("2026-05-04T12:00:00Z");
const ago = (seconds: number): string => timeAgo(new Date(now - seconds * 1000).toISOString(), now);

describe("timeAgo", () => {
  it("says what a person would say", () => {
    expect(ago(10)).toBe("Just now");
    expect(ago(50)).toBe("1 minute ago");
    expect(ago(7200)).toBe("2 hours ago");
    expect(ago(86_400)).toBe("yesterday");
    expect(ago(3 * 86_400)).toBe("3 days ago");
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
});
