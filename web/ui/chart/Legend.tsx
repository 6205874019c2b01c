/** Which line is which: by dash and hatching as well as by colour. */
import type { ReactNode } from "react";
import { candlesOf } from "../figures/candles.ts";
import { trendOf } from "../figures/metric.ts";
import type { Figures } from "../figures/series.ts";
import { words } from "../moreWords.ts";
import { numberFormat } from "./labels.ts";
import { DASHES } from "./Marks.tsx";
import type { ChartKind } from "./plan.ts";

export const Legend = ({
  figures,
  kind,
  unit,
}: {
  readonly figures: Figures;
  readonly kind: ChartKind;
  readonly unit: string;
}): ReactNode => {
  if (kind === "candlestick") {
    return (
      <ul className="chart-legend">
        <Latest figures={figures} unit={unit} />
        {(["up", "down"] as const).map((way) => (
          <li key={way}>
            <svg className="chart-swatch" viewBox="0 0 20 12" aria-hidden="true">
              <path className={`chart-candle is-${way}`} d="M10 0.5V2.5M10 9.5V11.5M6 2.5h8v7h-8Z" />
            </svg>
            {way === "up" ? words.candleUp : words.candleDown}
          </li>
        ))}
      </ul>
    );
  }
  if (figures.series.length < 2) return <span className="chart-legend">{figures.series[0]?.name}</span>;
  return (
    <ul className="chart-legend">
      {figures.series.map(({ name }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same.
        <li key={at} data-series={at + 1}>
          <svg className="chart-swatch" viewBox="0 0 20 12" aria-hidden="true">
            {kind === "bar" ? (
              <>
                <path className="chart-bar" d="M4 1h12v10H4z" />
                {at > 0 && (
                  <path className="chart-hatch" d="M4 1h12v10H4z" fill={`url(#chart-hatch-${at + 1})`} />
                )}
              </>
            ) : (
              <path className="chart-line" d="M0 6h20" strokeDasharray={DASHES[at]} />
            )}
          </svg>
          {name || words.seriesUnnamed(at + 1)}
        </li>
      ))}
    </ul>
  );
};

/** Of a share: where it closed, and how far that is from the day before. */
const Latest = ({ figures, unit }: { readonly figures: Figures; readonly unit: string }): ReactNode => {
  const candles = candlesOf(figures)?.candles ?? [];
  const [before, last] = [candles.at(-2), candles.at(-1)];
  if (last === undefined) return null;
  const trend = before && trendOf(last.close, before.close);
  return (
    <li className="chart-latest">
      <strong>
        {written.format(last.close)}
        {unit !== "" && `\u00a0${unit}`}
      </strong>
      {trend?.share != null && (
        <span data-way={trend.way}>
          {trend.way === "same" ? "" : trend.way === "down" ? "▼\u2009" : "▲\u2009"}
          {percent.format(trend.share)}
        </span>
      )}
    </li>
  );
};

const written = numberFormat({ maximumFractionDigits: 4 });
const percent = numberFormat({ style: "percent", maximumFractionDigits: 1 });

/** Of the second series and on, over their colour. Alike in all charts, so it does no harm that all bring them. */
export const Hatches = (): ReactNode => (
  <svg className="chart-hatches" aria-hidden="true">
    <defs>
      {HATCHES.map((d, at) => (
        <pattern key={d} id={`chart-hatch-${at + 2}`} width="6" height="6" patternUnits="userSpaceOnUse">
          <path className="chart-hatching" d={d} />
        </pattern>
      ))}
    </defs>
  </svg>
);

const HATCHES = [
  "M-1 1 1 -1M0 6 6 0M5 7 7 5",
  "M0 3h6",
  "M3 0v6",
  "M-1 5 1 7M0 0 6 6M5 -1 7 1",
  "M3 0v6M0 3h6",
] as const;
