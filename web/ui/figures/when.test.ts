import { afterEach, describe, expect, it, vi } from "vitest";
import { momentReader } from "./when.ts";

afterEach(() => vi.unstubAllEnvs());

const inLosAngeles = () => vi.stubEnv("TZ", "America/Los_Angeles");
const days = (name: string, cells: readonly (string | number)[]) => {
  const read = momentReader(name, cells, "month-first");
  return cells.map((cell) => {
    const moment = read(cell);
    return moment === undefined ? undefined : new Date(moment).toDateString();
  });
};

describe("momentReader", () => {
  it("takes eight digits for days where all of a column are some, and else for numbers", () => {
    expect(days("Day", ["20260331", "", "20260401"])).toEqual([
      "Tue Mar 31 2026",
      undefined,
      "Wed Apr 01 2026",
    ]);
    expect(momentReader("", [20260331, 20269999], "month-first")(20260331)).toBeUndefined();
  });

  it("takes midnights of Greenwich alone for days, which are the same in America", () => {
    inLosAngeles();
    const expected = ["Thu Jan 01 2026", "Fri Jan 02 2026"];
    expect(days("time", [1767225600, 1767312000])).toEqual(expected);
    expect(days("date", [1767225600_000, 1767312000_000])).toEqual(expected);
    expect(days("date", ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00.000+00:00"])).toEqual(expected);
  });

  it("leaves moments what they are: one that is no midnight, or midnights of the reader's own", () => {
    inLosAngeles();
    const read = momentReader("t", ["2026-01-01T00:00Z", "2026-01-01T06:00Z"], "month-first");
    expect(read("2026-01-01T00:00Z")).toBe(Date.UTC(2026, 0, 1));
    const own = momentReader("t", ["2026-01-01 16:00"], "month-first");
    expect(own("2026-01-01 16:00")).toBe(Date.UTC(2026, 0, 2));
  });
});
