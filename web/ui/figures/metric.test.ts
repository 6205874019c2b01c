import { describe, expect, it } from "vitest";
import { numberAt, trendOf } from "./metric.ts";

describe("numberAt", () => {
  it("takes numbers, also those that are written as text", () => {
    expect(numberAt({ a: [3] }, "a[0]")).toEqual({ kind: "number", value: 3 });
    expect(numberAt({ price: "67250.10" }, "price")).toEqual({ kind: "number", value: 67250.1 });
  });

  it.each([
    ["1,234.50", 1234.5],
    ["1.234,50", 1234.5],
    ["1,234", 1234],
    ["1.234", 1.234],
    ["$1,234.50", 1234.5],
    [" -12 % ", -12],
    ["1e3", 1000],
  ])("reads %j as a table does", (text, value) => {
    expect(numberAt([text], "[0]")).toEqual({ kind: "number", value });
  });

  it("says what is missing", () => {
    expect(numberAt({}, "a").kind).toBe("nothing");
    expect(numberAt({ a: null }, "a").kind).toBe("nothing");
    expect(numberAt({}, "a..b").kind).toBe("no-path");
    for (const value of ["", "soon", "0x10", true, {}, [1]])
      expect(numberAt([value], "[0]").kind).toBe("no-number");
  });
});

it("a text that was made to be slow is read at once", () => {
  expect(numberAt([`${"1".repeat(1_000_000)}x`], "[0]").kind).toBe("no-number");
});

describe("trendOf", () => {
  it("says which way, by how much, and by what share", () => {
    expect(trendOf(12, 10)).toEqual({ way: "up", by: 2, share: 0.2 });
    expect(trendOf(-5, -4)).toEqual({ way: "down", by: 1, share: 0.25 });
    expect(trendOf(3, 3)).toMatchObject({ way: "same" });
    expect(trendOf(3, 0)).toEqual({ way: "up", by: 3, share: null });
  });
});
