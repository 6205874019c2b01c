/** A dashboard that somebody lives with, and how it was a week ago: what the README shows. */
import type { Layout, Widget } from "../../worker/layout/schema.ts";
import { EXAMPLE } from "../ui/widgets/exampleTable.ts";

/** Date and close alone: one line says more in a small picture than four. */
const closes = EXAMPLE.trim()
  .split("\n")
  .map((row) => row.split(","))
  .map((cells) => `${cells[0]},${cells.at(-1)}`)
  .join("\n");

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const items = (...texts: readonly string[]) =>
  texts.map((text, n) => ({ id: `i${n}`, text: text.replace("✓ ", ""), done: text.startsWith("✓ ") }));

const widgets: readonly Widget[] = [
  { id: "here", type: "clock", x: 0, y: 0, w: 3, h: 3, config: { date: true } },
  {
    ...{ id: "readers", type: "metric", title: "Readers", x: 3, y: 0, w: 3, h: 3 },
    config: { value: 12480, previous: 11310, better: "up" },
  },
  {
    ...{ id: "slow", type: "metric", title: "Slowest page", x: 6, y: 0, w: 3, h: 3 },
    config: { value: 0.84, previous: 1.1, unit: "s", decimals: 2, better: "down" },
  },
  {
    ...{ id: "spring", type: "countdown", title: "Holidays", x: 9, y: 0, w: 3, h: 3 },
    config: { to: inDays(38) },
  },
  {
    ...{ id: "share", type: "chart", title: "The share, at the close", x: 0, y: 3, w: 8, h: 6 },
    config: { kind: "area", csv: closes, unit: "€" },
  },
  {
    ...{ id: "week", type: "checklist", title: "This week", x: 8, y: 3, w: 4, h: 6 },
    config: {
      items: items("✓ Book the train to Ghent", "✓ Send the slides", "Call the plumber", "A present for Mia"),
    },
  },
  {
    ...{ id: "garden", type: "notes", title: "Garden", x: 0, y: 9, w: 4, h: 4 },
    config: { text: "Bulbs are in. Next:\n– mulch the roses\n– ask Jo about the pear tree", tint: "yellow" },
  },
  {
    ...{ id: "daily", type: "links", title: "Every day", x: 4, y: 9, w: 4, h: 4 },
    config: {
      items: [
        { id: "a", label: "Wikipedia", url: "https://en.wikipedia.org" },
        { id: "b", label: "Map", url: "https://openstreetmap.org" },
      ],
    },
  },
  {
    ...{ id: "tokyo", type: "clock", title: "Tokyo", x: 8, y: 9, w: 4, h: 4 },
    config: { timeZone: "Asia/Tokyo", face: "analog" },
  },
];

export const livedInBoard: Layout = { desktop: widgets, mobile: [] };

const AWAY: ReadonlySet<string> = new Set(["slow"]);
const WERE: Readonly<Record<string, Partial<Widget>>> = {
  share: { w: 6 },
  week: { x: 6, w: 6, title: "Next week" },
  tokyo: { x: 4 },
  daily: { x: 8 },
};

export const livedInBoardBefore: Layout = {
  desktop: [
    ...widgets.filter(({ id }) => !AWAY.has(id)).map((widget) => ({ ...widget, ...WERE[widget.id] })),
    { id: "pears", type: "metric", title: "Pears", x: 6, y: 0, w: 3, h: 3, config: { value: 31 } },
  ],
  mobile: [],
};
