/** What stands for the numbers: lines, areas, bars, candles. Series differ by dashes and hatching, not colour alone. */
import type { ReactNode } from "react";
import { type Candle, candlesOf, joinCandles, joined } from "../figures/candles.ts";
import type { Figures, Series } from "../figures/series.ts";
import { areaPath, linePath, type Point, short } from "./paths.ts";
import type { ChartKind, Plan } from "./plan.ts";
import { thin } from "./thin.ts";

type Props = { readonly figures: Figures; readonly plan: Plan };

export const DASHES = ["", "7 4", "2 4", "10 4 2 4", "14 5", "5 3 1 3"] as const;

export const Marks = ({ kind, ...props }: Props & { readonly kind: ChartKind }): ReactNode => {
  switch (kind) {
    case "line":
    case "area":
      return <Lines {...props} isFilled={kind === "area"} />;
    case "bar":
      return <Bars {...props} />;
    case "candlestick":
      return <CandleSticks {...props} />;
  }
};

const Lines = ({ figures, plan, isFilled }: Props & { readonly isFilled: boolean }): ReactNode =>
  figures.series.map((series, at) => {
    const points = pointsOf(series, plan);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same, and the order is what tells them apart.
      <g key={at} data-series={at + 1}>
        {isFilled && <path className="chart-area" d={areaPath(points, plan.base)} />}
        <path className="chart-line" d={linePath(points)} strokeDasharray={DASHES[at]} />
      </g>
    );
  });

const pointsOf = ({ values }: Series, { xs, y, box }: Plan): readonly Point[] => {
  const columns = Math.max(1, Math.ceil(box.right - box.left));
  return thin(values, { columns, place: (index) => xs[index] ?? 0 }).map((index) => {
    const value = values[index] ?? null;
    return value === null ? null : { x: xs[index] ?? 0, y: y(value) };
  });
};

/** Thinner than this nobody sees a bar or a candle for what it is. */
const LEAST_BAND = { bar: 3, candlestick: 5 } as const;

/** How many rows one bar or candle stands for. */
export const rowsPerMark = (kind: ChartKind, { band }: Plan): number =>
  kind === "bar" || kind === "candlestick"
    ? Math.max(1, Math.ceil(LEAST_BAND[kind] / Math.max(0.001, band)))
    : 1;

const Bars = ({ figures, plan }: Props): ReactNode => {
  const each = rowsPerMark("bar", plan);
  const group = plan.band * each * 0.78;
  const width = group / figures.series.length;
  return figures.series.map((series, at) => {
    const bars = Array.from({ length: Math.ceil(series.values.length / each) }, (_, index) => {
      const value = largest(series.values.slice(index * each, (index + 1) * each));
      if (value === null) return "";
      const middle = plan.box.left + (index + 0.5) * plan.band * each;
      return rectangle(middle - group / 2 + at * width, [plan.y(value), plan.base], Math.max(1, width - 1));
    });
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      <g key={at} data-series={at + 1}>
        <path className="chart-bar" d={bars.join("")} />
        {at > 0 && <path className="chart-hatch" d={bars.join("")} fill={`url(#chart-hatch-${at + 1})`} />}
      </g>
    );
  });
};

const largest = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>(
    (most, value) => (value !== null && (most === null || Math.abs(value) > Math.abs(most)) ? value : most),
    null,
  );

const rectangle = (x: number, [from, to]: readonly [number, number], width: number): string =>
  `M${short(x)} ${short(from)}h${short(width)}V${short(to)}h${short(-width)}Z`;

/** Hollow where it rose, filled where it fell: read without colours, too. */
const CandleSticks = ({ figures, plan }: Props): ReactNode => {
  const candles = candlesOf(figures)?.candles ?? [];
  const each = rowsPerMark("candlestick", plan);
  const groups = joinCandles(candles, Math.ceil(candles.length / each));
  const width = Math.max(1, Math.min(14, plan.band * each * 0.64));
  const drawn = groups.flatMap((group) => {
    const candle = joined(group);
    const [first, last] = [plan.xs[group[0]?.index ?? 0] ?? 0, plan.xs[group.at(-1)?.index ?? 0] ?? 0];
    return candle === undefined ? [] : [{ candle, x: (first + last) / 2 }];
  });
  const paths = (rose: boolean) =>
    drawn
      .filter(({ candle }) => candle.close >= candle.open === rose)
      .map(({ candle, x }) => candlePath(candle, x, { width, y: plan.y }))
      .join("");
  return (
    <>
      <path className="chart-candle is-up" d={paths(true)} />
      <path className="chart-candle is-down" d={paths(false)} />
    </>
  );
};

const candlePath = (
  { open, high, low, close }: Candle,
  x: number,
  { width, y }: { readonly width: number; readonly y: Plan["y"] },
): string => {
  const [top, bottom] = [y(Math.max(open, close)), y(Math.min(open, close))];
  // A body of no height would not be there at all.
  const body = rectangle(x - width / 2, [top, Math.max(bottom, top + 1)], width);
  return `M${short(x)} ${short(y(high))}V${short(top)}M${short(x)} ${short(Math.max(bottom, top + 1))}V${short(y(low))}${body}`;
};
