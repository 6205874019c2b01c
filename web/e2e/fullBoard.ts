/** A dashboard as it may become over years: 150 widgets of every kind, some with long names, and how it was a while ago. */
import type { Config, Layout, Widget } from "../../worker/layout/schema.ts";
import { starter } from "../ui/starter.ts";
import { EXAMPLE } from "../ui/widgets/exampleTable.ts";

const COUNT = 150;

const SITES = ["Oslo", "Rotterdam", "Valparaíso", "Ho Chi Minh City", "Llanfairpwllgwyngyll"] as const;

/** What is repeated, row by row: each row is full. */
const ROW: readonly (readonly [type: string, title: string, w: number, config: (n: number) => Config])[] = [
  ["metric", "Orders", 2, (n) => ({ label: "Orders today", value: n * 1273, previous: n * 1191 })],
  ["metric", "Failed", 2, (n) => ({ value: n / 7, unit: "%", decimals: 2, previous: 3, better: "down" })],
  ["chart", "Share price of the last sixty days", 5, () => ({ kind: "area", csv: EXAMPLE, unit: "€" })],
  ["checklist", "Shift", 3, (n) => ({ items: items(n, 4) })],
  [
    "timeseries",
    "CPU usage by pod, all clusters, without what the system takes",
    4,
    () => ({ unit: "percent" }),
  ],
  ["clock", "Clock", 2, () => ({ timeZone: "Asia/Ho_Chi_Minh", date: true })],
  ["checklist", "Before going home", 3, (n) => ({ items: items(n, 7) })],
  ["countdown", "Release", 3, (n) => ({ to: `2031-0${1 + (n % 9)}-15`, label: "Until it is out" })],
  ["links", "Runbooks", 4, (n) => ({ items: links(n) })],
  ["chart", "Candles", 8, () => ({ kind: "candlestick", csv: EXAMPLE })],
];

const items = (n: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: `i${i}`,
    text:
      i === 2
        ? "Hand over to whoever comes next, with everything that was seen in the night"
        : `Check ${n}.${i}`,
    done: i % 2 === 1,
  }));

const links = (n: number) =>
  ["Restart", "Restore from a backup that is older than a week", "Call"].map((label, i) => ({
    id: `l${i}`,
    label,
    url: `https://example.org/${n}/${i}`,
  }));

/** Two lines of widgets a round, below what everybody begins with. */
const places = [0, 2, 4, 9, 0, 4, 6, 9, 0, 4] as const;
const lines = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2] as const;

const many: readonly Widget[] = Array.from({ length: COUNT - starter().desktop.length }, (_, n) => {
  const [type, title, w, config] = ROW[n % ROW.length] ?? ["notes", "", 3, () => ({})];
  const round = Math.floor(n / ROW.length);
  return {
    id: `w${n}`,
    type,
    title: `${title}, ${SITES[round % SITES.length] ?? ""}`,
    ...{ x: places[n % ROW.length] ?? 0, y: 9 + round * 12 + (lines[n % ROW.length] ?? 0) * 4, w, h: 4 },
    config: config(round + 1),
  };
});

export const fullBoard: Layout = { ...starter(), desktop: [...starter().desktop, ...many] };

/** Some were elsewhere, some had another name, and some were not there yet. */
export const fullBoardBefore: Layout = {
  ...fullBoard,
  desktop: fullBoard.desktop.flatMap((widget, n) => {
    if (n % 9 === 7) return [];
    if (n % 4 === 1) return [{ ...widget, y: widget.y + 200 }];
    return n % 5 === 2 ? [{ ...widget, title: `Before: ${widget.title ?? ""}` }] : [widget];
  }),
};
