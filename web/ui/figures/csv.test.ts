import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv, separatorOf } from "./csv.ts";

const cellsOf = (text: string) => readCsv(text).table.rows.map(({ cells }) => cells);

describe("readCsv", () => {
  it.each([
    ["commas", "a,b\n1,2\n3,4"],
    ["semicolons", "a;b\n1;2\n3;4"],
    ["tabs", "a\tb\n1\t2\n3\t4"],
    ["the line ends of Windows", "a,b\r\n1,2\r\n3,4\r\n"],
    ["a mark of its encoding in front", "\uFEFFa,b\n1,2\n3,4"],
    ["empty lines", "\na,b\n\n1,2\n3,4\n\n"],
  ])("reads %s", (_, text) => {
    expect(readCsv(text)).toMatchObject({ table: { columns: ["a", "b"] }, faults: [] });
    expect(cellsOf(text)).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  it("takes commas for decimal ones where semicolons tell the cells apart", () => {
    expect(separatorOf("Tag;Wert\n1;2,5\n2;3,5")).toBe(";");
    expect(cellsOf("Tag;Wert\n1;2,5")).toEqual([["1", "2,5"]]);
  });

  it("keeps separators, line ends and quotes that are in quotes", () => {
    expect(cellsOf('a,b\n"one, two","say ""hi""\nthere"')).toEqual([["one, two", 'say "hi"\nthere']]);
    expect(separatorOf('"a;b","c;d"\n"e;f","g;h"')).toBe(",");
  });

  it("tells names from numbers above the first row", () => {
    expect(readCsv("2026-01-01,5\n2026-01-02,6").table).toMatchObject({ columns: ["", ""] });
    expect(cellsOf("2026-01-01,5\n2026-01-02,6")).toHaveLength(2);
    expect(readCsv("Value\n1\n2").table.columns).toEqual(["Value"]);
    expect(readCsv("1\n2").table.columns).toEqual([""]);
  });

  it("reports a row with too few or too many cells, by its line, and keeps what it has", () => {
    const { table, faults } = readCsv('a,b\n1\n"x\ny",2\n1,2,3');
    expect(faults).toEqual([
      { kind: "cells", row: 2, found: 1, wanted: 2 },
      { kind: "cells", row: 5, found: 3, wanted: 2 },
    ]);
    expect(table.rows.map(({ number, cells }) => [number, cells.length])).toEqual([
      [2, 1],
      [3, 2],
      [5, 2],
    ]);
  });

  it("reports a quote that is never closed, and reads the lines after it", () => {
    const { table, faults } = readCsv('a,b\n"1,2\n3,4');
    expect(faults).toContainEqual({ kind: "quote", row: 2 });
    expect(table.rows.at(-1)?.cells).toEqual(["3", "4"]);
  });

  it("reads back whatever was written, however hostile", () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 6 }).map((text) => `x${text.trim()}`);
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        const text = [["h", "i"], ...rows].map((row) => row.map(quote).join(",")).join("\n");
        expect(readCsv(text)).toMatchObject({ faults: [] });
        expect(cellsOf(text)).toEqual(rows.map((row) => row.map((one) => one.trim())));
      }),
    );
  });

  it("never fails, and never loses a row without a word", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a1,;\t"\n\r. '), maxLength: 40 }), (text) => {
        const { table, faults } = readCsv(text);
        for (const { cells, number } of table.rows) {
          expect(cells.length).toBeLessThanOrEqual(table.columns.length);
          if (cells.length < table.columns.length)
            expect(faults).toContainEqual(expect.objectContaining({ kind: "cells", row: number }));
        }
      }),
    );
  });

  it("takes 100,000 characters in no time", () => {
    const text = `a,b\n${"1,2\n".repeat(24_000)}`;
    expect(readCsv(text).table.rows).toHaveLength(24_000);
    expect(readCsv(`a,b\n${'"'.repeat(99_990)}`).table.rows.length).toBeLessThan(5);
  });
});
