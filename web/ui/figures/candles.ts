/** Of an equity: where each day opened, how high and low it went, where it closed. */
import type { Figures, Series } from "./series.ts";
import type { Fault } from "./table.ts";

export type Candle = {
  /** Its place among the rows. */
  readonly index: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
};

export type Candles = { readonly candles: readonly Candle[]; readonly faults: readonly Fault[] };

const known = new WeakMap<Figures, { readonly candles: Candles | undefined }>();

/** Made once for each table: whoever follows a pointer asks with every move. */
export const candlesOf = (figures: Figures): Candles | undefined => {
  const made = known.get(figures) ?? { candles: read(figures) };
  known.set(figures, made);
  return made.candles;
};

/** Columns by their names (open, high, low, close), or the first four. Undefined where there are fewer. */
const read = ({ series, x }: Figures): Candles | undefined => {
  const [open, high, low, close] = PARTS.map((part, at) => named(series, part) ?? inOrder(series, at));
  if (open === undefined || high === undefined || low === undefined || close === undefined) return undefined;
  const candles: Candle[] = [];
  const faults: Fault[] = [];
  for (const index of x.at.keys()) {
    const [o, h, l, c] = [open.values[index], high.values[index], low.values[index], close.values[index]];
    if (o == null && h == null && l == null && c == null) continue;
    const isWhole = o != null && h != null && l != null && c != null;
    if (isWhole && h >= Math.max(o, c) && l <= Math.min(o, c)) {
      candles.push({ index, open: o, high: h, low: l, close: c });
    } else faults.push({ kind: "candle", row: x.rows[index] ?? index + 1 });
  }
  return { candles, faults };
};

/** Neighbours as one, so that a thousand days still are candles and not a blot: first open, last close, both ends. */
export const joinCandles = (candles: readonly Candle[], most: number): readonly (readonly Candle[])[] => {
  const each = Math.max(1, Math.ceil(candles.length / Math.max(1, most)));
  return Array.from({ length: Math.ceil(candles.length / each) }, (_, at) =>
    candles.slice(at * each, (at + 1) * each),
  );
};

export const joined = (group: readonly Candle[]): Candle | undefined => {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    index: first.index,
    open: first.open,
    close: last.close,
    high: group.reduce((most, { high }) => Math.max(most, high), first.high),
    low: group.reduce((least, { low }) => Math.min(least, low), first.low),
  };
};

const PARTS = ["open", "high", "low", "close"] as const;

/** What brokers and sites call them, here and in Germany. The first that there is counts. */
const CALLED: Readonly<Record<(typeof PARTS)[number], readonly string[]>> = {
  open: ["open", "o", "opening", "eröffnung", "eröffnungskurs", "erster"],
  high: ["high", "h", "hoch", "höchst", "höchstkurs", "tageshoch"],
  low: ["low", "l", "tief", "tiefst", "tiefstkurs", "tagestief"],
  close: ["close", "c", "close/last", "closing", "last", "price", "schluss", "schlusskurs", "kurs"],
};

const named = (series: readonly Series[], part: (typeof PARTS)[number]): Series | undefined =>
  CALLED[part].flatMap((name) => series.find((one) => bare(one.name) === name) ?? [])[0];

/** Some number them: "1. open". */
const bare = (name: string): string =>
  name
    .trim()
    .replace(/^\d+[.)] */, "")
    .toLowerCase();

/** By their order only where none of them has a name. */
const inOrder = (series: readonly Series[], at: number): Series | undefined =>
  PARTS.some((part) => named(series, part) !== undefined) ? undefined : series[at];
