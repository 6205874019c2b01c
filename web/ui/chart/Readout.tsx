/** One point of a chart in words and numbers, and the line that shows which. */
import type { ReactNode } from "react";
import { candlesOf } from "../figures/candles.ts";
import type { Figures } from "../figures/series.ts";
import { words } from "../moreWords.ts";
import type { Size } from "../widgets/useSize.ts";
import { momentFormat, numberFormat } from "./labels.ts";
import type { ChartKind, Plan } from "./plan.ts";

export type ReadoutText = {
  readonly where: string;
  readonly values: readonly { readonly name: string; readonly text: string; readonly series: number }[];
};

const written = numberFormat({ maximumFractionDigits: 4 });

export const readoutOf = (
  figures: Figures,
  { index, kind, unit }: { readonly index: number; readonly kind: ChartKind; readonly unit: string },
): ReadoutText => {
  const write = (value: number | null): string =>
    value === null ? words.chartMissing : `${written.format(value)}${unit === "" ? "" : `\u00a0${unit}`}`;
  const where = whereOf(figures, index);
  if (kind === "candlestick") {
    const candle = candlesOf(figures)?.candles.find((one) => one.index === index);
    if (candle !== undefined) {
      const parts = ["open", "high", "low", "close"] as const;
      const values = parts.map((part) => ({
        name: words.candleParts[part],
        text: write(candle[part]),
        series: 0,
      }));
      return { where, values };
    }
  }
  return {
    where,
    values: figures.series.map(({ name, values }, at) => ({
      name: name || words.seriesUnnamed(at + 1),
      text: write(values[index] ?? null),
      series: at + 1,
    })),
  };
};

export const whereOf = ({ x }: Figures, index: number): string =>
  x.kind === "time" ? momentFormat(x.at).format(x.at[index] ?? 0) : (x.names[index] ?? "");

export const Readout = ({
  readout,
  index,
  figures,
  kind,
  plan,
  size,
}: {
  readonly readout: ReadoutText;
  readonly index: number;
  readonly figures: Figures;
  readonly kind: ChartKind;
  readonly plan: Plan;
  readonly size: Size;
}): ReactNode => {
  const x = plan.xs[index] ?? 0;
  const { box } = plan;
  const isRight = x > size.width / 2;
  return (
    <>
      <svg className="chart-svg" width={size.width} height={size.height} aria-hidden="true">
        <line className="chart-cross" x1={x} x2={x} y1={box.top} y2={box.bottom} />
        {(kind === "line" || kind === "area") &&
          figures.series.map(({ values }, at) => {
            const value = values[index] ?? null;
            return value === null ? null : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the order is what tells series apart.
              <g key={at} data-series={at + 1}>
                <circle className="chart-dot" cx={x} cy={plan.y(value)} r="4" />
              </g>
            );
          })}
      </svg>
      {/* Beside the line, on the side with more room. The plot runs from left to right in every language. */}
      <div
        className="chart-readout"
        style={isRight ? { insetInlineEnd: size.width - x + 10 } : { insetInlineStart: x + 10 }}
        aria-hidden="true"
      >
        <p className="chart-where">{readout.where}</p>
        <dl>
          {readout.values.map(({ name, text, series }) => (
            <div key={`${series} ${name}`} data-series={series || undefined}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
};
