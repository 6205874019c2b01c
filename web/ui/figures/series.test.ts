import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candlesOf } from "./candles.ts";
import { fromJson, fromText } from "./chartReading.ts";

const figures = (text: string, kind = "line") => {
  const reading = fromText(text, kind);
  if (reading.kind !== "figures") throw new Error(reading.kind);
  return { ...reading.figures, faults: reading.faults };
};
const fromSite = (json: unknown, path = "") => {
  const reading = fromJson(json, { path, kind: "line" });
  if (reading.kind !== "figures") throw new Error(reading.kind);
  return { ...reading.figures, faults: reading.faults };
};
const day = (n: number) => new Date(2026, 0, n).getTime();

describe("the figures of a table", () => {
  it("stand at the dates of the first column, oldest first", () => {
    const { x, series, faults } = figures("Date,Close\n2026-01-02,5\n2026-01-01,4.5");
    expect(x).toMatchObject({ kind: "time", at: [day(1), day(2)], rows: [3, 2] });
    expect(series).toEqual([{ name: "Close", values: [4.5, 5] }]);
    expect(faults).toEqual([]);
  });

  it.each([
    ["a half of the day", "Date,Close\n4/1/2026 4:00 PM,12\n3/30/2026 4:00 PM,8", [8, 12]],
    ["names of months", "Date,Close\n01-Apr-26,12\n31-Mar-26,8", [8, 12]],
    ["German names of months", "Datum;Kurs\n1. April 2026;12,5\n31. März 2026;8", [8, 12.5]],
    ["days of eight digits", "Date,Close\n20260401,12\n20260331,8", [8, 12]],
  ])("stand at dates with %s, oldest first", (_, text, values) => {
    const { x, series, faults } = figures(text);
    expect(x.kind).toBe("time");
    expect(series[0]?.values).toEqual(values);
    expect(faults).toEqual([]);
  });

  it("have the decimals of their country", () => {
    expect(figures("Datum;Kurs\n01.01.2026;1.234,5\n02.01.2026;99,25").series[0]?.values).toEqual([
      1234.5, 99.25,
    ]);
    expect(figures('Date,Price\n2026-01-01,"1,234.5"\n2026-01-02,99.25').series[0]?.values).toEqual([
      1234.5, 99.25,
    ]);
  });

  it("stand at numbers, or at names in their own order", () => {
    expect(figures("x,y\n2,1\n1,5").x).toMatchObject({ kind: "number", at: [1, 2] });
    expect(figures("Fruit,Sold\nPears,3\nApples,5").x).toMatchObject({
      kind: "name",
      names: ["Pears", "Apples"],
    });
    expect(figures("4\n5\n6")).toMatchObject({
      x: { names: ["1", "2", "3"] },
      series: [{ values: [4, 5, 6] }],
    });
  });

  it("have a gap where there is none, and say what was none", () => {
    const { series, faults } = figures("Date,A,B\n2026-01-01,1,\n2026-01-02,oops,2\nsoon,3,3");
    expect(series).toEqual([
      { name: "A", values: [1, null] },
      { name: "B", values: [null, 2] },
    ]);
    expect(faults).toEqual([
      { kind: "moment", row: 4, text: "soon" },
      { kind: "number", row: 3, text: "oops" },
    ]);
  });

  it("leave out columns without numbers and those beyond the sixth, and say so", () => {
    const { series, faults } = figures("t,who,a,b,c,d,e,f,g\n1,me,1,2,3,4,5,6,7\n2,you,1,2,3,4,5,6,7");
    expect(series.map(({ name }) => name)).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(faults).toEqual([
      { kind: "column", name: "who" },
      { kind: "columns", left: 1 },
    ]);
  });

  it("leave out numbers that no scale holds, and say so", () => {
    expect(figures("n\n1\n1e308\n2")).toMatchObject({
      series: [{ values: [1, null, 2] }],
      faults: [{ kind: "number", row: 3, text: "1e308" }],
    });
  });

  it("say why there are none", () => {
    expect(fromText("  ", "line").kind).toBe("no-rows");
    expect(fromText("a,b\n", "line").kind).toBe("no-rows");
    expect(fromText("who,what\nme,this\nyou,that", "line").kind).toBe("no-numbers");
    expect(fromText("Date,Close\n2026-01-01,3", "candlestick").kind).toBe("no-candles");
    expect(fromJson({ a: 1 }, { path: "", kind: "line" }).kind).toBe("no-table");
    expect(fromJson({ a: 1 }, { path: "b", kind: "line" }).kind).toBe("nothing");
    expect(fromJson({ a: 1 }, { path: "a..b", kind: "line" }).kind).toBe("no-path");
  });

  it.each([
    ["numbers", [3, 5]],
    [
      "rows",
      [
        ["a", 3],
        ["b", 5],
      ],
    ],
    [
      "rows under names",
      [
        ["who", "n"],
        ["a", 3],
        ["b", 5],
      ],
    ],
    [
      "objects",
      [
        { who: "a", n: 3 },
        { who: "b", n: "5" },
      ],
    ],
    ["columns", { who: ["a", "b"], n: [3, 5], about: "kept out" }],
    [
      "objects by their date, newest first",
      { "2026-04-01": { "1. open": "5.0" }, "2026-03-31": { "1. open": "3.0" } },
    ],
    ["numbers by their date", { "2026-03-31": 3, "2026-04-01": 5 }],
    ["numbers by their year", { 2025: 3, 2026: 5 }],
    [
      "objects by their date, and what they are about",
      {
        "Meta Data": { Zone: "US/Eastern" },
        "Time Series": { "2026-03-31": { n: 3 }, "2026-04-01": { n: 5 } },
      },
    ],
  ])("come from a site as %s", (_, json) => {
    expect(fromSite({ answer: json }, "answer").series[0]?.values).toEqual([3, 5]);
  });

  it("of a pivot are called by their years", () => {
    const names = ["2024", "2025"];
    const rows = [
      ["Fruit", 2024, 2025],
      ["Pears", 3, 5],
    ];
    for (const { x, series } of [
      figures("Fruit,2024,2025\nPears,3,5"),
      figures("Fruit;2024;2025\nPears;3;5"),
      fromSite(rows),
      fromSite([{ Fruit: "Pears", 2024: 3, 2025: 5 }]),
    ]) {
      expect(x.names).toEqual(["Pears"]);
      expect(series.map(({ name }) => name)).toEqual(names);
      expect(series.map(({ values }) => values)).toEqual([[3], [5]]);
    }
  });

  it("stand at seconds and milliseconds since 1970 where the name says so", () => {
    expect(fromSite({ time: [1767225660, 1767312060], n: [1, 2] }).x).toMatchObject({
      kind: "time",
      at: [1767225660_000, 1767312060_000],
    });
    expect(fromSite([[1767225660_000, 1]]).x).toMatchObject({ kind: "time", at: [1767225660_000] });
    expect(fromSite([{ size: 1767225660, n: 1 }]).x.kind).toBe("number");
  });

  it("come of any text and any JSON without failing", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab19,;.-/: \n"'), maxLength: 60 }), (text) => {
        for (const kind of ["line", "candlestick"]) fromText(text, kind);
      }),
    );
    fc.assert(fc.property(fc.jsonValue(), (json) => void fromJson(json, { path: "", kind: "candlestick" })));
  });
});

