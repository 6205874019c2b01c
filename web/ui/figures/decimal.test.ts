import { describe, expect, it } from "vitest";
import { decimalMarkOf, readNumber } from "./decimal.ts";

describe("readNumber", () => {
  it.each([
    ["1234.5", 1234.5],
    ["1,234.5", 1234.5],
    ["12,34,567.5", 1234567.5],
    ["1 234.5", 1234.5],
    ["1’234.5", 1234.5],
    ["-0.5", -0.5],
    ["\u22123", -3],
    [".5", 0.5],
    ["5.", 5],
    ["1e3", 1000],
    ["$1,200", 1200],
    ["-€ 3.50", -3.5],
    ["12 %", 12],
  ])("reads %s with a decimal point", (text, value) => {
    expect(readNumber(text, ".")).toBe(value);
  });

  it.each([
    ["1234,5", 1234.5],
    ["1.234,5", 1234.5],
    ["1.234.567", 1234567],
    ["1 234,5", 1234.5],
    ["-0,5", -0.5],
    ["3,50 €", 3.5],
  ])("reads %s with a decimal comma", (text, value) => {
    expect(readNumber(text, ",")).toBe(value);
  });

  it.each([
    "",
    "-",
    "abc",
    "1,23",
    "1.2.3",
    "12a",
    "0x10",
    "Infinity",
    "NaN",
    "1,,000",
    "2026-01-02",
    "1e999",
  ])("says that %j is none", (text) => {
    expect(readNumber(text, ".")).toBeUndefined();
  });
});

describe("decimalMarkOf", () => {
  it("goes by all numbers together, as one alone may be either", () => {
    expect(decimalMarkOf(["1,234", "2,345"], ".")).toBe(".");
    expect(decimalMarkOf(["1,234", "2,345"], ",")).toBe(",");
    expect(decimalMarkOf(["1,234", "2,5"], ".")).toBe(",");
    expect(decimalMarkOf(["1,234", "2.5"], ",")).toBe(".");
    expect(decimalMarkOf(["1.234,5"], ".")).toBe(",");
    expect(decimalMarkOf(["1,234,567"], ",")).toBe(".");
    expect(decimalMarkOf(["0,125"], ".")).toBe(",");
  });

  it("learns nothing from dates and names", () => {
    expect(decimalMarkOf(["23.11.2026", "24.11.2026", "a,b", "12.5"], ",")).toBe(".");
  });
});
