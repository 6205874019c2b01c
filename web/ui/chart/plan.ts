/** Where everything of a chart goes, in pixels: pure, from the figures and the size of the frame. */
import { candlesOf } from "../figures/candles.ts";
import type { Figures } from "../figures/series.ts";
import { numberFormat, tickLabel } from "./labels.ts";
import { decimalsOf, type Extent, extentOf, linear, niceTicks, type Scale } from "./scale.ts";
import { apartMs, timeTicks, unitOfSpan } from "./timeTicks.ts";

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
    ticks: inside(scaleTicks(figures, { span, most, x }), right + EDGE),
  };
};

type Scaled = { readonly span: Extent; readonly most: number; readonly x: Scale };

const scaleTicks = ({ x: { kind, at } }: Figures, { span, most, x }: Scaled): readonly Tick[] => {
  if (kind !== "time") {
    const within = niceTicks(span, most).filter((value) => value >= span[0] && value <= span[1]);
    const write = numberFormat({ useGrouping: false, maximumFractionDigits: 6 });
    return within.map((value) => ({ at: x(value), label: write.format(value) }));
  }
  const ticks = timeTicks(span, most, apartMs(at));
  return ticks.at.map((moment) => ({ at: x(moment), label: tickLabel(ticks.unit, moment) }));
};

/** With the capitals of AM and PM. */
const WIDE_LETTER = 7.2;

/** Beside the plot, up to the frame. */
const EDGE = 12;

/** A label at an edge moves in, as a part of one is none; the last one goes where another stands by then. */
const inside = (ticks: readonly Tick[], most: number): readonly Tick[] => {
  const half = ({ label }: Tick): number => (label.length * WIDE_LETTER) / 2;
  const moved = ticks.map((tick) => ({
    ...tick,
    at: Math.max(half(tick), Math.min(most - half(tick), tick.at)),
  }));
  return moved.filter((tick, index) => {
    const before = moved[index - 1];
    return before === undefined || tick.at - half(tick) - (before.at + half(before)) >= 4;
  });
};

const bandedPlaces = (figures: Figures, [left, right]: Extent): Places => {
  const { at, kind, names } = figures.x;
  const band = (right - left) / Math.max(1, at.length);
  const xs = at.map((_, index) => left + (index + 0.5) * band);
  const unit = kind === "time" ? unitOfSpan(extentOf(at) ?? [0, 0], apartMs(at)) : undefined;
  const labelOf = (index: number): string => {
    const name = unit === undefined ? (names[index] ?? "") : tickLabel(unit, at[index] ?? 0);
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