it("cells that were made to be slow are read at once", () => {
  const long = 100_000;
  for (const cell of [
    "1".repeat(long),
    `1${" ".repeat(long)}x`,
    "1,222".repeat(long / 5),
    `${"2026-01-01 ".repeat(long / 10)}`,
  ]) {
    fromText(`a,b\n"${cell}",1\n2,"${cell}"`, "line");
    fromJson([{ a: cell, b: cell }], { path: "", kind: "line" });
  }
});

describe("candles", () => {
  it("are told by their names, in any order", () => {
    const reading = figures("Date,Close,Low,High,Open,Volume\n2026-01-01,3,1,5,2,900", "candlestick");
    expect(reading.faults).toEqual([]);
  });

  it.each([
    ["Nasdaq", "Date,Close/Last,Volume,Open,High,Low\n03/31/2026,$3,900,$2,$5,$1"],
    ["Investing.com", 'Date,Price,Open,High,Low,Vol.,Change %\n"03/31/2026","3","2","5","1","1.2M","0.5%"'],
    ["German sites", "Datum;Erster;Hoch;Tief;Schlusskurs;Volumen\n31.03.2026;2;5;1;3;900"],
    ["Alpha Vantage", "timestamp,1. open,2. high,3. low,4. close,5. volume\n2026-03-31,2,5,1,3,900"],
  ])("are found as %s writes them", (_, text) => {
    const reading = fromText(text, "candlestick");
    const found = reading.kind === "figures" ? candlesOf(reading.figures)?.candles : reading.kind;
    expect(found).toEqual([{ index: 0, open: 2, high: 5, low: 1, close: 3 }]);
  });

  it("whose high is below their close are reported with their row, and not drawn", () => {
    const { faults } = figures("Date,O,H,L,C\n2026-01-01,2,5,1,3\n2026-01-02,2,2,1,3", "candlestick");
    expect(faults).toEqual([{ kind: "candle", row: 3 }]);
  });
});
