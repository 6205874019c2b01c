/** One number, as large as its frame allows, and where it is going. Typed in, or read from an address. */

import type { ReactNode } from "react";
import type { WidgetView } from "../board/widgetViews.ts";
import { NumberIcon } from "../common/icons.tsx";
import { numberAt, type Trend, trendOf } from "../figures/metric.ts";
import { words } from "../moreWords.ts";
import { LOCALE } from "../words.ts";
import { readConfig, type Settings } from "./defaults.ts";
import { FromSite } from "./FromSite.tsx";
import { emsOf, sizeToFit } from "./fit.ts";
import { Failed, SetUp } from "./states.tsx";
import "./metric.css";

export const Metric: WidgetView = (props) => {
  const settings = readConfig("metric", props.config);
  if (settings.url !== "") return <FromAddress settings={settings} onSettings={props.onSettings} />;
  if (settings.value === undefined) {
    return <SetUp icon={<NumberIcon />} text={words.metricEmpty} onSettings={props.onSettings} />;
  }
  return <Figure settings={settings} value={settings.value} previous={settings.previous} />;
};

const FromAddress = ({
  settings,
  onSettings,
}: {
  readonly settings: Settings<"metric">;
  readonly onSettings: (() => void) | undefined;
}): ReactNode => (
  <FromSite address={settings.url} every={settings.refresh} onSettings={onSettings}>
    {({ value, refresh, stale }) => {
      const found = numberAt(value, settings.path);
      if (found.kind !== "number") {
        const text = notFound(found.kind, settings.path);
        return <Failed text={text} onRetry={refresh} onSettings={onSettings} />;
      }
      const before = settings.previousPath === "" ? undefined : numberAt(value, settings.previousPath);
      const previous = before?.kind === "number" ? before.value : settings.previous;
      return (
        <>
          <Figure settings={settings} value={found.value} previous={previous} />
          {stale}
        </>
      );
    }}
  </FromSite>
);

const notFound = (kind: "no-path" | "nothing" | "no-number", path: string): string => {
  switch (kind) {
    case "no-path":
      return words.pathWrong;
    case "nothing":
      return words.pathEmpty(path);
    case "no-number":
      return words.pathNoNumber(path);
  }
};

const Figure = ({
  settings,
  value,
  previous,
}: {
  readonly settings: Settings<"metric">;
  readonly value: number;
  readonly previous: number | undefined;
}): ReactNode => {
  const write = (one: number): string => formatOf(settings.decimals, one).format(one);
  const text = write(value);
  return (
    <div className="metric">
      {settings.label !== "" && <p className="metric-label">{settings.label}</p>}
      <p className="metric-value" style={{ fontSize: sizeOf(text, settings.unit) }}>
        <span>{text}</span>
        {settings.unit !== "" && <span className="metric-unit">{settings.unit}</span>}
      </p>
      {previous !== undefined && (
        <TrendLine
          trend={trendOf(value, previous)}
          from={write(previous)}
          write={write}
          better={settings.better}
        />
      )}
    </div>
  );
};

/** Longer numbers are written smaller, so that all of them is there. The unit goes below where it has no room beside. */
const sizeOf = (text: string, unit: string): string =>
  sizeToFit(emsOf(text) + (unit === "" ? 0 : 0.2 + emsOf(unit) * UNIT_SHARE), { height: 38, most: 6 });

/** As the style sheet has it. */
const UNIT_SHARE = 0.45;

const TrendLine = ({
  trend,
  from,
  write,
  better,
}: {
  readonly trend: Trend;
  readonly from: string;
  readonly write: (value: number) => string;
  readonly better: Settings<"metric">["better"];
}): ReactNode => {
  const percent = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
  const by = trend.share === null ? write(trend.by) : percent.format(trend.share);
  if (trend.way === "same") return <p className="metric-trend">{words.trendSame(from)}</p>;
  const mood = better === "neither" ? "neither" : better === trend.way ? "good" : "bad";
  return (
    <p className="metric-trend" data-mood={mood}>
      <svg className="metric-arrow" viewBox="0 0 12 12" aria-hidden="true">
        <path d={trend.way === "up" ? "M6 2 11 10H1z" : "M6 10 1 2h10z"} />
      </svg>
      {trend.way === "up" ? words.trendUp(by, from) : words.trendDown(by, from)}
    </p>
  );
};

/** As many decimals as were asked for; else as many as it has, but not those that are nobody's. */
const formatOf = (decimals: number | undefined, value: number): Intl.NumberFormat => {
  const digits = decimals === undefined ? undefined : Math.min(6, Math.max(0, Math.trunc(decimals)));
  const notation = Math.abs(value) >= 1e12 ? "compact" : "standard";
  return new Intl.NumberFormat(LOCALE, {
    notation,
    ...(digits === undefined
      ? { maximumFractionDigits: Math.abs(value) >= 100 ? 2 : 4 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  });
};
