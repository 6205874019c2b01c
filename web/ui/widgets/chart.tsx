/** A chart of a pasted table, or of JSON from an address that is read again and again. */
import { type ReactNode, useMemo, useState } from "react";
import type { WidgetView } from "../board/widgetViews.ts";
import { DataTable } from "../chart/DataTable.tsx";
import { Hatches, Legend } from "../chart/Legend.tsx";
import { Plot } from "../chart/Plot.tsx";
import { isChartKind } from "../chart/plan.ts";
import { ChartIcon, TableIcon } from "../common/icons.tsx";
import { type ChartReading, fromJson, fromText } from "../figures/chartReading.ts";
import type { Figures } from "../figures/series.ts";
import type { Fault } from "../figures/table.ts";
import { faultInWords, words } from "../moreWords.ts";
import { DEFAULTS, readConfig, type Settings } from "./defaults.ts";
import { EXAMPLE } from "./exampleTable.ts";
import { type Answered, FromSite } from "./FromSite.tsx";
import { Failed, SetUp } from "./states.tsx";
import "../chart/chart.css";

export const Chart: WidgetView = ({ config, readOnly, onChange, onSettings }) => {
  const read = readConfig("chart", config);
  const settings = isChartKind(read.kind) ? read : { ...read, kind: DEFAULTS.chart.kind };
  if (settings.url !== "") return <FromAddress settings={settings} onSettings={onSettings} />;
  if (settings.csv.trim() !== "") return <FromText settings={settings} onSettings={onSettings} />;
  return (
    <SetUp icon={<ChartIcon />} text={words.chartEmpty} onSettings={onSettings}>
      {!readOnly && (
        <button
          type="button"
          className="button is-quiet"
          onClick={() => onChange((before) => ({ ...before, kind: "candlestick", csv: EXAMPLE }))}
        >
          {words.chartExample}
        </button>
      )}
    </SetUp>
  );
};

type Props = {
  readonly settings: Settings<"chart">;
  readonly onSettings: (() => void) | undefined;
};

const FromText = ({ settings, onSettings }: Props): ReactNode => {
  const { csv, kind } = settings;
  const reading = useMemo(() => fromText(csv, kind), [csv, kind]);
  return <Read reading={reading} settings={settings} onSettings={onSettings} />;
};

const FromAddress = ({ settings, onSettings }: Props): ReactNode => (
  <FromSite address={settings.url} every={settings.refresh} onSettings={onSettings}>
    {(answered) => <FromAnswer settings={settings} onSettings={onSettings} answered={answered} />}
  </FromSite>
);

const FromAnswer = ({
  settings,
  onSettings,
  answered: { value, refresh, stale },
}: Props & { readonly answered: Answered }): ReactNode => {
  const { path, kind } = settings;
  const reading = useMemo(() => fromJson(value, { path, kind }), [value, path, kind]);
  return (
    <Read reading={reading} settings={settings} onSettings={onSettings} onRetry={refresh}>
      {stale}
    </Read>
  );
};

const Read = ({
  reading,
  settings,
  onSettings,
  onRetry,
  children,
}: Props & {
  readonly reading: ChartReading;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}): ReactNode => {
  switch (reading.kind) {
    case "no-path":
      return <Failed text={words.pathWrong} onSettings={onSettings} />;
    case "nothing":
      return <Failed text={words.pathEmpty(settings.path)} onRetry={onRetry} onSettings={onSettings} />;
    case "no-table":
      return <Failed text={words.chartNoTable} onRetry={onRetry} onSettings={onSettings} />;
    case "no-rows":
      return <SetUp icon={<ChartIcon />} text={words.chartNoRows} onSettings={onSettings} />;
    case "no-numbers":
      return <Failed text={words.chartNoNumbers} onSettings={onSettings} />;
    case "no-candles":
      return <Failed text={words.chartNoCandles} onSettings={onSettings} />;
    case "figures":
      return (
        <Drawn figures={reading.figures} settings={settings}>
          {reading.faults.length > 0 && <Faults faults={reading.faults} />}
          {children}
        </Drawn>
      );
  }
};

const Drawn = ({
  figures,
  settings,
  children,
}: {
  readonly figures: Figures;
  readonly settings: Settings<"chart">;
  readonly children: ReactNode;
}): ReactNode => {
  const [isTable, setTable] = useState(false);
  const { kind, unit, fromZero } = settings;
  return (
    <div className="chart">
      <div className="chart-head">
        <Legend figures={figures} kind={kind} unit={unit} />
        <button
          type="button"
          className="icon-button"
          aria-pressed={isTable}
          aria-label={words.showTable}
          title={isTable ? words.showChart : words.showTable}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? <ChartIcon /> : <TableIcon />}
        </button>
      </div>
      {isTable ? (
        <DataTable figures={figures} />
      ) : (
        <Plot figures={figures} kind={kind} unit={unit} fromZero={fromZero} />
      )}
      <Hatches />
      {children}
    </div>
  );
};

const MOST_FAULTS = 20;

const Faults = ({ faults }: { readonly faults: readonly Fault[] }): ReactNode => {
  const said = faults.slice(0, MOST_FAULTS).map(faultInWords);
  return (
    <details className="chart-faults">
      <summary>{words.faultsFound(faults.length)}</summary>
      <ul>
        {said.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rows may have the same fault.
          <li key={at}>{one}</li>
        ))}
        {faults.length > said.length && <li>{words.faultsMore(faults.length - said.length)}</li>}
      </ul>
    </details>
  );
};
