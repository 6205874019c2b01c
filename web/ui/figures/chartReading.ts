/** From a text or a JSON value to what a chart can draw, or why it can't. Total. */
import { candlesOf } from "./candles.ts";
import { readCsv, separatorOf } from "./csv.ts";
import { atPath, parsePath } from "./jsonPath.ts";
import { tableOf } from "./jsonTable.ts";
import { usualDateOrder } from "./moment.ts";
import { type Figures, figuresOf, usualMark } from "./series.ts";
import type { Fault, TableReading } from "./table.ts";

export type ChartReading =
  | { readonly kind: "no-path" | "nothing" | "no-table" | "no-rows" | "no-numbers" | "no-candles" }
  | { readonly kind: "figures"; readonly figures: Figures; readonly faults: readonly Fault[] };

export const fromText = (text: string, chart: string): ChartReading =>
  drawable(readCsv(text), { chart, mark: usualMark(separatorOf(text)) });

export const fromJson = (
  json: unknown,
  { path, kind }: { readonly path: string; readonly kind: string },
): ChartReading => {
  const steps = parsePath(path);
  if (steps === undefined) return { kind: "no-path" };
  const found = atPath(json, steps);
  if (found === undefined || found === null) return { kind: "nothing" };
  const reading = tableOf(found);
  return reading === undefined ? { kind: "no-table" } : drawable(reading, { chart: kind, mark: "." });
};

const drawable = (
  { table, faults }: TableReading,
  { chart, mark }: { readonly chart: string; readonly mark: "." | "," },
): ChartReading => {
  if (table.rows.length === 0) return { kind: "no-rows" };
  const figures = figuresOf(table, { mark, order: usualDateOrder() });
  if (figures.series.length === 0 || figures.x.at.length === 0) return { kind: "no-numbers" };
  const all = [...faults, ...figures.faults];
  if (chart !== "candlestick") return { kind: "figures", figures, faults: all };
  const candles = candlesOf(figures);
  if (candles === undefined || candles.candles.length === 0) return { kind: "no-candles" };
  return { kind: "figures", figures, faults: [...all, ...candles.faults] };
};
