/** Where everything of a chart goes, in pixels: pure, from the figures and the size of the frame. */
import { candlesOf } from "../figures/candles.ts";
import type { Figures } from "../figures/series.ts";
import { formatter, numberFormat } from "./labels.ts";
import { decimalsOf, type Extent, extentOf, linear, niceTicks, type Scale } from "./scale.ts";
import { timeTicks, unitOfSpan } from "./timeTicks.ts";

const CHART_KINDS = ["line", "area", "bar", "candlestick"] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

export const isChartKind = (kind: string): kind is ChartKind => CHART_KINDS.some((one) => one === kind);

export type Tick = { readonly at: number; readonly label: string };

export type Plan = {
  readonly box: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  /** Of each point, rising. */
  readonly xs: readonly number[];
  /** Room for what stands at a point: a bar, a candle. */
  readonly band: number;
  readonly y: Scale;
  /** Where bars and areas stand. */
  readonly base: number;
  readonly yTicks: readonly Tick[];
  readonly xTicks: readonly Tick[];
};

type Size = { readonly width: number; readonly height: number };
type Options = { readonly kind: ChartKind; readonly fromZero: boolean } & Size;

/** Below this a chart is its line alone: labels would be all there is. */
const LABELLED = { width: 170, height: 96 } as const;
const LETTER = 6.6;
const ROW = 46;
const LABEL_GAP = 18;
/** What "Nov 2026" takes, and a little air. */
const TICK_ROOM = 68;

export const planOf = (figures: Figures, { kind, fromZero, width, height }: Options): Plan => {
  const isLabelled = width >= LABELLED.width && height >= LABELLED.height;
  const values = valueExtent(figures, kind);
  const span: Extent = fromZero || kind === "bar" ? [Math.min(0, values[0]), Math.max(0, values[1])] : values;
  const ticks = niceTicks(span, Math.max(1, Math.floor(height / ROW)));
  const [first = 0, last = 1] = [ticks[0], ticks.at(-1)];
  const write = valueFormat(ticks);
  const labels = ticks.map((value) => write.format(value));
  const widest = Math.max(...labels.map(({ length }) => length));
  const box = {
    left: isLabelled ? Math.ceil(widest * LETTER) + 14 : 2,
    right: width - (isLabelled ? 12 : 2),
    top: isLabelled ? 8 : 4,
    bottom: height - (isLabelled ? 24 : 4),
  };
  const y = linear([first, last], [box.bottom, box.top]);
  const place = placesOf(figures, kind, [box.left, box.right]);
  return {
    ...{ box, y },
    xs: place.xs,
    band: place.band,
    base: y(Math.min(last, Math.max(first, 0))),
    yTicks: isLabelled ? ticks.map((value, at) => ({ at: y(value), label: labels[at] ?? "" })) : [],
    xTicks: isLabelled ? place.ticks : [],
  };
};

const valueExtent = (figures: Figures, kind: ChartKind): Extent => {
  const candles = kind === "candlestick" ? candlesOf(figures)?.candles : undefined;
  const all =
    candles === undefined
      ? figures.series.flatMap(({ values }) => values)
      : candles.flatMap(({ high, low }) => [high, low]);
  return extentOf(all) ?? [0, 1];
};

const valueFormat = (ticks: readonly number[]): Intl.NumberFormat => {
  const [first = 0, second = 1] = ticks;
  const most = Math.max(...ticks.map(Math.abs));
  return numberFormat(
    most >= 100_000
      ? { notation: "compact", maximumSignificantDigits: 4 }
      : {
          minimumFractionDigits: decimalsOf(second - first),
          maximumFractionDigits: decimalsOf(second - first),
        },
  );
};

type Places = { readonly xs: readonly number[]; readonly band: number; readonly ticks: readonly Tick[] };

/** By value on a scale, or one beside the other: bars, candles and names have no gaps for weekends. */
const placesOf = (figures: Figures, kind: ChartKind, [left, right]: Extent): Places => {
  const { at, kind: axis } = figures.x;
  const isBanded = kind === "bar" || kind === "candlestick" || axis === "name";
  if (isBanded) return bandedPlaces(figures, [left, right]);
  const span = extentOf(at) ?? [0, 1];
  // Half a point of a single day would be nowhere.
  const x = linear(span, [left + 2, right - 2]);
  const most = Math.max(2, Math.floor((right - left) / TICK_ROOM));
  return {
    xs: at.map(x),
    band: (right - left) / Math.max(1, at.length),
    ticks: scaleTicks(axis, span, most, x),
  };
};

const scaleTicks = (
  axis: "time" | "number" | "name",
  span: Extent,
  most: number,
  x: Scale,
): readonly Tick[] => {
  if (axis !== "time") {
    const within = niceTicks(span, most).filter((value) => value >= span[0] && value <= span[1]);
    const write = numberFormat({ useGrouping: false, maximumFractionDigits: 6 });
    return within.map((value) => ({ at: x(value), label: write.format(value) }));
  }
  const { unit, at } = timeTicks(span, most);
  const write = formatter(unit);
  return at.map((moment) => ({ at: x(moment), label: write.format(moment) }));
};

const bandedPlaces = (figures: Figures, [left, right]: Extent): Places => {
  const { at, kind, names } = figures.x;
  const band = (right - left) / Math.max(1, at.length);
  const xs = at.map((_, index) => left + (index + 0.5) * band);
  const write = kind === "time" ? formatter(unitOfSpan(extentOf(at) ?? [0, 0])) : undefined;
  const labelOf = (index: number): string => {
    const name = write === undefined ? (names[index] ?? "") : write.format(at[index] ?? 0);
    return name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1)}…` : name;
  };
  const widest = at.slice(0, 50).reduce<number>((most, _, index) => Math.max(most, labelOf(index).length), 1);
  const each = Math.max(1, Math.ceil((widest * LETTER + LABEL_GAP) / band));
  const ticks = xs.flatMap((x, index) => (index % each === 0 ? [{ at: x, label: labelOf(index) }] : []));
  return { xs, band, ticks: within(ticks, [left, right]) };
};

const LONGEST_LABEL = 14;

/** A label that would stand out of the picture by half is left away. */
const within = (ticks: readonly Tick[], [left, right]: Extent): readonly Tick[] =>
  ticks.filter(({ at, label }) => {
    const half = (label.length * LETTER) / 2;
    return at - half >= left - 40 && at + half <= right + 12;
  });
