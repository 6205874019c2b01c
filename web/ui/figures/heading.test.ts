import { describe, expect, it } from "vitest";
import { isHeading } from "./heading.ts";

describe("isHeading", () => {
  it.each([
    ["names", ["Date", "Close"], [["2026-01-01", "5"]]],
    ["years", ["Fruit", "2024", "2025"], [["Pears", "3", "5"]]],
    ["years that fall", ["Fruit", "2025", "2024", "2023"], [["Pears", "3", "5", "7"]]],
    ["years and a name", ["Fruit", "2024", "2025", "Total"], [["Pears", "3", "5", "8"]]],
    ["years as numbers", ["Fruit", 2024, 2025], [["Pears", 3, 5]]],
    ["one year under an empty corner", ["", "2024"], [["Pears", "3"]]],
  ])("is one of %s", (_, first, below) => {
    expect(isHeading(first, below)).toBe(true);
  });

  it.each([
    ["figures under a date", ["2026-01-01", "2024", "2025"], [["2026-01-02", "3", "5"]]],
    ["figures under a number", ["1", "2024", "2025"], [["2", "3", "5"]]],
    ["figures like years over their like", ["Ann", "1990", "1991"], [["Bob", "1985", "1987"]]],
    ["figures that are no run", ["Rent", "1950", "2100"], [["Food", "600", "650"]]],
    ["one figure beside a name", ["Rent", "1950"], [["Food", "600"]]],
    ["other numbers", ["Fruit", "3000", "3001"], [["Pears", "3", "5"]]],
    ["years with nothing below", ["Fruit", "2024", "2025"], []],
  ])("is none of %s", (_, first, below) => {
    expect(isHeading(first, below)).toBe(false);
  });
});
