/** A big dashboard of a given size, and what two people make of it: the material of the benches. */
import type { Layout, Widget } from "./schema.ts";

/** About so many bytes of JSON, spread evenly over so many widgets of a monitoring dashboard. */
export const dashboard = ({
  widgets,
  bytes,
}: {
  readonly widgets: number;
  readonly bytes: number;
}): Layout => {
  const empty = panels(widgets, "");
  const spare = Math.max(0, bytes - JSON.stringify(empty).length);
  return panels(
    widgets,
    "sum(rate(x[5m])) ".repeat(bytes).slice(0, Math.floor(spare / widgets / QUERIES.length)),
  );
};

const QUERIES = [..."ABC"];

const panels = (count: number, expression: string): Layout => ({
  desktop: Array.from({ length: count }, (_, at) => panel(at, expression)),
  mobile: [],
});

const panel = (at: number, expression: string): Widget => ({
  id: `panel-${at}`,
  type: "timeseries",
  title: `Panel ${at}`,
  ...{ x: (at % 4) * 3, y: Math.floor(at / 4) * 4, w: 3, h: 4 },
  config: {
    datasource: { type: "prometheus", uid: "main" },
    targets: QUERIES.map((refId) => ({
      refId,
      expr: `${expression}${at}`,
      legendFormat: "{{pod}}",
      step: 60,
    })),
    fieldConfig: { defaults: { unit: "short", thresholds: [null, 80] }, overrides: [] },
    options: { legend: { show: true, values: [] }, tooltip: "multi" },
  },
});

/** One person's afternoon: every eighth widget edited inside, some moved, one gone, one new. No two `turn`s touch one. */
export const worked = (layout: Layout, turn: number): Layout => {
  const desktop = layout.desktop
    .filter((_, at) => at !== 24 + turn)
    .map((widget, at) => (at % 8 === turn ? retouched(widget, turn) : widget));
  const added = panel(1000 + turn, "up");
  // From other texts, as it comes from other devices: nothing is shared.
  return JSON.parse(
    JSON.stringify({ ...layout, desktop: [...desktop, { ...added, x: 0, y: 900 + turn * 10 }] }),
  );
};

const retouched = (widget: Widget, turn: number): Widget => {
  const { targets = [] } = widget.config;
  const added = { refId: `N${turn}`, expr: "up" };
  const config = { ...widget.config, targets: Array.isArray(targets) ? [...targets, added] : targets };
  return { ...widget, title: `${widget.title} by ${turn}`, h: Math.max(1, widget.h - 1), config };
};

/** So many widgets of the built-in types, as a person keeps them: about 290 bytes of JSON each. */
export const desk = (widgets: number): Layout => ({
  desktop: Array.from({ length: widgets }, (_, at) => ({
    id: `w-${at.toString(36).padStart(8, "0")}`,
    ...(DESK[at % DESK.length] as Pick<Widget, "type" | "title" | "config">),
    ...{ x: (at % 4) * 3, y: Math.floor(at / 4) * 4, w: 3, h: 4 },
  })),
  mobile: [],
});

const DESK: readonly Pick<Widget, "type" | "title" | "config">[] = [
  {
    type: "clock",
    title: "Zürich",
    config: { face: "digital", timeZone: "Europe/Zurich", seconds: true, date: true },
  },
  {
    type: "notes",
    title: "Notes",
    config: {
      text: "Ask for the keys, water the plants, and call back before noon.\n".repeat(4),
      tint: "yellow",
    },
  },
  {
    type: "checklist",
    title: "This week",
    config: {
      items: ["Milk and bread", "Renew the passport", "Book the train", "Send the invoice"].map(
        (text, at) => ({
          ...{ id: `item-${at}`, text, done: at % 2 === 0 },
        }),
      ),
      hideDone: false,
    },
  },
  {
    type: "links",
    title: "Work",
    config: {
      items: ["Mail", "Calendar", "Board", "Wiki"].map((label, at) => ({
        ...{ id: `link-${at}`, label, url: `https://${label.toLowerCase()}.example.org/home` },
      })),
      newTab: true,
    },
  },
  {
    type: "countdown",
    title: "Holidays",
    config: { to: "2027-07-10T08:00", label: "Until the boat leaves" },
  },
];
